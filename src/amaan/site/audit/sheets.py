"""What stands on the printed sheet of a root, and in its QR picture?"""

import segno
from django.utils.safestring import SafeString, mark_safe

from amaan.ledger.models import LedgerRoot

GROUP = 8


def qr_text(root: LedgerRoot) -> str:
    """Everything that a second agency needs to compare by machine: a line of six fields."""
    fields = (
        "amaan-root/1",
        root.node,
        root.number,
        f"{root.made_at:%Y-%m-%dT%H:%M:%SZ}",
        bytes(root.root).hex(),
        root.key_id,
    )
    return " ".join(map(str, fields))


def qr_picture(root: LedgerRoot) -> SafeString:
    """The QR as inline SVG, black on white in every theme, without style or script."""
    code = segno.make(qr_text(root), error="m", micro=False)
    # Drawn by the library from hex, digits and the node's name: no outside text gets in.
    return mark_safe(code.svg_inline(scale=4, light="#fff", svgclass="am-qr", lineclass=None))  # noqa: S308


def in_groups(value: bytes | memoryview) -> list[str]:
    """Hex in groups of eight, to be read aloud and compared."""
    text = bytes(value).hex()
    return [text[at : at + GROUP] for at in range(0, len(text), GROUP)]
