"""The clocks that run, the tasks that wait and the notices that tell: rows that records cause.

No row here is a record of its own: each is named in the fact of the record that caused it
(architecture.md section 3). None holds a name, a place or the kind of a case.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amaan.kernel.clock import LimitUnit
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.urgency import Urgency
from amaan.work.rules.clocks import NO_PAUSE

OPEN = Q(ended_at__isnull=True)
RUNNING = OPEN & Q(breached_at__isnull=True, paused_at__isnull=True)


def both_or_neither(first: str, second: str) -> Q:
    """Two columns that are filled together."""
    none = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    return none | Q(**{f"{first}__isnull": False, f"{second}__isnull": False})


class AboutRecord(models.Model):
    """A row about a record of an upper layer, known by kind and id only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_kind = models.CharField(max_length=32)
    record = models.UUIDField()
    unit = models.UUIDField()
    kind = models.CharField(max_length=32)

    class Meta:
        abstract = True

    @property
    def about(self) -> Ref:
        return Ref(self.record_kind, self.record)


class Clock(AboutRecord):
    """One owed step: since when, until when, and what became of it.

    `paused_total` is what the record (not this clock alone) had spent of its pause allowance when
    the clock last paused, in the time that the allowance is counted in.
    """

    urgency = models.CharField(max_length=2)
    province = models.UUIDField(null=True)
    district = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    counted_from = models.DateTimeField()
    due_at = models.DateTimeField()
    escalate_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    ladder = models.TextField(blank=True)
    limit_amount = models.PositiveIntegerField()
    limit_unit = models.CharField(max_length=16)
    calendar_version = models.UUIDField()
    paused_at = models.DateTimeField(null=True)
    pause_ends_at = models.DateTimeField(null=True)
    paused_total = models.DurationField(default=NO_PAUSE)
    pause_limit = models.DurationField(null=True)
    pause_unit = models.CharField(max_length=16, default=LimitUnit.WORKING_DAYS)
    met_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    leadership_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=32, blank=True)

    class Meta:
        db_table = "work_clock"
        constraints: ClassVar = (
            models.UniqueConstraint(
                fields=["record", "kind"], condition=OPEN, name="work_clock_is_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(met_at__isnull=False, breached_at__isnull=False),
                name="work_clock_is_not_both_met_and_breached",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("started_at")), name="work_clock_is_due_after_its_start"
            ),
            models.CheckConstraint(
                condition=~Q(urgency=Urgency.U1) | Q(paused_at__isnull=True),
                name="work_clock_of_u1_never_pauses",
            ),
            models.CheckConstraint(
                condition=both_or_neither("paused_at", "pause_ends_at"),
                name="work_clock_pause_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(pause_limit__isnull=True) | Q(paused_total__lte=F("pause_limit")),
                name="work_clock_pause_is_within_its_limit",
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(met_at__lte=F("due_at"), ended_at=F("met_at")),
                name="work_clock_met_is_met_in_time",
            ),
            models.CheckConstraint(
                condition=Q(breached_at__isnull=True) | Q(breached_at=F("due_at")),
                name="work_clock_is_breached_when_due",
            ),
            models.CheckConstraint(
                condition=both_or_neither("breached_at", "leadership_at"),
                name="work_clock_breach_knows_when_leadership_hears",
            ),
            models.CheckConstraint(
                condition=Q(level=0) | Q(breached_at__isnull=False),
                name="work_clock_climbs_only_when_late",
            ),
            models.CheckConstraint(
                condition=Q(escalate_at__isnull=True) | Q(escalate_at__gte=F("due_at")),
                name="work_clock_escalates_not_before_due",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | Q(ended_at__isnull=False, paused_at__isnull=True) & ~Q(ended_why=""),
                name="work_clock_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=list(Urgency)), name="work_clock_urgency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(limit_unit__in=[str(unit) for unit in LimitUnit]),
                name="work_clock_unit_is_known",
            ),
        )
        indexes: ClassVar = (
            models.Index(fields=["due_at"], condition=RUNNING, name="work_clock_due"),
            models.Index(
                fields=["escalate_at"],
                condition=OPEN & Q(breached_at__isnull=False, escalate_at__isnull=False),
                name="work_clock_escalate",
            ),
            models.Index(
                fields=["pause_ends_at"],
                condition=OPEN & Q(pause_ends_at__isnull=False),
                name="work_clock_pause",
            ),
            models.Index(fields=["unit", "due_at"], condition=OPEN, name="work_clock_unit"),
            models.Index(fields=["province", "due_at"], condition=OPEN, name="work_clock_province"),
            models.Index(fields=["district", "due_at"], condition=OPEN, name="work_clock_district"),
            models.Index(fields=["record", "started_at"], name="work_clock_record"),
            models.Index(
                fields=["breached_at"],
                condition=Q(breached_at__isnull=False),
                name="work_clock_breached",
            ),
        )


class Task(AboutRecord):
    """Something a unit, or one seat of it, has to do by a moment."""

    seat = models.UUIDField(null=True)
    urgency = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        db_table = "work_task"
        constraints: ClassVar = (
            models.CheckConstraint(
                condition=both_or_neither("done_at", "done_by"),
                name="work_task_done_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("made_at")), name="work_task_is_due_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=list(Urgency)), name="work_task_urgency_is_known"
            ),
        )
        indexes: ClassVar = (
            models.Index(
                fields=["unit", "due_at", "id"],
                condition=Q(done_at__isnull=True),
                name="work_task_unit",
            ),
            models.Index(fields=["record"], name="work_task_record"),
        )


class Notice(AboutRecord):
    """Something a unit, or one seat of it, should know; opening it is done behind the record."""

    seat = models.UUIDField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "work_notice"
        indexes: ClassVar = (
            models.Index(
                fields=["unit", "at"],
                condition=Q(read_at__isnull=True),
                name="work_notice_unread",
            ),
            models.Index(fields=["record"], name="work_notice_record"),
        )
