"""What do all capabilities together declare that the database must hold?"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TypeVar

import amaan
from amaan.kernel.row_security import (
    BorrowedFunction,
    BorrowedTrigger,
    Declaration,
    Function,
    Grant,
    Policy,
    Table,
    Trigger,
)

One = TypeVar("One")


class BadDeclaration(ValueError):  # noqa: N818  (a mistake in the code, told where it is made)
    """Two parts of the same name, or a part of something that nobody declares."""


@dataclass(frozen=True, slots=True)
class DeclaredSet:
    """Everything that is declared, each kind by its name."""

    tables: Mapping[str, Table]
    policies: Mapping[tuple[str, str], Policy]
    functions: Mapping[str, Function]
    triggers: Mapping[tuple[str, str], Trigger]
    grants: frozenset[Grant]
    borrowed_functions: Mapping[str, BorrowedFunction]
    borrowed_triggers: Mapping[tuple[str, str], BorrowedTrigger]

    @property
    def mark(self) -> str:
        """What the schema carries as its comment while exactly this set is applied."""
        parts = [
            *self.tables.values(), *self.policies.values(), *self.functions.values(),
            *self.triggers.values(), *self.grants, *self.borrowed_functions.values(),
            *self.borrowed_triggers.values(),
        ]  # fmt: skip
        text = "\n".join(sorted(map(repr, parts)))
        return f"amaan policies {hashlib.sha256(text.encode()).hexdigest()}"


def declarations() -> Mapping[str, tuple[Declaration, ...]]:
    """Capability -> what its `policies.py` declares."""
    found = {}
    for info in iter_modules(amaan.__path__):
        name = f"amaan.{info.name}.policies"
        if info.ispkg and find_spec(name) is not None:
            found[info.name] = import_module(name).DECLARED
    return found


@cache
def declared_set() -> DeclaredSet:
    return set_of(part for parts in declarations().values() for part in parts)


def set_of(parts: Iterable[Declaration]) -> DeclaredSet:
    """Raises BadDeclaration for two parts of one name, and for a part of an unknown table."""
    every = list(parts)

    def those(kind: type[One]) -> list[One]:
        return [part for part in every if isinstance(part, kind)]

    found = DeclaredSet(
        tables=once((it.name, it) for it in those(Table)),
        policies=once(((it.table, it.name), it) for it in those(Policy)),
        functions=once((it.signature, it) for it in those(Function)),
        triggers=once(((it.table, it.name), it) for it in those(Trigger)),
        grants=frozenset(those(Grant)),
        borrowed_functions=once((it.signature, it) for it in those(BorrowedFunction)),
        borrowed_triggers=once(((it.table, it.name), it) for it in those(BorrowedTrigger)),
    )
    for table, name in (*found.policies, *found.triggers, *found.borrowed_triggers):
        if table not in found.tables:
            raise BadDeclaration(f"{name}: nobody declares the table {table}")
    return found


Key = TypeVar("Key", bound=object)


def once(pairs: Iterable[tuple[Key, One]]) -> dict[Key, One]:
    found: dict[Key, One] = {}
    for key, part in pairs:
        if key in found:
            raise BadDeclaration(f"{key} is declared twice")
        found[key] = part
    return found
