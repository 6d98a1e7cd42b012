"""Where signed roots and the last heads are kept as files, out of the reach of the database."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from amaan.kernel.outside_json import json_of
from amaan.ledger.rules.roots import Head, Root, heads_of, root_of

HEADS = "heads.json"
MODE = 0o640


LONGEST: Final = 64 * 1024 * 1024  # a root names the heads of all chains


def object_in(file: Path) -> Any:
    """What stands in a file that somebody else may have written. Raises ValueError."""
    return json_of(file.read_bytes(), longest=LONGEST)


class RootFolder:
    """`<data>/roots`: one JSON file an hour, and `heads.json` rewritten after each sealing.

    A holder outside keeps copies of the root files in a folder of the same shape, so the same
    class reads an anchor folder (`amaan audit verify --anchors DIR`).
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def heads(self) -> dict[str, Head]:
        """Raises ValueError when the file is there but cannot be read as heads."""
        file = self.path / HEADS
        if not file.exists():
            return {}
        try:
            return heads_of(object_in(file)["heads"])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{HEADS} is not readable: {error!r}") from error

    def keep_heads(self, node: str, heads: Mapping[str, Head]) -> None:
        plain = {chain: head.plain() for chain, head in sorted(heads.items())}
        self.write(HEADS, {"node": node, "heads": plain})

    def keep_root(self, root: Root) -> None:
        self.write(name_of(root), root.plain())

    def holds(self, root: Root) -> bool:
        return (self.path / name_of(root)).exists()

    def roots(self) -> Iterator[Root]:
        return map(self.read, self.files())

    def last(self) -> Root | None:
        """The root with the highest number; None in an empty folder."""
        files = self.files()
        return self.read(files[-1]) if files else None

    def files(self) -> list[Path]:
        return sorted(file for file in self.path.glob("*.json") if file.name != HEADS)

    def __str__(self) -> str:
        return str(self.path)

    @staticmethod
    def read(file: Path) -> Root:
        try:
            return root_of(object_in(file))
        except ValueError as error:
            raise ValueError(f"{file.name}: {error}") from error

    def write(self, name: str, content: Mapping[str, object]) -> None:
        """Whole or not at all: written beside, flushed to the disk, then renamed."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o750)
        beside = self.path / f".{name}.new"
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(content, stream, indent=1, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(MODE)
        beside.replace(self.path / name)


def name_of(root: Root) -> str:
    """`root-00000042-20261124T160000Z.json`: sorted by name is sorted by number."""
    stamp = root.statement.made_at.strftime("%Y%m%dT%H%M%SZ")
    return f"root-{root.statement.number:08d}-{stamp}.json"
