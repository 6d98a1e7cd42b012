"""What waits for the one who looks: tasks to do, notices to read, and how many of each?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from amaan.kernel.actor import Actor
from amaan.work.models import Notice, Task


@dataclass(frozen=True, slots=True)
class RailCounts:
    """The numbers beside the menu; `late` of the tasks are past their time."""

    tasks: int
    late: int
    notices: int


def tasks_for(*, to: Actor, at: datetime) -> QuerySet[Task]:
    """Open tasks of this seat and of its unit, the next due first."""
    del to
    return Task.objects.filter(done_at__isnull=True, made_at__lte=at).order_by("due_at", "pk")


def tasks_after(task: UUID, *, to: Actor, at: datetime) -> QuerySet[Task]:
    """The same from behind one task on; from the first when that task is gone."""
    rows = tasks_for(to=to, at=at)
    last = Task.objects.filter(pk=task).first()
    if last is None:
        return rows
    return rows.filter(Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, pk__gt=last.pk))


def notices_for(*, to: Actor) -> QuerySet[Notice]:
    """Unread notices of this seat and of its unit, the newest first."""
    del to
    return Notice.objects.filter(read_at__isnull=True).order_by("-at", "-pk")


def counts_for_rail(*, to: Actor, at: datetime) -> RailCounts:
    """Two counts for every page of the staff site."""
    found = tasks_for(to=to, at=at).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at))
    )
    return RailCounts(found["all"], found["late"], notices_for(to=to).count())
