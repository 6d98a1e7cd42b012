"""Do spellings of one name meet across scripts, and do other names stay apart?"""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.folding import (
    fold,
    latin_digits,
    skeleton,
    tokens,
)

REPOSITORY = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("AMAAN_SHARED", REPOSITORY.parent / "shared"))


@pytest.mark.parametrize(
    ("step", "raw", "folded"),
    [
        (1, "ع\u200cل\u200dی\u200f", "علی"),
        (1, "آ", "آ"),
        (1, "ا\u0653", "آ"),
        (2, "مُحَمَّـــد", "محمد"),
        (2, "رحمٰن", "رحمن"),
        (2, "محمد ؐ", "محمد"),
        (3, "علي كمال موسى", "علی کمال موسی"),
        (4, "فاطمة ه بھائی", "فاطمہ ہ بھایی"),
        (5, "أحمد إكرام آصف", "احمد اکرام آصف"),
        (5, "عائشہ رؤف", "عایشہ روف"),
        (6, "۱۲۳ ٤٥٦", "123 456"),
        (7, "  سیف   اللہ ", "سیفاللہ"),
        (7, "عبد الرحمٰن", "عبدالرحمن"),
        (7, "عبد القادر", "عبدالقادر"),
        (7, "نصیر الدین خان", "نصیرالدین خان"),
        (7, "ﻣﺤﻤﺪ", "محمد"),
        (7, "ﷲ", "اللہ"),
        (7, "زوجہ اللہ بخش", "زوجہ اللہ بخش"),
        (7, "محمد اللہ دتہ", "محمد اللہ دتہ"),
        (0, "  Ahmed   KHAN ", "ahmed khan"),
        (0, "Muḥammad Ālī", "muhammad ali"),
        (0, "", ""),
    ],
)
def test_the_steps_of_folding(step: int, raw: str, folded: str) -> None:
    assert fold(raw) == folded, f"step {step} of domain.md section 13.1"


@given(
    st.text(max_size=30) | st.text("اآأإبپتدرسعکكہهھةیيىئوؤءلنم \u200c\u0670\u064f", max_size=20)
)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_digits_alone() -> None:
    assert latin_digits("۳۵۲۰۲-٤٥ ABC آ") == "35202-45 ABC آ"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Haji Muhammad Akram s/o Zia ul Haq", ("muhammad", "akram", "ziaulhaq")),
        ("Abdul Rehman", ("abdurrehman",)),
        ("Abd al-Rahman", ("abdurrahman",)),
        ("Abdus Sattar", ("abdussattar",)),
        ("Saif ullah Khan", ("saifullah", "khan")),
        ("Nasir ud Din", ("nasiruddin",)),
        ("Zia-ul-Haq", ("ziaulhaq",)),
        ("Moh'd A. Rehman", ("mohd", "a", "rehman")),
        ("Sakina Bibi w/o Allah Bakhsh", ("sakina", "allah", "bakhsh")),
        ("Bashir son of Nazir a.k.a Pappu", ("bashir", "nazir", "pappu")),
        ("سکینہ بی بی زوجہ اللہ بخش", ("سکینہ", "اللہ", "بخش")),
        ("ضیاء الحق ولد محمد الیاس", ("ضیاءالحق", "محمد", "الیاس")),
        ("Bibi Begum", ("bibi", "begum")),
        ("@", ("@",)),
        ("", ()),
    ],
)
def test_the_telling_parts_of_a_name(name: str, parts: tuple[str, ...]) -> None:
    assert tokens(name) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hussain", "حسین"),
        ("Ali", "علی"),
        ("Umar", "عمر"),
        ("Yousaf", "یوسف"),
        ("Noor", "نور"),
        ("Parvez", "پرویز"),
        ("Haroon", "ھارون"),
        ("Phool", "پھول"),
        ("Chaudhry", "چوہدری"),
        ("Sheikh", "شیخ"),
        ("Zulfiqar", "ذوالفقار"),
        ("Khalid", "خالد"),
        ("Abdul Rehman", "عبد الرحمٰن"),
        ("Abdullah", "عبداللہ"),
        ("Saif ur Rehman", "سیف الرحمن"),
        ("Nasir ud Din", "نصیر الدین"),
        ("Zain ul Abideen", "زین العابدین"),
        ("Mohd", "Muhammad"),
        ("Abdulrehman", "Abdur Rahman"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert skeletons(one) == skeletons(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Usman", "Salman"),
        ("Rahim", "Rahman"),
        ("Sakina", "Shakeela"),
        ("Khan", "Jan"),
        ("Bilal", "Jalal"),
    ],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("token", "key"), [("42", "42"), ("é", "A"), ("ء", "ء"), ("", ""), ("Ai", "A")]
)
def test_a_token_that_tells_nothing_is_its_own_key(token: str, key: str) -> None:
    assert skeleton(token) == key


def skeletons(name: str) -> tuple[str, ...]:
    """The key of each telling part, in the order of the name."""
    return tuple(skeleton(token) for token in tokens(name))


def test_exchanged_parts_share_their_keys() -> None:
    assert sorted(skeletons("Akram Bashir")) == sorted(skeletons("بشیر اکرم")) == ["Akrm", "bSr"]


@given(st.text(max_size=30))
def test_every_name_has_a_key_and_none_fails(name: str) -> None:
    assert bool(skeletons(name)) is bool(fold(name))


def test_the_variant_file_meets_in_its_groups() -> None:
    pairs = [(variant, row) for row in variant_rows() for variant in row["variants"].split(";")]
    spelled = [(v, row["canonical"]) for v, row in pairs if v and "(" not in v]
    met = sum(skeletons(variant) == skeletons(canonical) for variant, canonical in spelled)
    assert met / len(spelled) >= 0.94
    across = [skeletons(row["urdu"]) == skeletons(row["canonical"]) for row in variant_rows()]
    assert sum(across) / len(across) >= 0.98


def variant_rows() -> list[dict[str, str]]:
    path = SHARED / "data" / "name_variants.csv"
    if not path.exists():
        if "shared" in os.environ.get("AMAAN_REQUIRE", ""):
            pytest.fail(f"{path} is missing")
        pytest.skip("the shared reference files are not here")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] != "title"]
