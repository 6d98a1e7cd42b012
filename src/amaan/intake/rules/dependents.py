"""Which answers of a report hang on others, and fall when those change?

An office of Gujrat means nothing once the place is Umerkot: left standing, it would keep the wrong
police away and let the right one read.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Dependent:
    """It is about `hangs_on`; it is not asked at all when `asked` is one of `never_after`."""

    asked: str
    never_after: frozenset[str]
    hangs_on: tuple[str, ...] = ()


UNNAMED: Final = frozenset({"", "NO"})  # no official is part of it, or nobody said so
UNCALLED: Final = frozenset({"CODE_ONLY", "NEVER"})
DEPENDENTS: Final[Mapping[str, Dependent]] = {
    "office_kind": Dependent("official", UNNAMED),
    "office_unit": Dependent("official", UNNAMED, ("district", "office_kind")),
    "office_words": Dependent("official", UNNAMED),
    "phone": Dependent("contact", UNCALLED),
    "phone_shared": Dependent("contact", UNCALLED, ("phone",)),
    "safe_hours": Dependent("contact", UNCALLED, ("phone",)),
}
# The offices to choose from are those of the district, so that page is shown anew after a change.
ASKED_ANEW: Final[Mapping[str, tuple[str, ...]]] = {"office": ("district", "official")}


def fallen(before: Told, after: Told, given: Collection[str]) -> Iterator[str]:
    """Answers in `after` that hold no longer; `given` are those said in this very step."""
    for name, one in DEPENDENTS.items():
        unasked = after[one.asked] in one.never_after
        about_another = name not in given and changed(one.hangs_on, before, after)
        if after[name] and (unasked or about_another):
            yield name


def unseen(before: Told, after: Told) -> set[str]:
    """Pages to be shown again, because what they ask about has changed."""
    return {page for page, about in ASKED_ANEW.items() if changed(about, before, after)}


def changed(names: tuple[str, ...], before: Told, after: Told) -> bool:
    return any(before[name] != after[name] for name in names)
