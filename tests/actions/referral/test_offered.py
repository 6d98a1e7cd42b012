"""The button and the action of a referral say the same, for every state, seat and step; and a
step that an exclusion stops is not on the page at all.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.kernel.offers import Offer
from amaan.kernel.reasons import NotFound
from amaan.referral import actions
from amaan.referral.queries import referral_for, steps
from amaan.referral.rules.referral import Event
from tests.actions.referral.stage import between
from tests.actions.referral.test_random_walk import TABLE, Walk, begin_walk, reach
from tests.factories.nation import actor, as_owner
from tests.factories.path import drafted, wish
from tests.factories.tried import NOT_FOUND, codes_against
from tests.web.staff.walking import officer
from tests.web.staff.walking import referral as page_of

pytestmark = pytest.mark.usefixtures("db")
# Sender, its lead (who clears), receiver, and those who have no part in it.
SEATS: Final = (
    "sw.gujrat",
    "swlead.gujrat",
    "legal.pb",
    "screener.pb",
    "labour.gujrat",
    "oversight",
    "focal.gujrat",
)
ONE_EXCLUDED = (
    "INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)"
    " VALUES (gen_random_uuid(), %s, %s, 'NAMED_OFFICE', now(), gen_random_uuid())"
)
Step = Callable[[], object]


def tries(walk: Walk, by: Actor) -> Mapping[Event, Step]:
    """Every step that a page may offer, with a form that nothing speaks against."""
    given: dict[str, Any] = {"referral": walk.referral, "by": by, "at": now()}
    elsewhere = wish(walk.stage.dossier, "MEDICAL")
    own, no = by.subject, {**given, "reason": "No. (invented)"}
    return {
        Event.SUBMIT: lambda: actions.submit_referral.step(**given),
        Event.CLEAR: lambda: actions.clear_referral.step(**given),
        Event.RETURN: lambda: actions.return_referral.step(**no),
        Event.ACCEPT: lambda: actions.accept_referral.step(officer=own, **given),
        Event.DECLINE: lambda: actions.decline_referral.step(**{**given, "reason": "SAFETY"}),
        Event.START: lambda: actions.start_service.step(text="Met. (invented)", **given),
        Event.REPORT: lambda: actions.report_outcome.step(
            outcome="PASSED_ON", text="Done. (invented)", **given
        ),
        Event.CONFIRM: lambda: actions.confirm_outcome.step(**given),
        Event.REROUTE: lambda: actions.reroute_referral.step(request=elsewhere, **given),
        Event.RECALL: lambda: actions.recall_referral.step(**no),
        Event.WITHDRAW: lambda: actions.withdraw_referral.step(**no),
    }


def offered(referral: UUID, to: Actor) -> Mapping[str, Offer] | None:
    """The buttons; None when the page itself is not there."""
    with reading(to):
        try:
            row = referral_for(referral, to=to)
        except NotFound:
            return None
        return steps.offered_steps([row], to=to, at=now())[row.id]


def agrees(walk: Walk, by: Actor) -> set[str]:
    """Compare every button with its action; the events whose button is enabled."""
    found = offered(walk.referral, by)
    enabled = set()
    for event, step in tries(walk, by).items():
        refused = codes_against(step, by)
        if found is None:
            assert refused == {NOT_FOUND}, (event, by.role)
        elif event in found:
            assert {one.code for one in found[event].reasons} == refused, (event, by.role)
            enabled |= set() if refused else {str(event)}
        else:
            assert refused, (event, by.role)
    return enabled


@pytest.mark.parametrize("state", list(TABLE))
def test_every_button_says_what_its_action_does(state: str) -> None:
    walk = begin_walk()
    reach(walk, state)
    enabled = {event for name in SEATS for event in agrees(walk, actor(name))}
    # OPEN is no button: looking at the page is the step.
    assert enabled == {event for event in TABLE[state] if event != "OPEN"} | (
        set()
        if state in ("CLOSED", "REROUTED", "RECALLED", "WITHDRAWN_BY_SURVIVOR")
        else {"WITHDRAW"}
    )


def test_what_is_missing_greys_the_button_with_the_reasons_of_the_action() -> None:
    stage = between()
    walk = Walk(stage, actor("swlead.gujrat"), drafted(stage.way, stage.dossier, consent_how=""))
    as_owner("UPDATE directory_service SET verified_on = NULL")
    assert agrees(walk, stage.sender) == {"RECALL", "WITHDRAW"}
    found = offered(walk.referral, stage.sender)
    assert found is not None
    assert [one.code for one in found["SUBMIT"].reasons] == ["no-consent", "service-not-verified"]


def test_who_sent_it_sees_why_somebody_else_must_clear_it() -> None:
    walk = begin_walk()
    reach(walk, "SUBMITTED")
    sql = "UPDATE referral_referral SET sender = %s, sender_person = %s WHERE id = %s"
    as_owner(sql, walk.lead.subject, walk.lead.person, walk.referral)
    agrees(walk, walk.lead)
    found = offered(walk.referral, walk.lead)
    assert found is not None
    assert [one.code for one in found["CLEAR"].reasons] == ["sender-cannot-clear"]


@pytest.mark.parametrize("record", ["referral", "dossier"])
def test_a_step_that_an_exclusion_stops_is_not_on_the_page(
    record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = between()
    referral = drafted(stage.way, stage.dossier)
    assert set(offered(referral, stage.sender) or ()) == {"SUBMIT", "RECALL", "WITHDRAW"}
    excluded = stage.dossier if record == "dossier" else referral
    as_owner(ONE_EXCLUDED, excluded, stage.receiver.unit)
    submit = tries(Walk(stage, stage.sender, referral), stage.sender)[Event.SUBMIT]
    assert codes_against(submit, stage.sender) == {"unit-excluded"}
    kept_back = looked_at("sw.gujrat", referral)
    without = {event: seats for event, seats in steps.SEATS.items() if event is not Event.SUBMIT}
    monkeypatch.setattr(steps, "SEATS", without)
    assert kept_back == looked_at("sw.gujrat", referral)


def test_nor_does_pressing_it_tell_why() -> None:
    stage = between()
    referral = drafted(stage.way, stage.dossier)
    as_owner(ONE_EXCLUDED, referral, stage.receiver.unit)
    pressed = officer("sw.gujrat").send(page_of(referral, "submit"))
    other = officer("sw.gujrat").send(page_of(referral, "confirm"))  # no step of this state
    assert pressed.alert == other.alert != ""


def looked_at(username: str, referral: UUID) -> str:
    """The page without what is new on every visit."""
    fresh = r'csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|nonce="[^"]*"'
    return re.sub(fresh, "", officer(username).opens(page_of(referral)).html)


def test_the_buttons_of_many_rows_take_as_many_statements_as_those_of_one() -> None:
    stage = between()
    made = [drafted(stage.way, stage.dossier, kind) for kind in ("LEGAL", "MEDICAL", "SHELTER")]
    with reading(stage.sender):
        rows = [referral_for(referral, to=stage.sender) for referral in made]
        for some in (rows[:1], rows):
            with CaptureQueriesContext(connections["default"]) as seen:
                found = steps.offered_steps(some, to=stage.sender, at=now())
            buttons = [list(one) for one in found.values()]
            assert buttons == [["SUBMIT", "RECALL", "WITHDRAW"]] * len(some)
            # The facts of all rows, and for how long a service counts as checked.
            assert len(seen.captured_queries) == 2


@pytest.mark.parametrize("state", ["DRAFT", "SUBMITTED", "SENT", "OUTCOME_REPORTED"])
def test_a_seat_without_the_permission_has_no_button_and_is_refused(state: str) -> None:
    walk = begin_walk()
    reach(walk, state)
    for side, event in ((walk.stage.sender, Event.RECALL), (walk.stage.receiver, Event.ACCEPT)):
        by = replace(side, permissions=frozenset())
        found = offered(walk.referral, by)
        assert not found
        if found is not None:
            for wanted in (event, Event.WITHDRAW):
                assert codes_against(tries(walk, by)[wanted], by) == {"not-permitted"}
