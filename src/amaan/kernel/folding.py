"""Which names are written differently but may be the same, across Urdu, Arabic and Roman script?

`fold` is the normal form (domain.md section 13.1), `tokens` the telling parts of a name without its
titles, `skeleton` a consonant key that Roman and Urdu spellings share (section 13.2). A key finds
candidates; a person decides whether two are one.
"""

import re
import unicodedata


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DIGITS = {base + n: str(n) for base in (0x06F0, 0x0660) for n in range(10)}
_INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0xFEFF, 0xFDFA),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)),
    ]
)

# Steps 2 to 6 of section 13.1. The superscript alef is dropped, not written out: most people type
# رحمن for رحمٰن. Beyond the table: honorific and Quranic signs, ٱ ۃ ۂ ۀ ۓ, and Latin accents.
_MARKS = [0x0640, 0x0670, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x06D6, 0x06EE)]
_FOLDED: dict[int, str | None] = {
    **dict.fromkeys([*_MARKS, *range(0x0300, 0x0370)]),
    **dict.fromkeys(map(ord, "يىئ"), "ی"),
    **dict.fromkeys(map(ord, "هةۃۂۀ"), "ہ"),
    **dict.fromkeys(map(ord, "أإٱ"), "ا"),
    ord("ك"): "ک",
    ord("ؤ"): "و",
    ord("ۓ"): "ے",
    **_DIGITS,
}
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENTS = re.compile("[\u0300-\u036f]")

# Titles and relations: the kind `title` of the variant file (section 13.3).
_RELATIONS = _words("ولد زوجہ دختر بنت بن ابن عرف")
_TITLES = _RELATIONS | _words(
    "بیبی بیگم بانو خاتون مائی مای حاجی حافظ مولوی میاں "
    "bibi bibee beebi begum begam begom bano banu bhano khatoon khatun khatoun mai maai mae "
    "haji hajji hajee hafiz hafez maulvi molvi moulvi mian miyan meean mia "
    "walad bin ibn zauja bint dukhtar alias urf aka"
)
_PHRASES = re.compile(
    r"(?<!\w)(?:[swd]\s*/\s*o|(?:son|wife|daughter) of|a\.k\.a|al[\s-]haj|bi bi|بی بی)(?!\w)"
)
_INNER_SIGNS = re.compile("['’‘`ʼ]")
_APART = re.compile(r"[\W_]+")

# Step 7: "عبد الرحمن" is one name; "ولد اللہ بخش" begins a new one.
_SERVANT_URDU = re.compile(r"(?<!\w)عبد (?=ال)")
_DIVINE = re.compile(
    r"(\w+) (اللہ|الدین|الرحمن|الرحمان)(?!\w)(?! (?:بخش|دت[ہا]|رکھ|یار|وسایا|ڈ|جوایا))"
)
_LINKED_URDU = re.compile(
    r"(\w\w+) (ال(?:حق|حسن|حسین|اسلام|زماں|زمان|نبی|نسا|نساء|ہدی|عین|عابدین|بنین"
    r"|رشید|غنی|کریم|صمد))(?!\w)"
)

_ARTICLE = r"(?:u(?:[lrzsdnt]|sh)|[ae]l)"
_SERVANT = re.compile(rf"\babd{_ARTICLE}? (?:{_ARTICLE} )?([a-z]{{2,}})")
_LINKED = re.compile(rf"\b([a-z]{{2,}}) {_ARTICLE} ([a-z]{{2,}})")
_SUFFIX = re.compile(r"\b([a-z]{2,}) ull?ah?\b")

