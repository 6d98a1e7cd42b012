"""Does an answer fall when what it is about changes, after whatever steps?"""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.intake.rules.answers import Answers, Contact, OfficeKind, ReporterAnswer
from amaan.intake.rules.dependents import ASKED_ANEW, DEPENDENTS

GUJRAT, UMERKOT = "district of gujrat", "district of umerkot"
OFFICE = {"official": "YES", "office_kind": "POLICE", "office_unit": "city", "office_words": "tall"}
PHONE = {"contact": "PHONE", "phone": "+92300", "phone_shared": "YES", "safe_hours": "2 to 4"}
TOLD = Answers().with_(district=GUJRAT, seen=("office",)).with_(**OFFICE).with_(**PHONE)


@pytest.mark.parametrize(
    ("step", "gone"),
    [
        ({"district": UMERKOT}, {"office_unit"}),
        ({"district": ""}, {"office_unit"}),
        ({"district": GUJRAT}, set()),
        ({"district": UMERKOT, "office_unit": "kunri"}, set()),
        ({"office_kind": "LABOUR"}, {"office_unit"}),
        ({"office_kind": "LABOUR", "office_unit": "labour"}, set()),
        ({"official": "NO"}, {"office_kind", "office_unit", "office_words"}),
        ({"official": ""}, {"office_kind", "office_unit", "office_words"}),
        ({"official": "NOT_SURE"}, set()),
        ({"contact": "CODE_ONLY"}, {"phone", "phone_shared", "safe_hours"}),
        ({"contact": "NEVER"}, {"phone", "phone_shared", "safe_hours"}),
        ({"contact": ""}, set()),
        ({"phone": "+92301"}, {"phone_shared", "safe_hours"}),
        ({"phone": "+92301", "phone_shared": "NO"}, {"safe_hours"}),
        ({"story": "More."}, set()),
    ],
)
def test_what_falls(step: dict[str, str], gone: set[str]) -> None:
    after = TOLD.with_(**step)
    emptied = {one.name for one in fields(Answers) if not getattr(after, one.name)}
    assert emptied & set(DEPENDENTS) == gone
    assert all(getattr(after, name) == value for name, value in step.items())


def test_the_kind_stays_and_keeps_every_office_of_the_new_district_away() -> None:
    after = TOLD.with_(district=UMERKOT)
    assert (after.office_kind, after.office_unit, after.office_words) == ("POLICE", "", "tall")


@pytest.mark.parametrize(
    ("step", "again"),
    [({"district": UMERKOT}, True), ({"official": "NO"}, True), ({"office_kind": "LABOUR"}, False)],
)
def test_the_office_is_asked_anew(step: dict[str, str], again: bool) -> None:
    seen = ("where", "official", "office")
    told = Answers().with_(district=GUJRAT, **OFFICE).with_(seen=seen)
    assert ("office" not in told.with_(**step).seen) is again


def test_a_draft_of_an_earlier_day_is_read_without_what_has_fallen() -> None:
    old = Answers(official="NO", office_kind="POLICE", office_unit="city", contact="CODE_ONLY")
    read = Answers.from_bytes(old.to_bytes())
    assert (read.office_kind, read.office_unit) == ("", "")


STEPS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "district": st.sampled_from(["", GUJRAT, UMERKOT]),
            "official": st.sampled_from(["", *ReporterAnswer]),
            "office_kind": st.sampled_from(["", *OfficeKind]),
            "office_unit": st.sampled_from(["", "city", "kunri"]),
            "office_words": st.sampled_from(["", "tall"]),
            "contact": st.sampled_from(["", *Contact]),
            "phone": st.sampled_from(["", "+92300", "+92301"]),
            "phone_shared": st.sampled_from(["", *ReporterAnswer]),
            "safe_hours": st.sampled_from(["", "2 to 4"]),
        },
    ),
    max_size=12,
)


@given(steps=STEPS)
def test_no_answer_outlives_what_it_was_said_about(steps: list[dict[str, Any]]) -> None:
    answers, about = Answers(), dict[str, tuple[str, ...]]()
    for step in steps:
        answers = answers.with_(**step)
        about |= {name: subject(answers, name) for name in ABOUT if name in step}
        for name in ABOUT:
            assert getattr(answers, name) == "" or about[name] == subject(answers, name)
        assert unasked(answers) == ""


ABOUT = {
    "office_unit": ("district", "office_kind"),
    "phone_shared": ("phone",),
    "safe_hours": ("phone",),
}


def subject(answers: Answers, name: str) -> tuple[str, ...]:
    return tuple(getattr(answers, each) for each in ABOUT[name])


def unasked(answers: Answers) -> str:
    """Whatever is said in answer to a question that these answers leave out."""
    office = answers.office_kind + answers.office_unit + answers.office_words
    phone = answers.phone + answers.phone_shared + answers.safe_hours
    return (office if answers.official not in ("YES", "NOT_SURE") else "") + (
        phone if answers.contact in ("CODE_ONLY", "NEVER") else ""
    )


def test_the_table_names_answers_and_pages_that_there_are() -> None:
    names = {one.name for one in fields(Answers)}
    hung = {name for one in DEPENDENTS.values() for name in (one.asked, *one.hangs_on)}
    assert (
        set(DEPENDENTS) | hung | {each for about in ASKED_ANEW.values() for each in about} <= names
    )
