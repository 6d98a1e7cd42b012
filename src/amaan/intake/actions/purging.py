"""Removing drafts that were begun and never sent, after their time (workflows.md section 3)."""

from datetime import datetime, timedelta
from uuid import UUID

from amaan.access.transactions import action, one_row
from amaan.directory.queries import period_days
from amaan.intake.models import Complaint
from amaan.intake.rules.complaint import Status
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.ledger.actions import record

AT_ONCE = 500


def drafts_to_purge(*, at: datetime) -> list[UUID]:
    """Drafts older than the period of the clock register, the oldest first."""
    oldest = at - timedelta(days=period_days("DRAFT_KEPT", at))
    rows = Complaint.objects.filter(status=Status.BEGUN, begun_at__lt=oldest)
    return list(rows.order_by("begun_at").values_list("pk", flat=True)[:AT_ONCE])


@action
def purge_draft(*, complaint: UUID, by: Actor, at: datetime) -> bool:
    """Remove one draft with its keys; False when it has been sent or removed meanwhile.

    The fact that a report was begun stays in the ledger, and so does this one.
    """
    row = one_row("SELECT intake_purge_draft(%s)", [complaint])
    if not row or not row[0]:
        return False
    record(Fact("intake.draft_purged", Ref("complaint", complaint), by, at))
    return True
