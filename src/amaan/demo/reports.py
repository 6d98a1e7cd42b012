"""The public side of the demonstration: reports made, and answers given, through the public
actions.
"""

from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.demo.nation_card import NationCard, read_card, write_card
from amaan.demo.story import Scenario, keep, scenarios, state
from amaan.directory.queries import district_named
from amaan.intake.actions.acting import decide
from amaan.intake.actions.beginning import Begun, begin, new_lock, reporter
from amaan.intake.actions.drafting import confirm_code, save_answers
from amaan.intake.actions.messaging import write_as_reporter
from amaan.intake.actions.signing_in import stranger
from amaan.intake.actions.submitting import submit
from amaan.intake.queries.own import Keys, own_keys
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.node.places import places

SHOWN = ("OUTCOME_READY", "REFERRED", "RECEIVED")


def make_reports() -> None:
    """Every tale told by a reporter of its own; nothing when they are there already."""
    if state().get("reports"):
        return
    told = {str(tale.number): make_report(tale) for tale in scenarios()}
    keep(reports=told)
    card = read_card(places())
    if card is not None:
        codes = tuple(told[str(tale.number)]["code"] for tale in printed_scenarios())
        write_card(places(), NationCard(card.password, card.seats, codes))


def printed_scenarios() -> list[Scenario]:
    """Three reports whose codes are printed: a question waiting, work going on, just received."""
    return [next(tale for tale in scenarios() if tale.goes_to == state) for state in SHOWN]


def make_report(tale: Scenario) -> dict[str, str]:
    begun = begin(key=uuid4().hex, lock=new_lock(), by=stranger(), at=now())
    by = reporter(begun.complaint, begun.pass_secret)
    keys = keys_of(begun, by)
    digits = begun.code.digits
    confirm_code(code=begun.code, typed=digits[-4:], by=by, at=now())
    save_answers(changes=answers_of(tale), keys=keys, by=by, at=now())
    submit(key=uuid4().hex, keys=keys, by=by, at=now())
    if tale.text("message"):
        write_as_reporter(text=tale.text("message"), key=uuid4().hex, keys=keys, by=by, at=now())
    return {
        "complaint": str(begun.complaint),
        "code": " ".join(begun.code.lines),
        "pass": begun.pass_secret.hex(),
        "reply": begun.reply_key.hex(),
    }


def keys_of(begun: Begun, by: Actor) -> Keys:
    with reading(by):
        return own_keys(begun.reply_key, to=by)


def answers_of(tale: Scenario) -> dict[str, object]:
    place = district_named(tale.text("district"))
    if place is None:
        raise LookupError(f"data/demonstration/reports.toml: no district {tale.text('district')}")
    plain = (
        *("who", "child", "confined", "violence", "travel_soon", "story", "official", "contact"),
        *("office_words", "phone", "phone_shared", "safe_hours"),
    )
    units: dict[str, Any] = state().get("units", {})
    return {
        **{name: tale.text(name) for name in (*plain, "office_kind", "to_police")},
        "signs": tuple(tale.told.get("signs", ())),
        "district": str(place.id),
        "office_unit": units.get(tale.text("office"), ""),
    }


def answer_outcomes() -> None:
    """Reporters who were asked say yes or no, as their tale wants."""
    for tale in scenarios():
        if tale.goes_to in ("CLOSED", "REJECTED"):
            answer(state()["reports"][str(tale.number)], solved=tale.goes_to == "CLOSED")


def answer(told: dict[str, str], *, solved: bool) -> None:
    by = reporter(UUID(told["complaint"]), bytes.fromhex(told["pass"]))
    with reading(by):
        keys = own_keys(bytes.fromhex(told["reply"]), to=by)
    act = Act.CONFIRM if solved else Act.REJECT
    key = f"demonstration-{told['complaint']}"
    decide(act=act, key=key, keys=keys, by=by, at=now(), choice="YES" if solved else "PARTLY")
