"""Is a password that somebody chooses good enough?"""

import pytest

from amaan.security.rules.passwords import Choice, reasons_against_choosing

NAMES = ("ayesha.khan", "Ayesha Khan", "عائشہ خان")
GOOD = "canal lantern forty"


def choice(
    password: str, again: str | None = None, *, first: bool = False, common: bool = False
) -> Choice:
    repeated = password if again is None else again
    return Choice(password, repeated, NAMES, is_the_first=first, is_common=common)


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        (choice(GOOD), []),
        (choice("نہر چراغ چالیس سرخ"), []),
        (choice("ayesha lamp canal forty"), []),
        (choice("x" * 11), ["chosen-password-too-short"]),
        (choice("ab" * 65), ["password-too-long"]),
        (choice(GOOD, first=True), ["password-is-the-first"]),
        (choice(GOOD, common=True), ["password-too-simple"]),
        (choice("ababababababab"), ["password-too-simple"]),
        (choice("123456789012"), ["password-too-simple"]),
        (choice("qwertyuiopas"), ["password-too-simple"]),
        (choice("Password-2026!"), ["password-too-simple"]),
        (choice("831946207513"), ["password-too-simple"]),
        (choice("ayesha.khan1"), ["password-holds-your-name"]),
        (choice("KhanAyesha2026"), ["password-holds-your-name"]),
        (choice(GOOD, GOOD + "x"), ["passwords-differ"]),
        (choice("short", "other"), ["chosen-password-too-short", "passwords-differ"]),
    ],
)
def test_reasons_against_choosing(chosen: Choice, codes: list[str]) -> None:
    assert [reason.code for reason in reasons_against_choosing(chosen)] == codes
