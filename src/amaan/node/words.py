"""Is every word of every screen there in both languages? Compares sources with catalogues and
compiles them.

Works without gettext: templates and Python are read with Django's and Babel's own readers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
LANGUAGE = "ur"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "N_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
Message = tuple[str, str]  # context (often empty) and English text


@dataclass(frozen=True, slots=True)
class Fault:
    """A word that is `missing`, `empty` or `unused` in a capability's catalogue, or a broken
    gap.
    """

    capability: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.capability}: {self.kind}: {self.text!r}"


def capabilities() -> list[Path]:
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))


def po_file(capability: Path) -> Path:
    return capability / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def po_files() -> list[Path]:
    return [file for capability in capabilities() if (file := po_file(capability)).exists()]


def words_in(capability: Path) -> dict[Message, str]:
    """Every message of a capability, with the place where it stands first."""
    found: dict[Message, str] = {}
    for path in sorted(capability.rglob("*.py")):
        if "migrations" not in path.parts:
            collect(found, path, path.read_bytes())
    for path in sorted((capability / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            collect(found, path, template_as_python(path))
    return found


def collect(found: dict[Message, str], path: Path, code: bytes) -> None:
    for line, message, _comments, context in extract("python", BytesIO(code), keywords=KEYWORDS):
        text = message[0] if isinstance(message, tuple) else message
        found.setdefault((context or "", text), f"{path.relative_to(REPOSITORY)}:{line}")


def template_as_python(path: Path) -> bytes:
    """The template as a script of calls; its indentation means nothing and is taken away."""
    from django.utils.translation.template import templatize

    script = str(templatize(path.read_text("utf-8"), origin=str(path)))
    return "\n".join(line.lstrip() for line in script.split("\n")).encode()


def catalogue(file: Path) -> Catalog:
    if not file.exists():
        return Catalog(locale=LANGUAGE)
    with file.open("rb") as handle:
        return read_po(handle, locale=LANGUAGE)


def faults() -> Iterator[Fault]:
    """Everything that keeps a screen from being whole in both languages."""
    for capability in capabilities():
        yield from faults_of(capability)


def faults_of(capability: Path) -> Iterator[Fault]:
    needed = words_in(capability)
    there = {}
    for message in catalogue(po_file(capability)):
        if message.id:
            text = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
            there[(message.context or "", text)] = message
    name = capability.name
    for key, place in needed.items():
        if key not in there:
            yield Fault(name, f"missing ({place})", key[1])
    for key, message in there.items():
        if key not in needed:
            yield Fault(name, "unused", key[1])
        elif message.fuzzy or not all(texts(message.string)):
            yield Fault(name, "empty", key[1])
        else:
            yield from (Fault(name, f"broken ({error})", key[1]) for error in message.check())


def texts(string: object) -> list[str]:
    return [str(part) for part in string] if isinstance(string, (list, tuple)) else [str(string)]


def disagreements() -> Iterator[Fault]:
    """English words with two Urdu words. Django lays all catalogues over each other, so only one
    of them would ever be shown; what means two things needs a context of its own.
    """
    first: dict[Message, list[str]] = {}
    for file in po_files():
        for message in catalogue(file):
            key = (message.context or "", texts(message.id)[0])
            said = texts(message.string)
            if key[1] and first.setdefault(key, said) != said:
                name = file.relative_to(SOURCE).parts[0]
                yield Fault(name, f"differs ({said[0]} / {first[key][0]})", key[1])


def compile_all() -> None:
    """Write a .mo beside every .po: Django reads those."""
    for file in po_files():
        with file.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, catalogue(file))


def code_faults() -> Iterator[str]:
    """Codes of words.toml that lack a language."""
    from amaan.kernel.words import Catalogue

    for file in sorted(SOURCE.glob("*/words.toml")):
        for code in Catalogue.load(file).missing():
            yield f"{file.parent.name}: words.toml: {code}"
