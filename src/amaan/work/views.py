"""The page of what waits for this seat: tasks and notices."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Refused
from amaan.ui import catalogues
from amaan.ui.language import current
from amaan.work import actions, queries
from amaan.work.models import Task
from amaan.work.presenters.desk import notice_rows, task_rows

PAGE: Final = 50


@require_safe
@requires(Permission.WORK_QUEUE_READ)
def queue(request: StaffRequest) -> HttpResponse:
    """Tasks by the next due, notices by the newest; `after` goes on behind a task."""
    with reading(request.actor):
        return render(
            request, "work/queue.html", desk_context(request.actor, request.GET.get("after", ""))
        )


def desk_context(reader: Actor, after: str) -> dict[str, Any]:
    at = timezone.now()
    tasks = list(tasks_from(after, reader)[: PAGE + 1])
    more = reverse("work:queue") + f"?after={tasks[PAGE - 1].id}" if len(tasks) > PAGE else ""
    return {
        "tasks": list(task_rows(tasks[:PAGE], at=at)),
        "notices": list(notice_rows(queries.notices_for(to=reader)[:PAGE])),
        "counts": queries.counts_for_rail(to=reader, at=at),
        "older_url": more,
        "newer_url": reverse("work:queue") if after else "",
    }


def tasks_from(after: str, reader: Actor) -> QuerySet[Task]:
    try:
        last = UUID(after)
    except ValueError:
        return queries.tasks_for(to=reader, at=timezone.now())
    return queries.tasks_after(last, to=reader, at=timezone.now())


@require_POST
@requires(Permission.WORK_TASK_FINISH)
def finish(request: StaffRequest, task: UUID) -> HttpResponse:
    """Mark a task as done."""
    try:
        actions.finish_task(task=task, by=request.actor, at=timezone.now())
    except NotFound as absent:
        raise Http404 from absent
    except Refused as refused:
        for objection in refused.reasons:
            said = catalogues.say("reason", objection.code, current(), **objection.params)
            messages.warning(request, said)
    else:
        messages.success(request, _("Marked as done."))
    return redirect("work:queue")


@require_POST
@requires(Permission.WORK_QUEUE_READ)
def read(request: StaffRequest) -> HttpResponse:
    """Put all notices aside as read."""
    actions.read_notices(by=request.actor, at=timezone.now())
    return redirect("work:queue")
