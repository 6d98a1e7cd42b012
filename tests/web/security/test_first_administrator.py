"""Can whoever holds the machine seat the first administrator of a node, and only the first?"""

from collections.abc import Callable, Sequence

import pytest
from typer.testing import CliRunner, Result

from amaan.kernel.reasons import OutsideFailed
from amaan.security import management
from amaan.security.actions import preparing
from tests.factories.nation import actor, as_owner, unit_id
from tests.sites import SiteClient, as_role

WORD = "a long first password"
NAMES = ("--name-en", "A. Sample", "--name-ur", "الف مثال")


@pytest.fixture
def empty(db: object) -> None:
    """No administrator sits any more, and no unit administers the platform."""
    as_owner("UPDATE security_seat SET ends_on = current_date WHERE role = 'system_admin'")
    as_owner("UPDATE directory_unit SET valid_to = current_date WHERE kind = 'ADMINISTRATION'")


def add(username: str, *more: str, password: str = WORD) -> Result:
    said: Sequence[str] = ("add", username, *NAMES, *more)
    with as_role("owner"):
        return CliRunner().invoke(management.program, said, input=password + "\n")


def facts() -> list[str]:
    sql = "SELECT kind FROM ledger_fact ORDER BY sequence"
    return [str(row[0]) for row in as_owner(sql)]


def test_an_empty_node_gets_its_administrator_and_the_platform_unit(
    empty: None, staff_client: Callable[..., SiteClient]
) -> None:
    before = facts()
    done = add("first.admin")
    assert (done.exit_code, done.output.splitlines()[0]) == (
        0,
        "first.admin is administrator in Platform administration.",
    )
    assert facts()[len(before) :] == [
        "directory.unit.opened",
        "security.staff_added",
        "security.seat_given",
    ]
    seated = actor("first.admin")
    assert seated.role == "system_admin"
    assert "security:staff:manage" in seated.permissions
    keys = as_owner("SELECT 1 FROM security_unit_key WHERE unit = %s", seated.unit)
    assert len(keys) == 1
    said = {"login": "first.admin", "password": WORD}
    assert staff_client().post("/sign-in/", said, secure=True).status_code == 302


def test_a_second_one_is_refused_and_nothing_changes(empty: None) -> None:
    assert add("first.admin").exit_code == 0
    before = facts()
    again = add("second.admin")
    assert again.exit_code == 1
    assert "An administrator has a seat already" in again.output
    assert facts() == before
    assert as_owner("SELECT 1 FROM security_staff WHERE username = 'second.admin'") == []


def test_a_demonstration_has_its_administrator_already(db: object) -> None:
    assert "An administrator has a seat already" in add("first.admin").output


def test_a_unit_may_be_named_in_either_language(empty: None) -> None:
    assert add("first.admin", "--unit", "قومی وصولی ڈیسک").exit_code == 0
    assert actor("first.admin").unit == unit_id("National intake desk")


@pytest.mark.parametrize(
    ("username", "more", "password", "said"),
    [
        ("first.admin", ("--unit", "Nowhere"), WORD, "“Nowhere” is no single open unit"),
        ("First Admin", (), WORD, "Write the user name with small letters"),
        ("first.admin", (), "short", "at least 12 characters"),
        ("auditor", (), WORD, "Somebody has this user name"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_changes(
    empty: None, username: str, more: tuple[str, ...], password: str, said: str
) -> None:
    before = facts()
    refused = add(username, *more, password=password)
    assert refused.exit_code == 1
    assert said in refused.output
    assert password not in refused.output
    assert facts() == before


def test_without_the_key_service_the_lack_is_named(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OutsideFailed("away", permanent=False)

    monkeypatch.setattr(preparing, "key_service", away)
    told = add("first.admin")
    assert told.exit_code == 1
    assert "amaan node prepare" in told.output
