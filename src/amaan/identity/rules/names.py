"""Which tokens of a name are worth a key, and in which forms (security.md section 6, domain.md
section 13).
"""

from collections.abc import Iterator
from typing import Final

from amaan.kernel.folding import fold, skeleton, tokens

# Common to so many people that alone they tell nothing and leak by frequency; they count only in
# pairs.
LOW_WEIGHT: Final = frozenset(
    {
        "muhammad", "ghulam", "abdul", "bibi", "khan", "syed", "chaudhry",
        "ahmad", "ali", "hussain", "malik", "shah", "begum", "khatoon",
        "allah", "din", "ud", "ul", "raja", "mian", "rana",
        "sheikh", "haji", "mirza", "masih",
    }
)  # fmt: skip


def name_tokens(name: str) -> Iterator[tuple[str, str]]:
    """(kind, token) for every keyed form of a name: exact, skeleton, and pairs; low-weight tokens
    only in pairs.
    """
    parts = [fold(token) for token in tokens(name)]
    telling = [part for part in parts if part and part not in LOW_WEIGHT]
    yield from (("NAME_EXACT", part) for part in telling)
    yield from (("NAME_SKELETON", skeleton(part)) for part in telling)
    ordered = sorted(set(map(skeleton, parts)))
    for place, first in enumerate(ordered):
        yield from (("NAME_PAIR", f"{first}+{second}") for second in ordered[place + 1 :])
