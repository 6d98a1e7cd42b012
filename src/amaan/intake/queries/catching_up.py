"""What should have been done a minute ago and was not: a killed worker leaves its job behind."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from amaan.intake.models import Complaint, ReporterAct
from amaan.intake.rules.complaint import Status

LEFT: Final = timedelta(minutes=1)
AT_ONCE: Final = 200


def reports_left(*, at: datetime) -> list[UUID]:
    """Reports received more than a minute ago that nobody has sorted, the oldest first."""
    rows = Complaint.objects.filter(
        status=Status.RECEIVED, sorted_at__isnull=True, received_at__lt=at - LEFT
    )
    return list(rows.order_by("received_at").values_list("pk", flat=True)[:AT_ONCE])


def acts_left(*, at: datetime) -> list[UUID]:
    """Acts of reporters made more than a minute ago and not applied, the oldest first."""
    rows = ReporterAct.objects.filter(applied_at__isnull=True, made_at__lt=at - LEFT)
    return list(rows.order_by("made_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
