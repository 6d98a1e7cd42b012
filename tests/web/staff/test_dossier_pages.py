"""Dossiers by pages, on both sides of the wall: entries, persons, the list, the end."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.timezone import localdate

from tests.factories.nation import actor, as_owner
from tests.factories.path import OFFICE, path, to_started
from tests.web.staff.walking import dossier, in_both, officer, report

pytestmark = pytest.mark.usefixtures("db")
WRITTEN = {"en": "Entry written.", "ur": "اندراج ہو گیا۔"}
NAMED = {"en": "Person added.", "ur": "فرد شامل ہو گیا۔"}
CLOSED = {"en": "Dossier closed.", "ur": "فائل بند ہوئی۔"}
SHUT = {"en": "The dossier is closed.", "ur": "فائل بند ہے۔"}
FUTURE = {
    "en": "Choose today or an earlier day.",
    "ur": "آج یا اس سے پہلے کا دن منتخب کریں۔",
}
UNLIKELY = {
    "cnic": {
        "en": "Enter 13 digits, beginning with 1 to 8.",
        "ur": "13 ہندسے لکھیں، پہلا 1 سے 8 تک۔",
    },
    "phone": {
        "en": "Enter a phone number with its area or network code.",
        "ur": "فون نمبر کوڈ سمیت لکھیں۔",
    },
}
STATION = "Police station City Gujrat"
ENTRY = {"kind": "CONTACT", "happened_on": "2026-11-20", "text": "She was safe. (invented)"}
PERSON = {"role": "AFFECTED", "name": "نمونہ بی بی", "sex": "FEMALE", "age": "ADULT"}
SIDES = pytest.mark.parametrize("username", ["sw.gujrat", "sho.city"])


def started(username: str) -> UUID:
    """A dossier of victim support (social welfare) or of an investigation (a police station)."""
    way = path(to_police="YES")
    way.officer = actor(username)
    return to_started(way, office=OFFICE if username == "sw.gujrat" else STATION)


def number_of(table: str) -> int:
    return int(as_owner(f"SELECT count(*) FROM {table}")[0][0])


@SIDES
@in_both
def test_an_entry_is_written_on_either_side(lang: str, username: str) -> None:
    made, worker = started(username), officer(username, lang)
    form = worker.opens(dossier(made, "entry"))
    assert form.holds("happened_on") == [localdate().isoformat()]
    for left_out in ENTRY:
        page = worker.send(dossier(made, "entry"), **{**ENTRY, left_out: ""})
        assert page.status == 200
        assert page.fault(left_out)
        assert all(page.holds(name) == [ENTRY[name]] for name in ENTRY if name != left_out)
    tomorrow = (localdate() + timedelta(days=2)).isoformat()
    early = worker.send(dossier(made, "entry"), **{**ENTRY, "happened_on": tomorrow})
    assert FUTURE[lang] in early.alert
    assert early.holds("text") == [ENTRY["text"]]
    assert number_of("casework_entry") == 0
    done = worker.send(dossier(made, "entry"), **ENTRY)
    assert done.address == dossier(made)
    assert WRITTEN[lang] in done.notice
    assert ENTRY["text"] in done.html
    assert number_of("casework_entry") == 1


@SIDES
@in_both
def test_a_person_is_named_and_not_known_is_an_answer(lang: str, username: str) -> None:
    made, worker = started(username), officer(username, lang)
    worker.opens(dossier(made, "person"))
    unnamed = worker.send(dossier(made, "person"), **{**PERSON, "name": ""})
    assert unnamed.fault("name")
    assert unnamed.holds("sex") == ["FEMALE"]
    assert number_of("identity_person") == 0
    done = worker.send(dossier(made, "person"), **{**PERSON, "age": "NOT_KNOWN"})
    assert done.address == dossier(made)
    assert NAMED[lang] in done.notice
    assert PERSON["name"] in done.html
    assert number_of("casework_party") == 1


@in_both
@pytest.mark.parametrize(("name", "typed"), [("cnic", "3520-12"), ("phone", "not a number")])
def test_a_number_that_cannot_be_right_is_told_and_kept(lang: str, name: str, typed: str) -> None:
    made, worker = started("sw.gujrat"), officer("sw.gujrat", lang)
    page = worker.send(dossier(made, "person"), **{**PERSON, name: typed})
    assert UNLIKELY[name][lang] in page.alert
    assert page.holds(name) == [typed]
    assert page.holds("name") == [PERSON["name"]]
    assert [number_of(table) for table in ("identity_person", "casework_party")] == [0, 0]


@in_both
def test_a_closed_dossier_takes_no_more_words_and_keeps_what_was_typed(lang: str) -> None:
    made, worker = started("sw.gujrat"), officer("sw.gujrat", lang)
    worker.opens(dossier(made, "close"))
    assert worker.send(dossier(made, "close"), reason="").fault("reason")
    done = worker.send(dossier(made, "close"), reason="Nothing more to do.")
    assert done.address == dossier(made)
    assert CLOSED[lang] in done.notice
    assert not done.leads_to(dossier(made, "entry"))
    late = worker.send(dossier(made, "entry"), **ENTRY)
    assert SHUT[lang] in late.alert
    assert late.holds("text") == [ENTRY["text"]]
    assert number_of("casework_entry") == 0
    person = worker.send(dossier(made, "person"), **PERSON)
    assert person.alert or person.status == 404
    assert number_of("identity_person") == 0
    again = worker.send(dossier(made, "close"), reason="Twice.")
    assert again.alert
    assert again.holds("reason") == ["Twice."]


@in_both
def test_the_list_shows_the_own_dossiers_open_and_closed(lang: str) -> None:
    made, worker = started("sw.gujrat"), officer("sw.gujrat", lang)
    assert worker.opens("/dossiers/").leads_to(dossier(made))
    assert not worker.opens("/dossiers/?status=CLOSED").leads_to(dossier(made))
    worker.send(dossier(made, "close"), reason="Nothing more to do.")
    assert not worker.opens("/dossiers/").leads_to(dossier(made))
    assert worker.opens("/dossiers/?status=CLOSED").leads_to(dossier(made))
    assert not officer("cpwb.gujrat", lang).opens("/dossiers/").leads_to(dossier(made))
    assert worker.see("/dossiers/?after=never~nothing").status == 200


@SIDES
def test_the_other_side_and_the_other_unit_see_no_dossier(username: str) -> None:
    made = started(username)
    strangers = {"sw.gujrat", "sho.city", "sho.saddar", "cpwb.gujrat", "fia.io"} - {username}
    for stranger in strangers:
        for step in ("", "person"):
            assert officer(stranger).see(dossier(made, step)).status == 404
        page = officer(stranger).send(dossier(made, "entry"), **ENTRY)
        assert page.status == 404
        person = officer(stranger).send(dossier(made, "person"), **PERSON)
        assert person.status == 404
        assert officer(stranger).send(dossier(made, "close"), reason="Mine.").status == 404
    assert [number_of(table) for table in ("casework_entry", "casework_party")] == [0, 0]
    assert as_owner("SELECT status FROM casework_dossier") == [("OPEN",)]


@pytest.mark.parametrize("step", ["entry", "person", "close"])
@pytest.mark.parametrize("username", ["screener.pb", "federal", "dpo.gujrat"])
def test_who_may_not_write_is_shown_the_closed_door(username: str, step: str) -> None:
    made = started("sw.gujrat")
    page = officer(username).send(dossier(made, step), **ENTRY, **PERSON, reason="Mine.")
    assert page.status == 403
    assert as_owner("SELECT version, status FROM casework_dossier") == [(1, "OPEN")]


def test_a_rail_of_the_report_never_leads_the_desk_to_the_dossiers() -> None:
    way = path()
    to_started(way)
    page = officer("screener.pb").opens(report(way.complaint))
    assert officer("screener.pb").see("/dossiers/").status == 403
    assert not page.leads_to("/dossiers/")
