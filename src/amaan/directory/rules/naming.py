"""Which place does this name mean, in whatever script and spelling it was typed?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from amaan.kernel.folding import fold

T = TypeVar("T")

_URDU: Final = {letter: n for n, letter in enumerate("آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے")}

_DROPPED: Final = str.maketrans("", "", "-_.,'’()")
_WORDS: Final = ("district", "zila", "ضلع")


def name_key(name: str) -> str:
    """What two spellings of one place share: folded letters, no spaces or signs, no word
    "district".
    """
    words = fold(name.translate(_DROPPED)).casefold().split()
    kept = [word for word in words if word not in _WORDS]
    return "".join(kept or words)


def by_name(entries: Iterable[tuple[T, Sequence[str]]]) -> Mapping[str, tuple[T, ...]]:
    """An index from every key of every name to what bears it; a key may be shared."""
    index: dict[str, dict[T, None]] = {}
    for entry, names in entries:
        for name in names:
            if name:
                index.setdefault(name_key(name), {})[entry] = None
    return {key: tuple(bearers) for key, bearers in index.items()}


def mentions(query: str, texts: Iterable[str]) -> bool:
    """Does any of the texts hold the query, in either script and spelling? An empty query is in
    all.
    """
    wanted = name_key(query) if query.strip() else ""
    return any(wanted in name_key(text) for text in texts if text) if wanted else True


def alphabet_key(name: str) -> list[tuple[int, str]]:
    """Sorts Urdu by the Urdu alphabet and Latin as usual; code points alone would put ٹ after ی."""
    return [(_URDU.get(letter, -1), letter) for letter in name.casefold()]
