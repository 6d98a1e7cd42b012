"""How a policy asks: once a statement, by functions alone, and with the permission's own name."""

from datetime import timedelta

import pytest

from amaan.access.permissions import Permission
from amaan.kernel.row_security import Trigger
from amaan.security.rules import asking, passes


def test_each_question_about_who_looks_runs_once_a_statement() -> None:
    questions = (asking.SEAT, asking.UNIT, asking.PICTURE, asking.TERRITORY, asking.REPORTER)
    for question in (*questions, asking.may(Permission.SECURITY_STAFF_MANAGE)):
        assert question.startswith("(SELECT ")
        assert "current_setting" not in question


def test_a_permission_is_asked_by_its_name() -> None:
    asked = asking.may(Permission.INTAKE_EXCLUSION_REVIEW)
    assert asked == "(SELECT security_may('intake:exclusion:review'))"


def test_exclusion_is_asked_for_the_unit_that_looks() -> None:
    asked = asking.not_excluded("record")
    assert asked == "NOT security_excluded(record, (SELECT security_unit()))"


def test_a_picture_has_its_territory_and_the_nation_has_none() -> None:
    picture = asking.in_picture()
    assert picture.count("(SELECT security_territory())") == 2
    assert "= 'NATION' OR (" in picture
    assert "province = " in picture
    assert "district = " in picture


@pytest.mark.parametrize(
    ("records", "units", "condition"),
    [
        ("record", "unit", "x.record IN (NEW.record) AND x.unit IN (NEW.unit)"),
        ("id, dossier_id", "to_unit", "IN (NEW.id, NEW.dossier_id) AND x.unit IN (NEW.to_unit)"),
        ("id", "desk_unit, action_unit", "x.unit IN (NEW.desk_unit, NEW.action_unit)"),
    ],
)
def test_one_body_refuses_the_excluded_everywhere(records: str, units: str, condition: str) -> None:
    function = asking.refuses_excluded("it", records=records, units=units)
    assert condition in function.body
    assert function.definer  # the role that writes may not read exclusions
    assert "ERRCODE = 'check_violation'" in function.body


def test_the_trigger_watches_the_columns_that_let_somebody_in() -> None:
    (trigger,) = asking.never_reaches_the_excluded("work_task", "it", "unit", "record")
    assert trigger == Trigger(
        "work_task",
        "work_task_never_reaches_the_excluded",
        ("INSERT", "UPDATE"),
        "it",
        ("unit", "record"),
    )


def test_a_pass_of_staff_rests_for_a_quarter_of_an_hour_and_ends_with_the_shift() -> None:
    assert timedelta(minutes=15) == passes.IDLE
    assert timedelta(hours=8) == passes.TOTAL
