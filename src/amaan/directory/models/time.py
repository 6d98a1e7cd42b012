"""Which days are worked and how long a step may take: dated, versioned, and marked until
ratified.
"""

from django.db import models

from amaan.directory.models.shapes import Sourced, Versioned, among, versions_of
from amaan.directory.models.territories import Territory
from amaan.directory.rules.clock_limits import ClockKind, LimitStatus, LimitUrgency
from amaan.kernel.clock import LimitUnit as TimeUnit


class WorkingCalendarVersion(Versioned, Sourced):
    """The working week of a province (null: the federation). A clock keeps the id of the version
    used.
    """

    province = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")
    weekly_holidays = models.JSONField(default=list)  # Monday = 0
    opens = models.TimeField()
    closes = models.TimeField()
    holidays = models.JSONField(default=list)  # [{"on": "2026-03-23", "name_en": …, "name_ur": …}]
    valid_from = models.DateTimeField()

    KIND = "calendar"

    class Meta:
        db_table = "directory_calendar_version"
        constraints = (
            *versions_of("directory_calendar", ("province",)),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")),
                name="directory_calendar_opens_before_it_closes",
            ),
        )


class ClockLimit(Versioned, Sourced):
    """How long a step may take at an urgency, and who hears of it when."""

    kind = models.CharField(max_length=24)
    urgency = models.CharField(max_length=4)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=16)
    escalations = models.TextField(blank=True)
    mark = models.CharField(max_length=1, default="P")
    status = models.CharField(max_length=12, default=LimitStatus.PROPOSED)
    owner = models.CharField(max_length=120, blank=True)
    decision_ref = models.CharField(max_length=120, blank=True)
    effective_from = models.DateField(null=True)

    KIND = "clock_limit"

    class Meta:
        db_table = "directory_clock_limit"
        constraints = (
            *versions_of("directory_clock_limit", ("kind", "urgency")),
            among("kind", ClockKind, "directory_clock_limit_kind_is_known"),
            among("urgency", LimitUrgency, "directory_clock_limit_urgency_is_known"),
            among("unit", TimeUnit, "directory_clock_limit_unit_is_known"),
            among("status", LimitStatus, "directory_clock_limit_status_is_known"),
            models.CheckConstraint(
                condition=~models.Q(status=LimitStatus.RATIFIED)
                | (
                    ~models.Q(owner="")
                    & ~models.Q(decision_ref="")
                    & models.Q(effective_from__isnull=False)
                ),
                name="directory_clock_limit_ratified_names_its_decision",
            ),
        )
