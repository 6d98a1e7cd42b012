"""Is a person who will sign in described well enough?"""

import pytest

from amaan.security.rules.new_staff import reasons_against_adding

WORD = "twelve chars"


@pytest.mark.parametrize(
    ("username", "names", "password", "codes"),
    [
        ("admin", ("A. Person", "الف"), WORD, []),
        ("a.b-c_1", ("A", "ا"), WORD, []),
        ("Admin", ("A", "ا"), WORD, ["username-not-well-formed"]),
        ("ab", ("A", "ا"), WORD, ["username-not-well-formed"]),
        ("admin\n", ("A", "ا"), WORD, ["username-not-well-formed"]),
        ("admin", ("A", " "), WORD, ["staff-name-missing"]),
        ("admin", ("A" * 121, "ا"), WORD, ["staff-name-missing"]),
        ("admin", ("A", "ا"), "eleven char", ["password-too-short"]),
    ],
)
def test_reasons_against_adding(
    username: str, names: tuple[str, str], password: str, codes: list[str]
) -> None:
    found = reasons_against_adding(username=username, names=names, password=password)
    assert [reason.code for reason in found] == codes
