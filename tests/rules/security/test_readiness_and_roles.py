"""May a node be marked in service, and what does a role carry?"""

from dataclasses import replace

import pytest

from amaan.access.permissions import Permission
from amaan.security.rules.readiness import Ready, reasons_against_service
from amaan.security.rules.roles import (
    LEADS,
    PERMISSIONS,
    PICTURE_OF_NATION,
    PICTURE_OF_TERRITORY,
    Role,
    permissions_of,
)

PUNJAB = Ready("PB", "Punjab", "پنجاب", emergency_line=True, child_line=True, duty_desk=True)
# What one person must never hold together (security.md section 7).
APART = [
    ({Permission.SECURITY_STAFF_MANAGE}, {Permission.INTAKE_COMPLAINT_READ}),
    ({Permission.SECURITY_STAFF_MANAGE}, {Permission.CASEWORK_DOSSIER_READ}),
    ({Permission.SECURITY_STAFF_MANAGE}, {Permission.LEDGER_AUDIT_READ}),
    ({Permission.INTAKE_COMPLAINT_ACT}, {Permission.SCREENING_COMPLAINT_ALLOCATE}),
    ({Permission.INTAKE_COMPLAINT_ACT}, {Permission.LEDGER_AUDIT_READ}),
]


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        (replace(PUNJAB, emergency_line=False), "node-emergency-line-not-verified"),
        (replace(PUNJAB, child_line=False), "node-child-line-not-verified"),
        (replace(PUNJAB, duty_desk=False), "node-duty-desk-not-staffed"),
    ],
)
def test_a_province_needs_each_of_the_three(lacking: Ready, code: str) -> None:
    assert list(reasons_against_service([PUNJAB], real_keys=True)) == []
    found = list(reasons_against_service([lacking], real_keys=True))
    assert [(it.code, it.params) for it in found] == [(code, {"province": "PB"})]


def test_a_node_needs_real_keys_and_a_province() -> None:
    found = reasons_against_service([PUNJAB], real_keys=False)
    assert [it.code for it in found] == ["node-keys-are-for-demonstration"]
    found = reasons_against_service([], real_keys=True)
    assert [it.code for it in found] == ["node-covers-no-province"]


def test_every_role_has_its_line_and_an_unknown_one_may_do_nothing() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert permissions_of("no_such_role") == frozenset()
    assert permissions_of("auditor") >= {"ledger:audit:read"}


def test_the_leads_are_the_ones_that_the_workflows_name() -> None:
    assert {
        Role.TEAM_LEAD, Role.FIA_SUPERVISOR, Role.POLICE_SHO, Role.SHELTER_MANAGER,
    } == LEADS  # fmt: skip


def test_whoever_sees_a_picture_may_ask_for_it_and_nobody_else() -> None:
    may = {role for role, held in PERMISSIONS.items() if Permission.STATISTICS_PICTURE_READ in held}
    assert may == PICTURE_OF_NATION | PICTURE_OF_TERRITORY


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_are_in_nobodys_one_hand(one: set[Permission], other: set[Permission]) -> None:
    assert [role for role, held in PERMISSIONS.items() if one <= held and other <= held] == []
