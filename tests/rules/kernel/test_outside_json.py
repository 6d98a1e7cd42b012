"""A hostile text is refused in words, and breaks nothing further in."""

import ast
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.outside_json import NotJson, json_of

SOURCE: Final = Path(__file__).parents[3] / "src" / "amaan"
LONG: Final = 10**6
HOSTILE: Final = {
    b'{"a": "\\ud800"}': "half a character",
    b'{"a": "\\uDC00x"}': "half a character",
    b'{"\\uD83D": 1}': "half a character",
    b'"\xed\xa0\x80"': "half a character",
    b"\xff\xfe1\x00": "half a character",
    b"[" * 100_000: "nested too deeply",
    b'{"a":' * 100_000: "nested too deeply",
    b'"a": ' * 3: "not JSON",
    b"NaN": "not JSON",
    b"-Infinity": "not JSON",
    b"9" * 5_000: "not JSON",
    b"": "not JSON",
    b'"' + b"a" * LONG: "too long",
}


@pytest.mark.parametrize(("body", "why"), HOSTILE.items(), ids=range(len(HOSTILE)))
def test_hostile_texts_are_refused_with_a_cause(body: bytes, why: str) -> None:
    with pytest.raises(NotJson) as refused:
        json_of(body, longest=LONG)
    assert str(refused.value) == why


def test_whole_characters_pass_however_they_are_written() -> None:
    assert json_of(b'["\\ud83d\\ude00", "\\u06a9", "\xda\xa9"]', longest=99) == ["😀", "ک", "ک"]


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_text_is_read_or_refused(text: bytes | str) -> None:
    with suppress(NotJson):
        json_of(text, longest=50)


OWN_TEXTS: Final = {  # written by this node and sealed, private or in the repository
    "demo/nation_card.py",
    "demo/story.py",
    "identity/actions/__init__.py",
    "intake/adapters/sealed_text.py",
    "intake/rules/answers.py",
    "intake/rules/reaching.py",
    "kernel/outside_json.py",
    "ledger/queries/rows.py",  # the body of a fact, in whatever state: guards itself (test_sealing)
    "node/endpoint.py",
    "site/documents/of_proofs.py",
}


def test_nobody_else_reads_json_from_outside() -> None:
    found = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"loads", "load"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "json"
    }
    assert found == OWN_TEXTS
