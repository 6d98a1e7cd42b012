"""Which names of the source have two meanings, or say too little by themselves?"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"

# One class name, two classes: each with the reason why it stays.
SHARED: Final[Mapping[str, str]] = {
    "Migration": "Django looks for this name",
    "Command": "Django looks for this name",
    "Status": "the states of a life cycle, one each in the rules of a record",
    "Event": "the steps of a life cycle, one each in the rules of a record",
    "Compartment": "the same two sides; the register of units adds intake and none",
    "Grant": "of a database role, and of a unit that may read: the word of both trades",
    "Code": "the name of a table",
    "HelplineRow": "a name of the public interface",
    "ServiceArea": "a name of the public interface, which has it from its standard",
}


def public_definitions() -> Iterator[tuple[Path, ast.ClassDef | ast.FunctionDef]]:
    """The classes and functions at the top of each module, by file."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield file, node


def class_files() -> Mapping[str, list[str]]:
    """The files of each class name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file, node in public_definitions():
        if isinstance(node, ast.ClassDef):
            found[node.name].append(str(file.relative_to(SOURCE)))
    return found


def twins() -> dict[str, list[str]]:
    """Class names with more than one class."""
    return {name: files for name, files in class_files().items() if len(files) > 1}


def one_word_functions() -> list[str]:
    """Functions whose name is one word, with their files."""
    return [
        f"{file.relative_to(SOURCE)} {node.name}"
        for file, node in public_definitions()
        if isinstance(node, ast.FunctionDef) and "_" not in node.name
    ]
