"""Is there anything that looks like a guard and is none? A permission that nobody asks, a registry
in which nobody registers, a rule that no test of the rules imports.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from amaan.access.permissions import Permission
from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
RULE_TESTS = REPOSITORY / "tests" / "rules"
# Where a permission is named and given, which is not asking for it.
GIVEN_IN = {"access/permissions.py", "security/rules/roles.py"}
# Names and nothing that could be wrong.
EMPTY = {
    "amaan.casework.rules.panels",
    "amaan.screening.rules.panels",
    "amaan.statistics.rules.spans",
}
IN_SQL = re.compile(r"security_may\('([a-z_:]+)'\)")
IN_PYTHON = re.compile(r"\b(?:Permission|P)\.([A-Z_]+)\b")


@cache
def texts(folder: Path) -> Mapping[str, str]:
    """Every module below a folder, by its path there."""
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.py"))
    }


def permissions_asked(modules: Mapping[str, str]) -> set[str]:
    """Those that a lock, a question or a policy of the database names."""
    found = set()
    for path, text in modules.items():
        if path not in GIVEN_IN:
            found |= {str(Permission[name]) for name in IN_PYTHON.findall(text)}
            found |= set(IN_SQL.findall(text))
    return found


def permission_faults(modules: Mapping[str, str]) -> Iterator[str]:
    # The demonstration picks seats by what they may do; it guards nothing.
    guarding = {path: text for path, text in modules.items() if not path.startswith("demo/")}
    for permission in sorted(set(map(str, Permission)) - permissions_asked(guarding)):
        yield f"permission {permission}: given to roles, asked by nobody"


def registries(modules: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(module, name, how it is called) of each function that takes something in at start-up, and of
    each object whose class has such a method.
    """
    taking = {name for text in modules.values() for name in classes_that_register(text)}
    for path, text in modules.items():
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and re.match(r"register(_|$)|appoint_", node.name):
                yield path, node.name, call_of(path, node.name)
            for name in names_of(node, taking):
                module = ".".join(("amaan", *Path(path).with_suffix("").parts))
                yield path, name, rf"(?s)from {module} import {name}\b.*\b{name}\.register\("


def call_of(path: str, name: str) -> str:
    """A bare `register` is called through its module or under another name."""
    if "_" in name:
        return rf"\b{name}\("
    module = Path(path).parent.name if path.endswith("__init__.py") else Path(path).stem
    return rf"\b{module}\.{name}\b|from [\w.]*\b{module} import [^\n]*\b{name}\b"


def classes_that_register(text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and any(
            isinstance(it, ast.FunctionDef) and it.name == "register" for it in node.body
        ):
            yield node.name


def names_of(node: ast.stmt, classes: set[str]) -> Iterator[str]:
    value = getattr(node, "value", None)
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or not isinstance(value, ast.Call):
        return
    made = value.func.value if isinstance(value.func, ast.Subscript) else value.func
    if isinstance(made, ast.Name) and made.id in classes:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (it.id for it in targets if isinstance(it, ast.Name))


def registry_faults(modules: Mapping[str, str]) -> Iterator[str]:
    for path, name, call in registries(modules):
        if not any(re.search(call, text) for other, text in modules.items() if other != path):
            yield f"src/amaan/{path}: nobody registers by {name}"


def rule_modules() -> Iterator[str]:
    for path in sorted(SOURCE.glob("*/rules/**/*.py")):
        if path.name != "__init__.py":
            yield ".".join(("amaan", *path.relative_to(SOURCE).with_suffix("").parts))


def rule_faults(modules: Mapping[str, str]) -> Iterator[str]:
    """A module of rules that no test of the rules imports by itself."""
    imported = {
        f"{node.module}.{name.name}" if level == 1 else str(node.module)
        for text in modules.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        for level in (0, 1)
    }
    for module in rule_modules():
        if module not in imported | EMPTY:
            yield f"{module}: no test under tests/rules imports it"


def faults() -> Iterator[str]:
    modules = texts(SOURCE)
    yield from permission_faults(modules)
    yield from registry_faults(modules)
    yield from rule_faults(texts(RULE_TESTS))


def main() -> int:
    found = list(faults())
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
