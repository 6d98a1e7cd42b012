"""The second wall stands on one table: nothing of it in migrations, each part with the capability
whose function it asks, and no role list or time typed twice.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from amaan.access.permissions import Permission
from amaan.kernel.row_security import (
    RUN_TIME,
    BorrowedTrigger,
    Declaration,
    Function,
    Policy,
    Table,
    Trigger,
    definer,
    lasting,
    listed,
    quoted,
)
from amaan.node.places import REPOSITORY
from amaan.node.row_security.declared import (
    BadDeclaration,
    declarations,
    declared_set,
    set_of,
)
from amaan.security.rules import passes
from amaan.security.rules.roles import PERMISSIONS, PICTURE_OF_NATION
from tests.architecture.layers import heights, may_see

SOURCE = REPOSITORY / "src" / "amaan"
WALL = re.compile(
    r"\b(CREATE|ALTER|DROP)\s+(OR\s+REPLACE\s+)?(POLICY|FUNCTION|TRIGGER)\b|\b(GRANT|REVOKE)\s"
    r"|ROW LEVEL SECURITY|SECURITY DEFINER",
    re.IGNORECASE,
)
PERMISSION = re.compile(r"security_may\('([^']*)'\)")


def test_migrations_hold_none_of_it() -> None:
    found = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.glob("*/migrations/*.py"))
        if WALL.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_every_table_is_declared_secured_when_it_is_ours() -> None:
    tables = declared_set().tables
    for model in apps.get_models(include_auto_created=True):
        ours = model.__module__.startswith("amaan.")
        assert tables[model._meta.db_table].secured is ours, model


def texts(part: Declaration) -> Iterator[str]:
    if isinstance(part, Policy):
        yield from (part.using, part.check)
    elif isinstance(part, Function):
        yield part.body
    elif isinstance(part, Trigger):
        yield part.function


def asked(part: Declaration) -> set[str]:
    """The capabilities whose tables and functions this part names."""
    names = "|".join(name for name in heights() if (SOURCE / name / "policies.py").exists())
    names += "|security"
    return {it for text in texts(part) for it in re.findall(rf"\b({names})_[a-z_]+\b", text)}


def test_a_part_stands_with_the_highest_capability_that_it_asks() -> None:
    upward = [
        f"{home}: {part} asks {name}"
        for home, parts in declarations().items()
        for part in parts
        for name in asked(part)
        if not may_see(home, name)
    ]
    assert upward == []
    assert asked(declared_set().policies["ledger_fact", "select_app_dossier"]) == {"casework"}
    assert len([part for part in declarations()["security"] if asked(part)]) > 40


def test_a_permission_that_sql_asks_for_is_one_that_a_role_holds() -> None:
    held = {str(it) for granted in PERMISSIONS.values() for it in granted}
    named = {
        name
        for parts in declarations().values()
        for part in parts
        for text in texts(part)
        for name in PERMISSION.findall(text)
    }
    assert named <= held
    assert str(Permission.INTAKE_EXCLUSION_REVIEW) in named


def test_lists_and_times_in_sql_are_those_of_the_rules() -> None:
    functions = declared_set().functions
    assert f"({listed(PICTURE_OF_NATION)})" in functions["security_picture()"].body
    issue = functions["security_issue_pass(uuid, bytea)"].body
    assert f"{lasting(passes.IDLE)}, {lasting(passes.TOTAL)}" in issue
    typed = [
        it.signature for it in functions.values() if re.search(r"interval '\d+ [mhd]", it.body)
    ]
    assert typed == []


def test_every_function_that_runs_as_the_owner_is_run_by_named_roles_only() -> None:
    declared = declared_set()
    for grant in declared.grants:
        assert grant.role in RUN_TIME
    assert not [it for it in declared.grants if it.on.startswith("access_subject(")]
    assert not [it for it in declared.grants if it.on.startswith("access_issue_pass(")]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([Table("one"), Table("one")], "declared twice"),
        (
            [Table("one"), Policy("one", "it", "ALL", ()), Policy("one", "it", "SELECT", ())],
            "declared twice",
        ),
        ([Policy("one", "it", "SELECT", ())], "nobody declares the table one"),
        ([BorrowedTrigger("one", "it")], "nobody declares the table one"),
    ],
)
def test_a_bad_declaration_is_told(parts: list[Declaration], says: str) -> None:
    with pytest.raises(BadDeclaration, match=says):
        set_of(parts)


def test_the_mark_changes_with_any_part() -> None:
    one: list[Declaration] = [
        Table("one"),
        Policy("one", "it", "SELECT", ("amaan_app",), using="true"),
    ]
    other: list[Declaration] = [
        Table("one"),
        Policy("one", "it", "SELECT", ("amaan_app",), using="false"),
    ]
    assert set_of(one).mark == set_of(reversed(one)).mark
    assert set_of(one).mark != set_of(other).mark
    assert set_of(one).mark != set_of(one[:1]).mark


def test_sql_constants_are_quoted_and_ordered() -> None:
    assert quoted("it's") == "'it''s'"
    assert listed({"b", "a"}) == "'a', 'b'"
    assert lasting(passes.IDLE) == "interval '900 seconds'"


def test_a_definer_is_known_by_the_types_of_its_arguments() -> None:
    function, *grants = definer("f(a uuid, b timestamp with time zone)", "text", "", "amaan_app")
    assert isinstance(function, Function)
    assert function.signature == "f(uuid, timestamp with time zone)"
    assert [(it.on, it.role) for it in grants if not isinstance(it, Function)] == [  # type: ignore[union-attr]
        ("f(uuid, timestamp with time zone)", "amaan_app")
    ]
