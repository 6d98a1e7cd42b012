"""Which public functions and classes of the source does nothing in the source call?

What only tests call is not part of the product: it is read, kept and translated for nobody. A name
counts as called when other source, a template or a table of words names it; a framework's own
entries (commands, jobs, routes) are called by their decorator, and what settings name by its path.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
# Called by whoever the decorator belongs to: the command line, the queue, the interface.
ENTRANCES = re.compile(r"\.(command|callback|task|periodic|get)\(")
# Found by Django itself; a table is also used by SQL.
BASES = {"AppConfig", "BaseCommand", "models.Model"}
NAMED_BY_PATH = re.compile(r"amaan(?:\.\w+)+")
WORD = re.compile(r"\w+")

# Nothing in the source calls these, and why they stand here all the same.
REASONS: Final[Mapping[str, str]] = {
    "directory/actions/units.py open_post": "the only writer of a register that has no page yet",
    "intake/actions/stocking.py lease": "one half of a province's stock; no partner carries it yet",
    "intake/actions/stocking.py take_lease": "the other half",
    "kernel/envelope.py stamp_of": "the reader of a header that every envelope carries",
    "keyservice/local_keys.py LocalKeys": "the working stand-in of the key service",
    "keyservice/port.py using_key_service": "puts a stand-in in the place of the key service",
    "node/tables.py migrate": "the template of the tests is made by the steps of a node",
    "ledger/queries/timeline.py replay_steps": "replaying facts proves the states of every machine",
}


def sources() -> dict[Path, str]:
    return {
        path: path.read_text("utf-8")
        for path in sorted(SOURCE.rglob("*"))
        if path.suffix in {".py", ".html", ".toml"} and "built" not in path.parts
    }


def names_in(text: str) -> Iterator[str]:
    """The names that a module uses, and the last word of each path that a string gives."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            paths = NAMED_BY_PATH.findall(node.value)
            yield from (path.rpartition(".")[2] for path in paths)


def uses(texts: Mapping[Path, str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for path, text in texts.items():
        found.update(names_in(text) if path.suffix == ".py" else WORD.findall(text))
    return found


def definitions(text: str) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node


def is_entrance(node: ast.FunctionDef | ast.ClassDef) -> bool:
    decorators = [ast.unparse(it) for it in node.decorator_list]
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    named = {ast.unparse(base) for base in bases}
    return any(ENTRANCES.search(it) for it in decorators) or bool(named & BASES)


def own_uses(node: ast.FunctionDef | ast.ClassDef) -> int:
    """A function that calls itself is not called by that."""
    return sum(1 for name in names_in(ast.unparse(node)) if name == node.name)


def without_caller(texts: Mapping[Path, str]) -> Iterator[str]:
    used = uses(texts)
    for path, text in texts.items():
        if path.suffix == ".py" and "migrations" not in path.parts:
            for node in definitions(text):
                if used[node.name] <= own_uses(node) and not is_entrance(node):
                    yield f"{path.relative_to(SOURCE)} {node.name}"


def faults() -> list[str]:
    found = set(without_caller(sources()))
    return [
        *(f"{name}: nothing calls it" for name in sorted(found - REASONS.keys())),
        *(f"{name}: has a reason and needs none" for name in sorted(REASONS.keys() - found)),
    ]


def main() -> int:
    found = faults()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
