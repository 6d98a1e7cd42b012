"""Are the words of codes found, and are gaps in the catalogues reported?"""

from pathlib import Path

import pytest
from django.utils import translation

from amaan.kernel.reasons import Reason
from amaan.ui import catalogues
from amaan.ui.templatetags import amaan as tags

WORDS = """
[status]
"SENT" = { en = "Sent", ur = "بھیجا گیا" }
"HALF" = { en = "Half" }
[reason]
"too-late" = { en = "Late by {days} days", ur = "{days} دن تاخیر" }
"""
OTHER = """
[status]
"SENT" = { en = "Posted", ur = "روانہ" }
"""


@pytest.fixture(autouse=True)
def two_capabilities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "_catalogues", {})
    for name, text in (("first", WORDS), ("second", OTHER)):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
        catalogues.register(name, tmp_path / f"{name}.toml")


def test_a_code_is_said_in_the_wanted_language() -> None:
    assert catalogues.say("reason", "too-late", "ur", days=2) == "2 دن تاخیر"


def test_a_capability_can_be_named() -> None:
    assert catalogues.say("second:status", "SENT", "en") == "Posted"


@pytest.mark.parametrize("section", ["status", "third:status"])
def test_an_unknown_code_is_never_passed_over_silently(section: str) -> None:
    with pytest.raises(catalogues.UnknownWord):
        catalogues.say(section, "LOST", "en")


def test_a_gap_without_a_value_is_a_fault() -> None:
    with pytest.raises(KeyError, match="days"):
        catalogues.say("reason", "too-late", "en")


def test_codes_without_both_languages_are_listed() -> None:
    assert [name for name in catalogues.missing() if "HALF" in name]


def test_objections_are_rendered_and_escaped() -> None:
    objections = [Reason("too-late", {"days": "<3>"})]
    with translation.override("en"):
        assert tags.reasons(objections) == (
            '<ul class="am-reasons"><li>Late by &lt;3&gt; days</li></ul>'
        )
    assert tags.reasons([]) == ""


def test_no_code_has_no_words() -> None:
    assert tags.word("status", "") == ""
