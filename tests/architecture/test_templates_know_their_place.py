"""A template names only templates and routes of its own capability, of `ui`, or of a lower
layer.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY
from tests.architecture.layers import heights, may_see

SOURCE = REPOSITORY / "src" / "amaan"
NAMED = re.compile(r"""{%-?\s*(?:extends|include|cotton:include)\s+["']([a-z_]+)/""")
ROUTE = re.compile(r"""{%\s*url\s+["']([a-z_]+):""")
INLINE = re.compile(
    r"""\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*\bsrc=)[^>]*>|<style|https?://[^\s"']+\.(?:js|css)"""
)


def templates() -> list[Path]:
    return sorted(SOURCE.glob("**/templates/**/*.html"))


def capability_of(template: Path) -> str:
    return template.relative_to(SOURCE).parts[0]


def upward(template: Path) -> Iterator[str]:
    text = template.read_text("utf-8")
    for name in (*NAMED.findall(text), *ROUTE.findall(text)):
        if name in heights() and not may_see(capability_of(template), name):
            yield f"{template.relative_to(SOURCE)} names {name}"


def test_templates_name_only_what_is_below() -> None:
    assert [line for template in templates() for line in upward(template)] == []


@pytest.mark.security("18b")
def test_templates_hold_no_inline_code_and_no_outside_asset() -> None:
    found = [
        f"{template.relative_to(SOURCE)}: {match.group().strip()}"
        for template in templates()
        for match in INLINE.finditer(template.read_text("utf-8"))
    ]
    assert found == []
