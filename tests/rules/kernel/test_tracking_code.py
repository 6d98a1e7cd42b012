"""Is a code read as people type it, and does every slip of the finger show?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.reasons import Refused
from amaan.kernel.tracking_code import (
    SPACE,
    LocatorPermutation,
    TrackingCode,
    damm,
    new_secret,
    parse,
)

URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
CODES = st.builds(
    TrackingCode,
    st.from_regex(r"[0-9]{7}", fullmatch=True),
    st.from_regex(r"[0-9]{12}", fullmatch=True),
)
NUMBERS = st.integers(0, SPACE - 1)
BETWEEN = st.text(" -–—\u00a0\u200e\u200f\u200c\n\t", max_size=3)
PERMUTATION = LocatorPermutation(b"test key of thirty-two bytes ok!")


def refused(text: str) -> bool:
    try:
        parse(text)
    except Refused as objection:
        return [reason.code for reason in objection.reasons] == ["code-typing-mistake"]
    return False


@pytest.mark.security(1)
@given(CODES, st.sampled_from([{}, URDU, ARABIC]), st.lists(BETWEEN, min_size=21, max_size=21))
def test_any_digits_and_any_gaps_read_alike(
    code: TrackingCode, script: dict[int, int], gaps: list[str]
) -> None:
    digits = code.digits.translate(script)
    typed = gaps[20] + "".join(gap + digit for gap, digit in zip(gaps, digits, strict=False))
    assert parse(typed) == code


@pytest.mark.security(1)
@given(CODES)
def test_every_single_wrong_digit_is_caught(code: TrackingCode) -> None:
    digits = code.digits
    for place, right in enumerate(digits):
        for wrong in set("0123456789") - {right}:
            assert refused(digits[:place] + wrong + digits[place + 1 :])


@pytest.mark.security(1)
@given(CODES)
def test_every_swap_of_neighbours_is_caught(code: TrackingCode) -> None:
    digits = code.digits
    for place in range(len(digits) - 1):
        left, right = digits[place], digits[place + 1]
        swapped = digits[:place] + right + left + digits[place + 2 :]
        assert refused(swapped) is (left != right)


@pytest.mark.security(1)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_called_a_typing_mistake(text: str) -> None:
    assert refused(text) or parse(text).digits


@pytest.mark.parametrize(
    "text", ["", "1234567", "1" * 21, "123 4567 8901 2345 6789 x", "123456789012345678 ²", "①" * 20]
)
def test_another_length_or_sign_is_a_typing_mistake(text: str) -> None:
    assert refused(text)


def test_the_refusal_does_not_repeat_the_code() -> None:
    with pytest.raises(Refused) as refusal:
        parse("12345678901234567890")
    assert "1234567" not in repr(refusal.value) + str(refusal.value)
    assert refusal.value.reasons[0].params == {}


def test_the_damm_digit_of_the_published_example() -> None:
    assert damm("572") == 4
    assert damm("5724") == 0


def test_a_code_is_printed_with_the_locator_on_its_own_line() -> None:
    code = TrackingCode("1234567", "890123456789")
    assert code.lines == ("123 4567", "8901 2345 6789", code.check)
    assert code.digits == "1234567890123456789" + code.check
    assert parse(" ".join(code.lines)) == code


@given(CODES)
def test_a_code_never_shows_its_secret_by_accident(code: TrackingCode) -> None:
    assert code.secret not in f"{code!r} {code}"


@pytest.mark.parametrize(
    ("locator", "secret"),
    [
        ("123456", "890123456789"),
        ("1234567", "89012345678"),
        ("12345678", "90123456789"),
        ("123456x", "890123456789"),
        ("۱۲۳۴۵۶۷", "890123456789"),
    ],
)
def test_a_code_of_another_shape_cannot_be_made(locator: str, secret: str) -> None:
    with pytest.raises(ValueError, match="seven digits and twelve"):
        TrackingCode(locator, secret)


def test_secrets_are_twelve_digits_and_differ() -> None:
    secrets = {new_secret() for _ in range(1000)}
    assert len(secrets) == 1000
    assert all(len(secret) == 12 and secret.isdigit() for secret in secrets)


@given(NUMBERS)
def test_a_locator_leads_back_to_its_number(number: int) -> None:
    locator = PERMUTATION.locator(number)
    assert len(locator) == 7
    assert PERMUTATION.number(locator) == number


@pytest.mark.invariant(23)
def test_locators_are_unique_and_show_no_running_number() -> None:
    locators = [PERMUTATION.locator(number) for number in range(2000)]
    assert len(set(locators)) == 2000
    steps = {int(b) - int(a) for a, b in pairwise(locators)}
    assert len(steps) > 1990, "neighbours lie anywhere"


def test_another_key_gives_other_locators() -> None:
    other = LocatorPermutation(b"another key of thirty-two bytes!")
    differing = sum(PERMUTATION.locator(n) != other.locator(n) for n in range(100))
    assert differing > 95
    assert b"another" not in repr(other).encode()


def test_numbers_and_locators_outside_the_space_are_refused() -> None:
    for number in (-1, SPACE):
        with pytest.raises(ValueError, match="outside"):
            PERMUTATION.locator(number)
    for locator in ("123456", "12345678", "abcdefg", "۱۲۳۴۵۶۷"):
        with pytest.raises(ValueError, match="seven digits"):
            PERMUTATION.number(locator)
    with pytest.raises(ValueError, match="32 bytes"):
        LocatorPermutation(b"short")
