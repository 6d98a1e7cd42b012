"""Changing the law register: a change is a new version, never an edit of one that a case may
use.
"""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.actions.loading_registers import offence_columns
from amaan.directory.actions.versions import note_version, supersede
from amaan.directory.models import OffenceVersion
from amaan.directory.rules.offences import WRITTEN_IN, OffenceRow
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Reason, Refused


def current_offence(version: UUID) -> OffenceVersion:
    """The version an officer looked at. Raises NotFound."""
    row = OffenceVersion.objects.filter(id=version).first()
    if row is None:
        raise NotFound
    return row


@action
def revise_offence(
    *, version: UUID, wording: OffenceRow, by: Actor, at: datetime
) -> OffenceVersion:
    """Write a new version of an entry; the code stays, a sign-off does not carry over.

    Raises Refused: `offence-code-changed`, and as `supersede` does.
    """
    row = current_offence(version)
    if wording.code != row.code:
        raise Refused(Reason("offence-code-changed"))
    changes = offence_columns(wording)
    if all(getattr(row, name) == value for name, value in changes.items()):
        raise Refused(Reason("nothing-changed"))
    changes |= {"approved_by": None, "approved_at": None}
    fresh = supersede(row, changes, at=at, written_in=WRITTEN_IN)
    note_version("directory.offence.revised", fresh, by=by, at=at)
    return fresh


@action
def sign_off_offence(*, version: UUID, lawyer: str, by: Actor, at: datetime) -> OffenceVersion:
    """A lawyer has compared this wording with the gazette. Raises Refused `lawyer-not-named`."""
    if not lawyer.strip():
        raise Refused(Reason("lawyer-not-named"))
    row = current_offence(version)
    fresh = supersede(row, {"approved_by": lawyer.strip(), "approved_at": at}, at=at)
    note_version("directory.offence.signed_off", fresh, by=by, at=at)
    return fresh
