"""Nothing looks like a guard and is none: and the check would see it."""

from tests.architecture.asked import (
    SOURCE,
    faults,
    permission_faults,
    registry_faults,
    rule_faults,
    texts,
)


def test_every_permission_is_asked_every_registry_used_every_rule_tested() -> None:
    assert list(faults()) == []


def without(module: str, words: str, *, instead: str = "") -> dict[str, str]:
    """The code with some words taken out of one module."""
    modules = dict(texts(SOURCE))
    assert words in modules[module]
    modules[module] = modules[module].replace(words, instead)
    return modules


def test_a_permission_that_nobody_asks_is_found() -> None:
    less = without("referral/views/steps.py", "Permission.REFERRAL_REFERRAL_CLEAR")
    offers = less["referral/queries/steps.py"]
    less["referral/queries/steps.py"] = offers.replace(
        "Permission.REFERRAL_REFERRAL_CLEAR", "Permission.REFERRAL_REFERRAL_SEND"
    )
    assert list(permission_faults(less)) == [
        "permission referral:referral:clear: given to roles, asked by nobody"
    ]


def test_a_registry_in_which_nobody_registers_is_found() -> None:
    less = without("casework/apps.py", "PANELS.register(", instead="print(")
    assert list(registry_faults(less)) == [
        "src/amaan/screening/rules/panels.py: nobody registers by PANELS"
    ]


def test_a_rule_that_no_test_imports_is_found() -> None:
    assert "amaan.intake.rules.exclusion: no test under tests/rules imports it" in list(
        rule_faults({"test_x.py": "from amaan.intake.rules.urgency import Urgency"})
    )
