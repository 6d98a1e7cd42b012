"""Is any question of a staff page answered before somebody has thought about it?

Every form of the staff sites is made, and every page that hands a form its first values is opened:
nothing may stand chosen, also not by being the first of a list. What may, says why.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.utils.timezone import now

import amaan
from amaan.intake.actions.desk import acknowledge
from amaan.kernel.urgency import Urgency
from amaan.referral import actions as referring
from amaan.screening.actions import triage
from tests.adversity.excluded import addresses
from tests.factories.nation import actor
from tests.factories.path import path, sent, to_allocated, to_decided, to_outcome, to_started
from tests.web.staff.reader import Reader
from tests.web.staff.walking import dossier, officer, referral, report

pytestmark = pytest.mark.usefixtures("db")
ROW = SimpleNamespace(id=uuid4(), code="ROW", name_en="Row", name_ur="Row")
PAIRS = [(str(uuid4()), "Row")]
GIVEN: dict[str, dict[str, Any]] = {  # what a form is made with, besides what was typed
    "AllocationForm": {"units": PAIRS},
    "AppointmentForm": {"agencies": [ROW]},
    "NewServiceForm": {"units": [ROW]},
    "OfficeForm": {"offices": [("POLICE", PAIRS)]},
    "ProposedOutcomeForm": {"entries": PAIRS},
    "RedirectForm": {"services": PAIRS},
    "RequestForm": {"services": PAIRS, "standing": "U2"},
    "UnitForm": {"agencies": [ROW], "units": [ROW]},
    "WalkInForm": {"places": [("Punjab", PAIRS)], "offices": [("POLICE", PAIRS)]},
    "WhereForm": {"places": [("Punjab", PAIRS)]},
}
NOT_OF_A_MATTER = "An entry of a public register, about no person and no report."
ALLOWED = {
    ("decide", "urgency"): "The urgency that the report has now; who lowers it must say so.",
    ("review", "urgency"): "The urgency that the report has now; who lowers it must say so.",
    ("service-new", "status"): NOT_OF_A_MATTER,
    ("service-new", "listed"): NOT_OF_A_MATTER,
}


def every_form() -> list[type[forms.Form]]:
    """All but those of signing in, which ask for a password and a code."""
    for module in pkgutil.walk_packages(amaan.__path__, "amaan."):
        if ".forms" in module.name:
            import_module(module.name)
    waiting, found = [forms.Form], set[type[forms.Form]]()
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= {form for form in below if form.__module__.startswith("amaan.")}
    found = {form for form in found if not form.__module__.endswith(".signing_in")}
    return sorted(found, key=lambda form: (form.__module__, form.__name__))


def named(form: type[forms.Form]) -> str:
    return f"{form.__module__}.{form.__name__}"


def made(form: type[forms.Form]) -> forms.Form:
    given = GIVEN.get(form.__name__, {})
    if form.__name__ == "OutcomeForm" and ".casework." not in form.__module__:
        given = {}
    return form(**given)


def answered_in(html: str) -> Iterator[str]:
    """Names of the questions that stand answered: chosen, ticked, or first of a list."""
    page = Reader(html)
    name, asked = "", dict[str, list[tuple[str, bool]]]()
    for element in page.seen:
        given = element.given
        if element.tag in ("select", "input", "textarea", "button"):
            name = given.get("name", "")
        if element.tag == "option":
            asked.setdefault(name, []).append((given.get("value", ""), "selected" in given))
        if given.get("type") in ("radio", "checkbox") and "checked" in given:
            yield name
    for question, options in asked.items():
        chosen = [value for value, selected in options if selected] or [options[0][0]]
        if chosen != [""]:
            yield question


def test_there_are_forms_and_each_is_looked_at() -> None:
    names = {form.__name__ for form in every_form()}
    assert names >= {"DecisionForm", "ReviewForm", "RequestForm", "SeatForm", "PersonForm"}
    assert names >= set(GIVEN)


@pytest.mark.parametrize("form", every_form(), ids=named)
def test_no_form_answers_for_anybody(form: type[forms.Form]) -> None:
    assert list(answered_in(made(form).as_p())) == []


@pytest.mark.parametrize("form", every_form(), ids=named)
def test_a_choice_that_weighs_must_be_made(form: type[forms.Form]) -> None:
    """Left open it is refused, so that nothing takes the place of an answer."""
    if form.__module__.startswith("amaan.intake."):
        return  # a reporter may skip every question
    asked = {
        name
        for name, field in form.base_fields.items()
        if isinstance(field, forms.ChoiceField)
        and not isinstance(field, forms.MultipleChoiceField)
        and not field.required
    }
    assert asked <= {"consent_how", "parent", "territory", "compartment", "applies_to"}


def pages() -> Iterator[tuple[str, str, str]]:
    """(step, who, address) of the pages of records whose form gets its first values in a view."""
    judged = path()
    acknowledge(complaint=judged.complaint, by=judged.duty, at=now())
    triage(complaint=judged.complaint, by=judged.screener, at=now())
    for step in ("decide", "allocate", "pass-on", "keep"):
        yield step, "screener.pb", report(judged.complaint, step)
    reviewed = path(confined="YES")
    to_decided(reviewed, Urgency.U1)
    yield "review", "screener2.pb", report(reviewed.complaint, "review")
    given = path()
    to_allocated(given)
    for step in ("start", "decline", "ask"):
        yield step, "sw.gujrat", report(given.complaint, step)
    begun = path()
    matter = to_started(begun)
    yield "propose", "sw.gujrat", report(begun.complaint, "propose")
    yield "dossier", "sw.gujrat", dossier(matter)
    for step in ("entry", "person", "close", "refer"):
        yield step, "sw.gujrat", dossier(matter, step)
    way = sent(begun, matter)
    for step in ("decline", "start", "report"):
        yield step, "legal.pb", referral(way, step)
    referring.decline_referral(referral=way, reason="NO_CAPACITY", by=actor("legal.pb"), at=now())
    for step in ("reroute", "recall", "withdraw"):
        yield step, "sw.gujrat", referral(way, step)
    asked = path()
    to_outcome(asked)
    yield "agree", "swlead.gujrat", report(asked.complaint, "agree")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_no_page_of_a_record_answers_for_anybody(lang: str) -> None:
    wrong, seen = [], set[str]()
    for step, username, address in pages():
        page = officer(username, lang).opens(address)
        seen |= {step} if page.read.all("select") or page.read.all("input", type="radio") else set()
        wrong += [(step, name) for name in answered_in(page.html) if (step, name) not in ALLOWED]
    assert wrong == []
    assert seen >= {"decide", "review", "propose", "refer", "reroute", "decline", "report"}


def test_no_page_of_the_registers_answers_for_anybody() -> None:
    """What exists already shows what it is; a new entry shows nothing."""
    admin, wrong = officer("admin"), []
    for address in addresses():
        step = "service-new" if address.endswith("/services/new/") else address
        page = admin.see(address)
        posts = '<form method="post"' in page.html
        wrong += [
            (step, name)
            for name in answered_in(page.html)
            if posts and (step, name) not in ALLOWED and not address.endswith("/revise/")
        ]
    assert wrong == []
