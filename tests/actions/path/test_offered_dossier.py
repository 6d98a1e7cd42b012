"""The buttons of a dossier say what the actions do; and the words of a greyed button are there in
both languages.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.casework import actions
from amaan.casework.queries import dossier_for
from amaan.casework.queries.steps import Adding, offered_steps
from amaan.casework.rules.dossier import EntryKind, Event
from amaan.kernel.reasons import NotFound
from amaan.ui import catalogues
from amaan.ui.language import Language
from tests.factories.nation import actor
from tests.factories.path import path, to_decided, to_started
from tests.factories.tried import NOT_FOUND, codes_against
from tests.web.staff.walking import in_both, officer, report

pytestmark = pytest.mark.usefixtures("db")
SEATS: Final = ("sw.gujrat", "swlead.gujrat", "screener.pb", "labour.gujrat", "focal.gujrat")


@pytest.mark.parametrize("state", ["OPEN", "CLOSED"])
def test_every_button_of_a_dossier_says_what_its_action_does(state: str) -> None:
    way = path()
    made = to_started(way)
    if state == "CLOSED":
        actions.close_dossier(dossier=made, reason="Done.", by=way.officer, at=now())
    for name in SEATS:
        by = actor(name)
        with reading(by):
            try:
                found = offered_steps(dossier_for(made, to=by), to=by)
            except NotFound:
                found = None
        on: dict[str, Any] = {"dossier": made, "by": by, "at": now()}
        entry: dict[str, Any] = {"kind": EntryKind.NOTE, "happened_on": now().date()}
        tries: Mapping[str, Callable[[], object]] = {
            Adding.ENTRY: partial(actions.write_entry.step, text="Seen.", **entry, **on),
            Event.CLOSE: partial(actions.close_dossier.step, reason="Done.", **on),
        }
        for event, step in tries.items():
            refused = codes_against(step, by)
            if found is None:
                assert refused == {NOT_FOUND}
            elif event in found:
                assert {one.code for one in found[event].reasons} == refused == set()
            else:
                assert refused, (event, name)


@in_both
def test_a_report_whose_screening_is_not_final_shows_why_it_stays(lang: str) -> None:
    way = path(official="YES")
    to_decided(way)
    page = officer("screener.pb", lang).opens(report(way.complaint))
    assert not page.leads_to(report(way.complaint, "allocate"))
    greyed = page.read.all("button", **{"aria-describedby": "why-allocate"})
    assert [one.given["aria-disabled"] for one in greyed] == ["true"]
    assert page.read.text_of(id="why-allocate") == catalogues.say(
        "reason", "screening-not-final", Language(lang)
    )
