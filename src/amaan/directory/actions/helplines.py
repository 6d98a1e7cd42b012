"""Correcting and verifying a helpline: each a new version, so that what the public saw stays on
record.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.actions.versions import note_version, supersede
from amaan.directory.models import Helpline
from amaan.directory.rules.helplines import (
    HelplineStatus,
    dial_form,
    reasons_against_revising,
    reasons_against_verifying,
)
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, refuse_if


@dataclass(frozen=True, slots=True)
class HelplineChange:
    """What an administrator may correct; number and province make another line, not another
    version.
    """

    service_en: str
    service_ur: str
    hours_en: str
    hours_ur: str
    languages: str
    status: str
    source: str


def current_helpline(version: UUID) -> Helpline:
    """The version an officer looked at. Raises NotFound."""
    row = Helpline.objects.filter(id=version).first()
    if row is None:
        raise NotFound
    return row


@action
def revise_helpline(*, version: UUID, change: HelplineChange, by: Actor, at: datetime) -> Helpline:
    """Correct a line. A changed wording is not verified any more.

    Raises Refused: `helpline-always-shown`, `nothing-changed`, `entry-changed-meanwhile`.
    """
    row = current_helpline(version)
    refuse_if(reasons_against_revising(row.number_text, change.status))
    changes: dict[str, object] = {
        name: getattr(change, name) for name in HelplineChange.__dataclass_fields__
    }
    if change.status == HelplineStatus.VERIFIED:
        changes["status"] = HelplineStatus.UNVERIFIED
    changes |= {"last_verified": None, "verified_by": None}
    fresh = supersede(row, changes, at=at)
    note_version("directory.helpline.revised", fresh, by=by, at=at)
    return fresh


@action
def verify_helpline(*, version: UUID, verified_on: date, by: Actor, at: datetime) -> Helpline:
    """Somebody called the number and it answered as written; the public sees it for 180 days.

    Raises Refused: `helpline-not-open`, `verified-in-future`, `entry-changed-meanwhile`.
    """
    row = current_helpline(version)
    refuse_if(reasons_against_verifying(row.status, verified_on, at))
    changes: dict[str, object] = {
        "status": HelplineStatus.VERIFIED,
        "last_verified": verified_on,
        "verified_by": by.person or by.subject,
        "dial_e164": dial_form(row.number_text),
    }
    fresh = supersede(row, changes, at=at)
    note_version("directory.helpline.verified", fresh, by=by, at=at)
    return fresh
