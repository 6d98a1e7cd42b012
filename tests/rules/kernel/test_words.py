"""Has every code its words in both languages, and does a lack of them show?"""

from pathlib import Path

import pytest

from amaan import kernel
from amaan.kernel.fact import Release
from amaan.kernel.words import Catalogue

SAMPLE = """
[reason]
"no-consent" = { en = "{name} has not agreed", ur = "{name} نے اجازت نہیں دی" }
"half" = { en = "Only English" }
"blank" = { en = "Blank", ur = " " }
"uneven" = { en = "{days} days left", ur = "وقت باقی ہے" }
"none" = {}

[label.outcome]
"FULL" = { en = "Service given", ur = "خدمت دی گئی" }

[status]
"OPEN" = { en = "Open", ur = "کھلا" }
"""


def load(folder: Path, text: str) -> Catalogue:
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return Catalogue.load(path)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return load(tmp_path, SAMPLE)


def test_it_says_a_code_in_each_language_with_its_gaps_filled(catalogue: Catalogue) -> None:
    assert catalogue.say("reason", "no-consent", "en", {"name": "R-12"}) == "R-12 has not agreed"
    assert catalogue.say("reason", "no-consent", "ur", {"name": "R-12"}).startswith("R-12 نے")
    assert catalogue.say("label.outcome", "FULL", "en") == "Service given"


@pytest.mark.parametrize(
    ("section", "code", "lang"),
    [
        ("reason", "unheard-of", "en"),
        ("fact", "no-consent", "en"),
        ("reason", "half", "ur"),
        ("reason", "no-consent", "en"),  # the value of a gap is absent
    ],
)
def test_what_is_absent_raises(catalogue: Catalogue, section: str, code: str, lang: str) -> None:
    with pytest.raises(KeyError):
        catalogue.say(section, code, lang, {})


def test_it_names_every_code_that_lacks_a_language_or_leaves_other_gaps(
    catalogue: Catalogue,
) -> None:
    assert catalogue.missing() == ["reason.half", "reason.blank", "reason.none"]
    assert catalogue.uneven() == ["reason.uneven"]
    assert catalogue.codes("status") == ("OPEN",)


def test_catalogues_of_all_capabilities_are_joined(catalogue: Catalogue, tmp_path: Path) -> None:
    other = load(tmp_path, '[status]\n"OPEN" = { en = "Open", ur = "کھلا" }\n')
    assert Catalogue.joined([catalogue, other]).entries == catalogue.entries


def test_one_code_with_two_meanings_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    other = load(tmp_path, '[status]\n"OPEN" = { en = "Ajar", ur = "کھلا" }\n')
    with pytest.raises(ValueError, match=r"status\.OPEN"):
        Catalogue.joined([catalogue, other])


@pytest.mark.parametrize(
    "text",
    [
        'reason = "words"',
        '[reason]\n"a" = "only words"',
        '[reason]\n"a" = { en = "A", fr = "B" }',
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        load(tmp_path, text)


def test_a_kind_of_fact_says_how_far_it_travels(tmp_path: Path) -> None:
    catalogue = load(tmp_path, '[fact]\n"a.made" = { release = "PUBLIC", en = "A", ur = "ا" }\n')
    assert catalogue.releases == {"a.made": Release.PUBLIC}
    assert catalogue.entries == {("fact", "a.made"): {"en": "A", "ur": "ا"}}


@pytest.mark.parametrize("said", ["", 'release = "FAR", ', 'release = "", ', "release = 1, "])
def test_a_kind_of_fact_without_a_release_class_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(ValueError, match=r"fact\.a\.made says release .* PUBLIC, NATIONAL, NODE"):
        load(tmp_path, f'[fact]\n"a.made" = {{ {said}en = "A", ur = "ا" }}\n')


def test_what_is_no_fact_has_no_release_class(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"reason\.a must hold words"):
        load(tmp_path, '[reason]\n"a" = { release = "NODE", en = "A", ur = "ا" }\n')


def test_the_kernel_has_all_its_own_words() -> None:
    words = Catalogue.load(Path(str(kernel.__file__)).parent / "words.toml")
    assert set(words.codes("reason")) == {
        "illegal-step",
        "step-needs-target",
        "impossible-history",
        "code-typing-mistake",
    }
    assert words.missing() == []
    assert words.uneven() == []
