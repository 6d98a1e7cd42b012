"""How far may a fact travel? As far as its kind says: told once, in `[fact]` of words.toml.

A fact cannot say otherwise, so no caller can send one further than its kind goes. What was recorded
keeps the class that it was recorded with: the class stands under the mark of the fact.
"""

from collections.abc import Mapping

from amaan.kernel.fact import Release


class UndeclaredKind(LookupError):  # noqa: N818  (named as it is told)
    """No capability declares this kind of fact: a fault of the code; nothing may be recorded."""


_declared: dict[str, Release] = {}


def declare(kinds: Mapping[str, Release]) -> None:
    """Take in the kinds of one capability, at start-up. Again the same changes nothing.

    Raises ValueError for a kind that is declared with another class already.
    """
    for kind, release in kinds.items():
        if _declared.setdefault(kind, release) is not release:
            raise ValueError(f"two release classes for {kind}: {_declared[kind]}, {release}")


def release_of(kind: str) -> Release:
    """Raises UndeclaredKind."""
    if kind not in _declared:
        raise UndeclaredKind(kind)
    return _declared[kind]
