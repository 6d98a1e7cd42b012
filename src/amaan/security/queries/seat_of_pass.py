"""Who holds a pass of the staff site, as the database resolves it?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import one_row
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.pass_secret import hash_of
from amaan.ui.language import current

CONTEXT = (
    "SELECT seat, staff, unit, agency, role, permissions, expires_at, name_en, name_ur, unit_en,"
    " unit_ur FROM security_context(%s)"
)


@dataclass(frozen=True, slots=True)
class PassHolder:
    """The seat behind a pass, and when the pass ends unless it is used."""

    actor: Actor
    expires_at: datetime


def holder_of(secret: bytes, request: UUID | None = None) -> PassHolder | None:
    """The holder, named in the language of the page; None when the pass is not live."""
    row = one_row(CONTEXT, [hash_of(secret)])
    if row is None:
        return None
    seat, staff, unit, agency, role, permissions, expires_at, *names = row
    in_english, in_urdu = names[0::2], names[1::2]
    name, unit_name = in_urdu if current() == "ur" else in_english
    actor = Actor(
        kind=ActorKind.STAFF,
        subject=seat,
        person=staff,
        unit=unit,
        agency=agency,
        role=role,
        permissions=frozenset(permissions),
        name=name,
        unit_name=unit_name,
        secret=secret,
        request=request,
    )
    return PassHolder(actor, expires_at)
