"""One-time codes agree with the published vectors."""

import base64

import pytest

from amaan.demo.one_time_code import code_at

SECRET = base64.b32encode(b"12345678901234567890").decode()  # RFC 6238, appendix B


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_code_at(moment: int, code: str) -> None:
    assert code_at(SECRET, moment) == code
