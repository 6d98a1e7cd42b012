"""One-time codes agree with the published vectors."""

import base64

import pytest

from amaan.security.rules.one_time_codes import PERIOD, code_at, code_of, step_of

SECRET = base64.b32encode(b"12345678901234567890").decode()  # RFC 6238, appendix B


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_code_at(moment: int, code: str) -> None:
    assert code_at(SECRET, moment) == code


@pytest.mark.parametrize(
    ("steps_off", "taken"),
    [(-2, False), (-1, True), (0, True), (1, False), (2, False)],
)
@pytest.mark.parametrize("second", [0, 2, 29])
def test_the_running_step_and_the_one_before_are_taken(
    steps_off: int, taken: bool, second: int
) -> None:
    step = 59_525_000
    code = code_of(SECRET, step + steps_off)
    found = step_of(code, SECRET, step * PERIOD + second)
    assert found == (step + steps_off if taken else None)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "۱۲۳۴۵۶"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert step_of(code, SECRET, 59) is None
