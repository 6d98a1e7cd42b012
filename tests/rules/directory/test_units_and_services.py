"""Which unit may receive a matter, what a service may say, who holds a seat."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from amaan.directory.rules.appointments import (
    Appointment,
    read_appointment,
    reasons_against_appointing,
    reasons_against_ending,
    vacant_too_long,
)
from amaan.directory.rules.mandates import (
    MANDATES,
    Candidate,
    Compartment,
    Matter,
    UnitKind,
    reasons_against_unit,
)
from amaan.directory.rules.naming import alphabet_key, by_name, mentions, name_key
from amaan.directory.rules.services import (
    Admission,
    ServiceTerms,
    Somebody,
    fresh,
    reasons_against_admitting,
    reasons_against_admitting_any,
    reasons_against_terms,
    reasons_against_vacancy,
    reasons_against_verifying,
)
from amaan.kernel.reasons import Refused

HERE, THERE = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
STATION = Candidate(UUID(int=9), UnitKind.POLICE_STATION, open=True, territories=frozenset({HERE}))


@pytest.mark.parametrize(
    ("unit", "matter", "codes"),
    [
        (STATION, Matter(), []),
        (STATION, Matter(territory=HERE, across_border=False), []),
        (STATION, Matter(territory=THERE), ["unit-outside-area"]),
        (STATION, Matter(across_border=True), ["unit-outside-border-rule"]),
        (STATION, Matter(compartment=Compartment.PROTECTION), ["unit-other-compartment"]),
        (replace(STATION, open=False), Matter(), ["unit-not-open"]),
        (replace(STATION, kind="FIA_CIRCLE"), Matter(across_border=False),
         ["unit-outside-border-rule"]),
        (replace(STATION, kind="FIA_CIRCLE"), Matter(across_border=True), []),
        (replace(STATION, kind="HEADQUARTERS"), Matter(), ["unit-receives-nothing"]),
        (replace(STATION, kind="KITCHEN"), Matter(), ["unit-receives-nothing"]),
        (replace(STATION, kind="CHILD_PROTECTION_UNIT"), Matter(child=False),
         ["unit-children-only"]),
        (replace(STATION, kind="CHILD_PROTECTION_UNIT"), Matter(child=None), []),
        (replace(STATION, kind="VIGILANCE_COMMITTEE"),
         Matter(forms=frozenset({"organ_removal"})), ["unit-outside-forms"]),
        (replace(STATION, territories=frozenset()), Matter(territory=THERE), []),
    ],
)  # fmt: skip
def test_reasons_against_unit(unit: Candidate, matter: Matter, codes: list[str]) -> None:
    assert [reason.code for reason in reasons_against_unit(unit, matter)] == codes


def test_what_is_not_known_rules_no_unit_out() -> None:
    for kind in MANDATES:
        assert list(reasons_against_unit(replace(STATION, kind=kind), Matter())) == []


SHELTER = ServiceTerms(name_en="A", name_ur="الف", kind="SHELTER", contact_desk="042-0")


@pytest.mark.parametrize(
    ("terms", "codes"),
    [
        (SHELTER, []),
        (replace(SHELTER, secret_address=True), []),
        (replace(SHELTER, secret_address=True, address_en="Road 1"), ["secret-address-in-clear"]),
        (replace(SHELTER, secret_address=True, contact_desk=""), ["secret-without-desk"]),
        (replace(SHELTER, secret_address=True, phone="1"), ["secret-with-phone-or-hours"]),
        (replace(SHELTER, minimum_age=18, maximum_age=12), ["ages-crossed"]),
        (replace(SHELTER, maximum_age=200), ["age-too-high"]),
    ],
)
def test_reasons_against_terms(terms: ServiceTerms, codes: list[str]) -> None:
    assert [reason.code for reason in reasons_against_terms(terms)] == codes


def test_vacancy_lies_between_none_and_all() -> None:
    assert list(reasons_against_vacancy(3, 3)) == []
    assert list(reasons_against_vacancy(3, None)) == []
    assert [r.code for r in reasons_against_vacancy(4, 3)] == ["more-free-than-places"]
    assert [r.code for r in reasons_against_vacancy(-1, None)] == ["more-free-than-places"]


def test_verified_means_lately_and_not_tomorrow() -> None:
    today = NOW.date()
    assert not fresh(None, today)
    assert fresh(today - timedelta(days=180), today)
    assert not fresh(today - timedelta(days=181), today)
    assert list(reasons_against_verifying(today, NOW)) == []
    late = today + timedelta(days=1)
    assert [r.code for r in reasons_against_verifying(late, NOW)] == ["verified-in-future"]


SEAT = Appointment("PB-HOME", "Lahore", "A", "الف", date(2026, 1, 1), "SO/1")


@pytest.mark.parametrize(
    ("appointment", "holders", "codes"),
    [
        (SEAT, [], []),
        (SEAT, [(date(2025, 1, 1), date(2026, 1, 1))], []),
        (SEAT, [(date(2025, 1, 1), None)], ["seat-already-held"]),
        (SEAT, [(date(2027, 1, 1), None)], ["seat-already-held"]),
        (replace(SEAT, valid_to=date(2026, 6, 1)), [(date(2027, 1, 1), None)], []),
        (replace(SEAT, order_number=""), [], ["appointment-without-order"]),
        (replace(SEAT, valid_to=date(2026, 1, 1)), [], ["ends-before-it-starts"]),
    ],
)
def test_reasons_against_appointing(
    appointment: Appointment, holders: list[tuple[date, date | None]], codes: list[str]
) -> None:
    assert [r.code for r in reasons_against_appointing(appointment, holders)] == codes


def test_ending_an_appointment() -> None:
    start = date(2026, 1, 1)
    assert list(reasons_against_ending(start, None, date(2026, 2, 1))) == []
    assert [r.code for r in reasons_against_ending(start, None, start)] == ["ends-before-it-starts"]
    ended = reasons_against_ending(start, date(2026, 2, 1), date(2026, 3, 1))
    assert [r.code for r in ended] == ["appointment-already-ended"]


def test_a_seat_is_vacant_too_long_after_14_days() -> None:
    today = NOW.date()
    assert vacant_too_long(None, today)
    assert not vacant_too_long(today - timedelta(days=14), today)
    assert vacant_too_long(today - timedelta(days=15), today)


def test_an_appointment_needs_a_first_day() -> None:
    with pytest.raises(Refused):
        read_appointment({"agency": "X", "district": "Y", "from": ""})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dera Ghazi Khan", "dera-ghazi khan"),
        ("گوجرانوالہ", "ضلع گوجرانوالة"),
        ("Umer Kot", "Umerkot"),
        ("Kolai-Palas", "Kolai Palas"),
        ("کوئٹہ", "کوئٹه"),
    ],
)
def test_spellings_of_one_place_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_finds_every_bearer_once() -> None:
    index = by_name([("a", ["Bagh", "BAGH", ""]), ("b", ["Bagh"])])
    assert index[name_key("bagh")] == ("a", "b")


def test_mentioning_in_either_script() -> None:
    assert mentions("", ["anything"])
    assert mentions("umer kot", ["", "Umerkot"])
    assert mentions("كوئٹه", ["ضلع کوئٹہ"])
    assert not mentions("x", ["Lahore", ""])


def test_urdu_sorts_by_its_own_alphabet() -> None:
    names = ["یاسین", "ٹانک", "تربت", "Attock", "بنوں"]
    assert sorted(names, key=alphabet_key) == ["Attock", "بنوں", "تربت", "ٹانک", "یاسین"]


WOMEN = Admission("FEMALE", 18, None, 3)
CHILDREN = Admission("ANY", None, 17, 2)
EVERYBODY = Admission("ANY", None, None, 1)
WOMAN, MAN = Somebody("FEMALE", adult=True), Somebody("MALE", adult=True)
GIRL, BOY = Somebody("FEMALE", adult=False), Somebody("MALE", adult=False)


@pytest.mark.parametrize(
    ("admission", "person", "codes"),
    [
        (WOMEN, WOMAN, []),
        (WOMEN, MAN, ["service-other-sex"]),
        (WOMEN, GIRL, ["service-other-age"]),
        (WOMEN, BOY, ["service-other-sex", "service-other-age"]),
        (WOMEN, Somebody("UNKNOWN", adult=None), []),
        (WOMEN, Somebody("X", adult=True), []),
        (CHILDREN, BOY, []),
        (CHILDREN, MAN, ["service-other-age"]),
        (CHILDREN, Somebody("MALE", adult=None), []),
        (Admission("ANY", 12, 25, 1), BOY, []),
        (Admission("ANY", 12, 25, 1), MAN, []),
        (EVERYBODY, MAN, []),
    ],
)
def test_whom_a_service_takes(admission: Admission, person: Somebody, codes: list[str]) -> None:
    reasons = list(reasons_against_admitting(admission, person))
    assert [reason.code for reason in reasons] == codes
    assert all(reason.params == {"version": admission.version} for reason in reasons)


@pytest.mark.parametrize(
    ("people", "codes"),
    [
        ((), []),
        ((MAN,), ["service-other-sex"]),
        ((MAN, WOMAN), []),
        ((MAN, BOY), ["service-other-sex", "service-other-age"]),
        ((MAN, GIRL), ["service-other-sex", "service-other-age"]),
    ],
)
def test_one_who_is_taken_is_enough(people: tuple[Somebody, ...], codes: list[str]) -> None:
    assert [it.code for it in reasons_against_admitting_any(WOMEN, people)] == codes
