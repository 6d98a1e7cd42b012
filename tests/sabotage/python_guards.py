"""Which guards does the Python code have? They are found in the code, never listed by hand.

A guard is a `yield Reason(…)`, a stream of reasons handed to `refuse_if` or passed on, or a
`raise Refused` or `raise NotFound`. Each gets a switch when its module is loaded for sabotage, so
that one process can turn any of them off, and can tell which test made it object.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
# What only builds or demonstrates: no guard of the product stands there.
LEFT_OUT = {"migrations", "demo", "node", "documents"}
SWITCH, STREAM = "__amaan_guard__", "__amaan_stream__"
RAISED = {"Refused", "NotFound", "PermissionDenied"}
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard; `name` is stable while its function is, `version` changes with its function."""

    name: str
    place: str
    text: str
    version: str

    @property
    def file(self) -> str:
        return self.place.partition(":")[0]


class Switches(ast.NodeTransformer):
    """Puts a switch before each guard of one module and remembers what it found."""

    def __init__(self, file: Path) -> None:
        self.file = str(file.relative_to(REPOSITORY))
        self.within: list[ast.AST] = []
        self.guards: list[Guard] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self.inside(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self.inside(node)

    def inside(self, node: Node) -> Node:
        self.within.append(node)
        self.generic_visit(node)
        self.within.pop()
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Yield) and called(node.value.value) == "Reason":
            return self.switched(node, node)
        self.generic_visit(node)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        name = called(node.exc) or getattr(node.exc, "id", "")
        return self.switched(node, node) if name in RAISED else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if called(node) == "refuse_if":
            node.args = [self.streamed(it) for it in node.args]
            return node
        self.generic_visit(node)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        if self.tells_reasons():
            node.value = self.streamed(node.value)
        return node

    def visit_List(self, node: ast.List) -> ast.AST:
        """`return [*reasons_against_this(…), *reasons_against_that(…)]`"""
        if self.tells_reasons():
            for element in node.elts:
                if isinstance(element, ast.Starred):
                    element.value = self.streamed(element.value)
        return node

    def tells_reasons(self) -> bool:
        """Whether the function says that it yields or returns reasons."""
        function = next(
            (it for it in reversed(self.within) if isinstance(it, ast.FunctionDef)), None
        )
        return bool(function and function.returns and "Reason" in ast.dump(function.returns))

    def switched(self, node: ast.stmt, what: ast.stmt) -> ast.AST:
        test = ast.Call(ast.Name(SWITCH, ast.Load()), [self.name_of(node)], [])
        return ast.copy_location(ast.If(test=test, body=[what], orelse=[]), node)

    def streamed(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.Starred):
            return node
        call = ast.Call(ast.Name(STREAM, ast.Load()), [self.name_of(node), node], [])
        return ast.copy_location(call, node)

    def name_of(self, node: ast.stmt | ast.expr) -> ast.Constant:
        """Written down as found; two of one text in one function are told apart by number."""
        text = ast.unparse(node)
        path = ".".join(getattr(it, "name", "") for it in self.within)
        short = text if len(text) <= 60 else f"{text[:50]}…{digest(text)[:6]}"
        name = f"{self.file.removeprefix('src/amaan/')} {path}: {short}"
        same = sum(it.name.partition(" #")[0] == name for it in self.guards)
        name = f"{name} #{same + 1}" if same else name
        around = ast.unparse(self.within[-1]) if self.within else text
        self.guards.append(Guard(name, f"{self.file}:{node.lineno}", text, digest(around)[:16]))
        return ast.Constant(name)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def called(node: ast.AST | None) -> str:
    """The name that a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def switched(file: Path) -> tuple[ast.Module, list[Guard]]:
    """The module with its switches, and the guards that have one."""
    switches = Switches(file)
    tree = switches.visit(ast.parse(file.read_text("utf-8")))
    return ast.fix_missing_locations(tree), switches.guards


def files() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        if not LEFT_OUT & set(path.relative_to(SOURCE).parts):
            yield path


@cache
def guards() -> tuple[Guard, ...]:
    """Every guard of the code, in the order of the files."""
    return tuple(guard for path in files() for guard in switched(path)[1])
