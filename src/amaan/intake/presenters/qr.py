"""The code as a picture that another phone can read: plain SVG without styles or data addresses."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString


def qr_of(digits: str) -> SafeString:
    """Inline SVG of the digits. Drawn by us from digits only, so nothing in it needs escaping."""
    drawn = BytesIO()
    segno.make(digits, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=False, scale=4, border=2, svgclass="am-qr",
        lineclass=None, omitsize=False, nl=False,
    )  # fmt: skip
    return SafeString(drawn.getvalue().decode())
