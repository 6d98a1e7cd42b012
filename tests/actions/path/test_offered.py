"""The buttons of a report, its decision and its dossier say what the actions do, for every state
and seat; and what another unit's part stops is not on the page at all.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.casework import actions as working
from amaan.casework.actions.complaints import dossier_of
from amaan.casework.queries import steps as of_casework
from amaan.intake.actions import closing, desk
from amaan.intake.actions import unit as acting
from amaan.intake.queries.desk import complaint_for
from amaan.intake.rules.acts import Act
from amaan.intake.rules.complaint import Event as Complaints
from amaan.kernel.actor import Actor
from amaan.kernel.offers import Offer
from amaan.kernel.reasons import NotFound, Reason, Refused
from amaan.kernel.urgency import Urgency
from amaan.screening import actions as screening
from amaan.screening.queries import decisions_on
from amaan.screening.queries import steps as of_screening
from amaan.screening.rules.decision import Event as Decisions
from amaan.screening.rules.decision import Outcome
from amaan.security.queries import holds
from tests.factories.nation import actor, unit_id
from tests.factories.path import (
    OFFICE,
    Path,
    act,
    finding,
    path,
    to_allocated,
    to_decided,
    to_outcome,
    to_started,
)
from tests.factories.tried import NOT_FOUND, codes_against

pytestmark = pytest.mark.usefixtures("db")
# The desk, the unit in charge with its lead, oversight, and who has no part in it.
SEATS: Final = (
    "duty.pb",
    "screener.pb",
    "screener2.pb",
    "sw.gujrat",
    "swlead.gujrat",
    "oversight",
    "labour.gujrat",
)
Step = Callable[[], object]


def acknowledged(way: Path) -> None:
    desk.acknowledge(complaint=way.complaint, by=way.duty, at=now())


def triaged(way: Path) -> None:
    acknowledged(way)
    screening.triage(complaint=way.complaint, by=way.screener, at=now())


def kept(way: Path) -> None:
    triaged(way)
    given = {"review_on": now().date(), "reason": "Thin. (invented)"}
    desk.keep(complaint=way.complaint, by=way.screener, at=now(), **given)  # type: ignore[arg-type]


def rejected(way: Path) -> None:
    to_outcome(way)
    act(way, Act.REJECT, choice="NO")


def asked(way: Path) -> None:
    to_started(way)
    acting.ask(complaint=way.complaint, question="Which road?", by=way.officer, at=now())


STATES: Final[Mapping[str, Callable[[Path], object]]] = {
    "received": lambda _: None,
    "acknowledged": acknowledged,
    "triaged": triaged,
    "final": to_decided,
    "second review": lambda way: to_decided(way, Urgency.U1),
    "kept": kept,
    "allocated": to_allocated,
    "under action": to_started,
    "asked": asked,
    "outcome ready": to_outcome,
    "rejected": rejected,
}


def tries(way: Path, by: Actor) -> Mapping[str, Step]:
    """Every step that the page of a report offers, with a form that nothing speaks against."""
    one: dict[str, Any] = {"complaint": way.complaint, "by": by, "at": now()}
    latest = decisions_on(way.complaint, to=by)
    on: dict[str, Any] = {"by": by, "at": now()}
    said: dict[str, Any] = {"outcome": Outcome.LIKELY, "urgency": Urgency.U2, "reasons": "So."}
    thin: dict[str, Any] = {"review_on": now().date(), "reason": "Thin."}
    return {
        Complaints.OPEN: lambda: desk.acknowledge.step(**one),
        Complaints.TRIAGE: lambda: screening.triage.step(**one),
        Complaints.ALLOCATE: lambda: screening.allocate.step(unit=unit_id(OFFICE), **one),
        Complaints.REDIRECT: lambda: desk.redirect.step(words="Go.", service=by.subject, **one),
        Complaints.KEEP: lambda: desk.keep.step(**one, **thin),
        Complaints.NEW_INFORMATION: lambda: desk.take_new_information.step(**one),
        Complaints.CLOSE_UNCONFIRMED: lambda: closing.agree_unconfirmed.step(reason="Yes.", **one),
        Decisions.DECIDE: lambda: screening.decide.step(
            decision=begun(latest), finding=finding(), **on
        ),
        Decisions.AGREE: lambda: screening.review.step(decision=begun(latest), **said, **on),
        of_casework.ASSIGN: lambda: acting.assign.step(officer=by.subject, **one),
        Complaints.START: lambda: working.start_complaint.step(
            officer=by.subject, title="A matter. (invented)", **one
        ),
        Complaints.DECLINE: lambda: acting.decline.step(reason="NOT_OURS", **one),
        Complaints.ASK: lambda: acting.ask.step(question="Where?", **one),
    }


def begun(decisions: Any) -> UUID:
    latest = decisions.first()
    if latest is None:
        raise Refused(Reason("illegal-step"))
    return UUID(str(latest.id))


def offered(way: Path, to: Actor) -> Mapping[str, Offer] | None:
    """The buttons of page and panel; None when there is no page, or only a picture of it."""
    with reading(to):
        try:
            row = complaint_for(way.complaint, to=to)
        except NotFound:
            return None
        if not holds(row.id):
            return None
        latest = decisions_on(row.id, to=to).first()
        dossier = dossier_of(row.id, by=to)
        return {
            **of_screening.offered_steps(row, latest, to=to, at=now()),
            **of_casework.offered_to_unit(row, dossier, to=to, at=now()),
        }


@pytest.mark.parametrize("state", STATES)
def test_every_button_of_a_report_says_what_its_action_does(state: str) -> None:
    way = path(confined="YES") if state == "second review" else path()
    STATES[state](way)
    taken = set()
    for name in SEATS:
        by = actor(name)
        found = offered(way, by)
        for event, step in tries(way, by).items():
            refused = codes_against(step, by)
            if found is not None and event in found:
                shown = {one.code for one in found[event].reasons}
                assert shown == refused, (event, name)
                taken |= set() if refused else {event}
            else:
                assert refused, (event, name)
                assert found is not None or refused <= {NOT_FOUND, "illegal-step"}, (event, name)
    assert taken or state in ("asked", "outcome ready")
