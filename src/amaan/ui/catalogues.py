"""How is a code said in Urdu or English? Every capability registers its words here at start-up."""

from collections.abc import Iterator
from pathlib import Path

from amaan.kernel.words import Catalogue

_catalogues: dict[str, Catalogue] = {}


class UnknownWord(KeyError):  # noqa: N818  (a domain word, not a programming error)
    """No catalogue holds words for this code: a fault of the code, never of the reader."""


def register(capability: str, path: Path) -> None:
    """Take in the words of one capability (`words.toml`). Registering again replaces it."""
    _catalogues[capability] = Catalogue.load(path)


def say(section: str, code: str, lang: str, **params: str | int) -> str:
    """The words for a code, its gaps filled from `params`.

    `section` is a table of words.toml (`status`, `reason`, `label.form`), or one capability's own
    when the code could stand in several: `referral:status`. Raises UnknownWord when no catalogue
    has it, KeyError for a gap without a value.
    """
    capability, _, table = section.rpartition(":")
    for catalogue in _searched(capability):
        if (table, code) in catalogue.entries:
            return catalogue.say(table, code, lang, params)
    raise UnknownWord(f"{section}.{code}")


def _searched(capability: str) -> Iterator[Catalogue]:
    if not capability:
        yield from _catalogues.values()
    elif capability in _catalogues:
        yield _catalogues[capability]


def missing() -> list[str]:
    """Every code that lacks a language, or whose languages leave different gaps."""
    return [
        f"{name}: {code}"
        for name, catalogue in sorted(_catalogues.items())
        for code in catalogue.missing() + catalogue.uneven()
    ]
