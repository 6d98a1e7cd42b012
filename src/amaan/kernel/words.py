"""What a code is called in each language: bilingual words for reasons, facts, statuses and lists.

One `words.toml` per capability, with tables `[reason]`, `[fact]`, `[status]`, `[label.<list>]`:
`"no-consent" = { en = "{name} has not agreed", ur = "…" }`. Rules know codes only, so they need no
translation machinery, and the check can name every code that lacks a language. A kind of fact says
there too how far its facts may travel: `release = "NODE"`.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Final, Self

from amaan.kernel.fact import Release

LANGUAGES = ("en", "ur")
FACT: Final = "fact"

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Words by (section, code); a section is the table's name, lists as `label.outcome`."""

    entries: Mapping[tuple[str, str], Words]
    releases: Mapping[str, Release] = field(default_factory=dict)  # by kind of fact

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read one capability's words. Raises ValueError for a language or shape not known, and for
        a kind of fact without its release class.
        """
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = tables.get(FACT, {})
        releases = {kind: _release(kind, kinds[kind].pop("release", None)) for kind in kinds}
        entries = dict(it for name, table in tables.items() for it in _entries(name, table))
        return cls(entries, releases)

    @classmethod
    def joined(cls, catalogues: Iterable["Catalogue"]) -> Self:
        """All words of all capabilities. Raises ValueError when one code has two meanings."""
        entries: dict[tuple[str, str], Words] = {}
        for catalogue in catalogues:
            for key, words in catalogue.entries.items():
                if entries.setdefault(key, words) != words:
                    raise ValueError(f"two meanings for {'.'.join(key)}")
        return cls(entries)

    def say(
        self, section: str, code: str, lang: str, params: Mapping[str, object] | None = None
    ) -> str:
        """The words of a code in `lang` ("en" or "ur"), its gaps filled from `params`.

        Raises KeyError when the section, code, language or the value of a gap is absent.
        """
        return self.entries[section, code][lang].format_map(params or {})

    def codes(self, section: str) -> tuple[str, ...]:
        """The codes of one section, in the order of the file."""
        return tuple(code for (name, code) in self.entries if name == section)

    def missing(self) -> list[str]:
        """`section.code` of every entry without words in both languages."""
        return [
            ".".join(key)
            for key, words in self.entries.items()
            if not all(words.get(lang, "").strip() for lang in LANGUAGES)
        ]

    def uneven(self) -> list[str]:
        """`section.code` of every entry whose languages do not leave the same gaps."""
        return [
            ".".join(key)
            for key, words in self.entries.items()
            if len({_gaps(text) for text in words.values()}) > 1
        ]


def _entries(section: str, table: object) -> Iterator[tuple[tuple[str, str], Words]]:
    if not isinstance(table, dict):
        raise ValueError(f"{section} is not a table")  # noqa: TRY004  (bad data, not a bad call)
    for name, value in table.items():
        # Tables of tables are lists of their own: [label.outcome].
        if isinstance(value, dict) and value and all(isinstance(v, dict) for v in value.values()):
            yield from _entries(f"{section}.{name}", value)
        else:
            yield (section, name), _words(f"{section}.{name}", value)


def _words(key: str, value: object) -> Words:
    if not isinstance(value, dict) or not value.keys() <= set(LANGUAGES):
        raise ValueError(f"{key} must hold words for {' and '.join(LANGUAGES)} only")
    return {lang: str(text) for lang, text in value.items()}


def _release(kind: str, said: object) -> Release:
    if said not in set(Release):
        raise ValueError(f"{FACT}.{kind} says release = {said!r}, not one of {', '.join(Release)}")
    return Release(str(said))


def _gaps(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