# Section 13.2. Sun letters swallow the l of the article: Abdul Rehman is Abdur Rehman.
_SUN = "tdrzsnl"
_SERVANT_WHOLE = re.compile(rf"^abd[aeu]l(?=[{_SUN}])")
_ROMAN_STEPS = tuple(
    re.findall(
        r"(\w+)>(\w)",
        "sch>S sh>S kh>k gh>g ch>C ph>f th>t dh>d bh>b jh>j rh>r zh>z ck>k q>k c>k w>v "
        "ee>i oo>u ou>u ei>i ai>e ay>e",
    )
)
_URDU = re.compile("[\u0620-\u06ff]")
_URDU_SUN = "تثدذرزسشصضطظلن"
_URDU_ARTICLE = re.compile(rf"(?:^عبد|(?<=\w\w))ال(?=[{_URDU_SUN}]\w\w)")
_SILENT_WAW = re.compile(r"(?<=^ذ)و(?=ال)|(?<=^اب)و(?=ال)|(?<!^)و(?![اآیے])(?<!\wاو)")
_LETTERS = str.maketrans(
    {
        letter: roman
        for roman, letters in {
            "a": "اآع", "b": "بڀ", "p": "پ", "t": "تطٹټٿٽٺ", "s": "ثسص", "j": "جڄ", "C": "چڇڃڅ",
            "h": "حہھ", "k": "خقکڪ", "d": "دڈډڏڊڍڌ", "z": "ذزضظژځږ", "r": "رڑړڙ", "S": "شښ",
            "g": "غگګڳ", "f": "فڦ", "l": "ل", "m": "م", "n": "نںڼڻڱ", "v": "و", "y": "یےې",
        }.items()
        for letter in letters
    }
)  # fmt: skip
_NOT_LATIN = re.compile("[^A-Za-z]")
_WEAK = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


def latin_digits(text: str) -> str:
    """The text with Urdu and Arabic digits written 0 to 9; nothing else changes."""
    return text if text.isascii() else text.translate(_DIGITS)


def fold(text: str) -> str:
    """The normal form for comparing, in lower case; folding twice changes nothing.

    domain.md section 13.1, steps 1 to 7; NFKC where it says NFC, as security.md section 6 asks, so
    that the presentation forms of old files fold too.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    text = unicodedata.normalize("NFKC", text.casefold()).translate(_FOLDED)
    if _ACCENTED.search(text):
        bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", bare)
    text = " ".join(text.split())
    return _DIVINE.sub(_with_divine, _SERVANT_URDU.sub("عبد", text))


def tokens(name: str) -> tuple[str, ...]:
    """The telling parts of a name, folded: compound names joined, titles and relations left out.

    A name of nothing but titles keeps them. "Hafiz Abdul Rehman s/o Zia ul Haq" gives
    `("abdurrehman", "ziaulhaq")`.
    """
    text = _INNER_SIGNS.sub("", _PHRASES.sub(" ", fold(name)))
    parts = _APART.sub(" ", text).split()
    telling = [part for part in parts if part not in _TITLES] or parts
    return tuple(_joined(" ".join(telling)).split()) or tuple(fold(name).split())


def skeleton(token: str) -> str:
    """The consonant key of one token in Roman or Urdu script (domain.md 13.2, steps 3 to 6).

    A first vowel becomes `A`, the other vowels and h go, doubles collapse; `S` is sh and `C` is ch.
    A token without a letter that tells is its own key.
    """
    folded = fold(token)
    latin = _from_urdu(folded) if _URDU.search(folded) else _from_roman(folded)
    if not latin:
        return folded
    first = "A" if latin[0] in "aeiouy" else latin[0]
    return _DOUBLED.sub(r"\1", first + _WEAK.sub("", latin[1:]))


def _with_divine(match: re.Match[str]) -> str:
    before, divine = match.groups()
    return match[0] if before in _RELATIONS else before + divine


def _joined(text: str) -> str:
    if not text.isascii():
        text = _LINKED_URDU.sub(r"\1\2", text)
    text = _SUFFIX.sub(r"\1ullah", text)
    text = _SERVANT.sub(lambda match: "abd" + _article(match[1]) + match[1], text)
    return _LINKED.sub(lambda match: match[1] + _article(match[2]) + match[2], text)


def _article(following: str) -> str:
    return "u" + (following[0] if following[0] in _SUN else "l")


def _from_roman(token: str) -> str:
    latin = _SERVANT_WHOLE.sub("abdu", _NOT_LATIN.sub("", token))
    for spelled, sound in _ROMAN_STEPS:
        latin = latin.replace(spelled, sound)
    return latin


def _from_urdu(token: str) -> str:
    token = _URDU_ARTICLE.sub(lambda match: match[0][:-1], token)
    token = _SILENT_WAW.sub("", token).replace("پھ", "ف")
    return _NOT_LATIN.sub("", token.translate(_LETTERS))
