"""Do the tags isolate, escape and choose as they promise?"""

from types import SimpleNamespace

import pytest
from django.utils import translation

from amaan.ui import icons, language
from amaan.ui.templatetags import amaan as tags


def test_a_reference_is_isolated_and_escaped() -> None:
    assert tags.ref("A<1") == '<bdi dir="ltr" class="ref">A&lt;1</bdi>'


def test_an_icon_is_decorative_unless_it_speaks() -> None:
    assert 'aria-hidden="true"' in tags.icon("lock")
    assert 'role="img" aria-label="a &quot;lock&quot;"' in tags.icon("lock", label='a "lock"')


def test_only_pointing_icons_turn_with_the_page() -> None:
    assert "am-flip" in tags.icon("arrow-left")
    assert "am-flip" not in tags.icon("clock")
    assert set(icons.names()) >= icons.POINTING


def test_an_unknown_icon_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError):
        tags.icon("no-such-picture")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_every_icon_can_be_drawn(lang: str) -> None:
    with translation.override(lang):
        assert all("<path" in tags.icon(name) for name in icons.names())


def test_a_name_is_picked_by_language_and_falls_back() -> None:
    both = {"name_en": "Umerkot", "name_ur": "عمرکوٹ"}
    with translation.override("ur"):
        assert language.pick(both, "name") == "عمرکوٹ"
        assert language.pick(SimpleNamespace(name_en="Mithi", name_ur=""), "name") == "Mithi"
    with translation.override("en"):
        assert language.pick(both, "name") == "Umerkot"


def test_nothing_known_says_nothing() -> None:
    told = [
        tags.local_date(None),
        tags.local_moment(None),
        tags.rupees(None),
        tags.clock_left(None),
    ]
    assert told == [""] * 4


def test_spoken_money_keeps_its_figures() -> None:
    with translation.override("en"):
        assert tags.rupees(240_000) == '<span title="Rs 240,000">Rs 2.4 lakh</span>'
        assert tags.rupees(900) == tags.rupees_exact(900) == "Rs 900"


@pytest.mark.parametrize(
    ("text", "on_urdu", "on_english"),
    [
        ("گاڑی کل رات نکلی", "", ' lang="ur"'),
        ("The car left", ' lang="en"', ""),
        ("0300 1234567", "", ""),
        ("", "", ""),
        ("ایجنٹ Ali", "", ' lang="ur"'),
    ],
)
def test_words_of_a_person_carry_their_language(text: str, on_urdu: str, on_english: str) -> None:
    with translation.override("ur"):
        assert tags.text_lang(text) == f'dir="auto"{on_urdu}'
    with translation.override("en"):
        assert tags.text_lang(text) == f'dir="auto"{on_english}'
