"""Issuing and ending the pass of a seat: after password and second factor, and never without a
fact.
"""

from datetime import datetime
from uuid import UUID

from amaan.access.passes import end
from amaan.access.transactions import action, one_row, put_pass
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.pass_secret import hash_of, new_secret
from amaan.kernel.reasons import Reason, Refused
from amaan.ledger.actions import record


@action
def issue_pass(*, seat: UUID, person: UUID, by: Actor, at: datetime) -> bytes:
    """Issue a pass for a live seat of `person` and return its secret for the cookie.

    Every issue is a fact, shown to that person at the next sign-in (security.md section 7).
    Raises Refused("seat-not-yours") for a seat of somebody else or one that has ended.
    """
    secret = new_secret()
    mine = one_row("SELECT 1 FROM security_seat WHERE id = %s AND staff_id = %s", [seat, person])
    issued = (
        one_row("SELECT security_issue_pass(%s, %s)", [seat, hash_of(secret)]) if mine else None
    )
    if not (issued and issued[0]):
        raise Refused(Reason("seat-not-yours"))
    put_pass(secret, by.request)
    holder = Actor(kind=ActorKind.STAFF, subject=seat, person=person, request=by.request)
    record(Fact("security.pass_issued", Ref("staff", person), holder, at, body={"seat": str(seat)}))
    return secret


@action
def end_pass(*, by: Actor, at: datetime) -> None:
    """Sign out: the pass ends everywhere at once."""
    if by.secret is not None:
        about = Ref("staff", by.person or by.subject)
        record(Fact("security.pass_ended", about, by, at))
        end(by.secret)


def nobody() -> Actor:
    """Somebody at the door of the staff site, before a seat is taken."""
    return Actor(kind=ActorKind.STAFF, role="signing-in")
