"""In which words does a capability declare what the database itself asks of every role?

`<capability>/policies.py` puts a `DECLARED` together from these parts: row-level security with its
policies, grants by column, functions and triggers. Nothing here runs SQL: `amaan node migrate`
compares what is declared with what the database holds and changes only what differs. Texts that
PostgreSQL prints again (types of arguments, results) are written the way PostgreSQL prints them:
`integer`, `timestamp with time zone`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

OWNER: Final = "amaan_owner"
APP: Final = "amaan_app"
PUBLIC: Final = "amaan_public"
WORKER: Final = "amaan_worker"
AUDIT: Final = "amaan_audit"
KEYS: Final = "amaan_keys"
STATS: Final = "amaan_stats"
RUN_TIME: Final = (APP, PUBLIC, WORKER, AUDIT, KEYS, STATS)
# The two sites and their jobs; the others have tables or functions of their own and no more.
SERVING: Final = (APP, PUBLIC, WORKER)

ALWAYS: Final = "true"
OWNER_POLICY: Final = "owner_maintains"
WRITE: Final = "SELECT, INSERT, UPDATE, DELETE"


class Kind(StrEnum):
    """What a grant is on."""

    TABLE = "TABLE"
    SEQUENCE = "SEQUENCE"
    FUNCTION = "FUNCTION"
    SCHEMA = "SCHEMA"
    DATABASE = "DATABASE"


@dataclass(frozen=True, slots=True)
class Table:
    """A table and whether row-level security binds it, its owner too."""

    name: str
    secured: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """One row policy; policies of a verb are joined by OR, restrictive ones by AND."""

    table: str
    name: str
    verb: str
    roles: tuple[str, ...]
    using: str = ""
    check: str = ""
    restrictive: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """One privilege of one role; `column` is empty when it is on the whole object."""

    kind: Kind
    on: str
    privilege: str
    role: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of ours in PL/pgSQL with a fixed search path, owned by the owner role."""

    name: str
    arguments: str
    returns: str
    body: str
    definer: bool = True
    volatile: bool = False

    @property
    def signature(self) -> str:
        """`f(a uuid, b text)` -> `f(uuid, text)`."""
        named = [part.strip() for part in self.arguments.split(",") if part.strip()]
        return f"{self.name}({', '.join(part.partition(' ')[2] for part in named)})"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger before a change; `columns` narrows UPDATE."""

    table: str
    name: str
    events: tuple[str, ...]
    function: str
    columns: tuple[str, ...] = ()
    each_row: bool = True


@dataclass(frozen=True, slots=True)
class BorrowedFunction:
    """A function that a library brings: it may be there; who runs it is declared by grants."""

    signature: str
    definer: bool = False


@dataclass(frozen=True, slots=True)
class BorrowedTrigger:
    """A trigger that a library brings; it stays switched on."""

    table: str
    name: str


Declaration = Table | Policy | Grant | Function | Trigger | BorrowedFunction | BorrowedTrigger
Declarations = tuple[Declaration, ...]


def secured(
    table: str,
    *,
    select: Mapping[str, str] | None = None,
    insert: Mapping[str, str] | None = None,
    update: Mapping[str, str | tuple[str, str]] | None = None,
    delete: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    read_columns: Mapping[str, str] | None = None,
) -> Declarations:
    """A table of ours; each mapping goes from role to the SQL condition of its policy.

    `columns` limits what a role may update, `read_columns` what it may read. The owner keeps a
    policy of its own, so that definer functions and later migrations can work.
    """
    return (
        Table(table),
        Policy(table, OWNER_POLICY, "ALL", (OWNER,), ALWAYS, ALWAYS),
        *permitted(
            table,
            select=select,
            insert=insert,
            update=update,
            delete=delete,
            columns=columns,
            read_columns=read_columns,
        ),
    )


def permitted(
    table: str,
    *,
    select: Mapping[str, str] | None = None,
    insert: Mapping[str, str] | None = None,
    update: Mapping[str, str | tuple[str, str]] | None = None,
    delete: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    read_columns: Mapping[str, str] | None = None,
) -> Declarations:
    """Policies and grants of some roles on a table that is secured here or by a lower capability.

    `update` takes USING, or (USING, WITH CHECK).
    """
    found: list[Declaration] = []
    for role, using in (select or {}).items():
        found += permit(table, "SELECT", role, using=using, on=(read_columns or {}).get(role, ""))
    for role, check in (insert or {}).items():
        found += permit(table, "INSERT", role, check=check)
    for role, both in (update or {}).items():
        using, check = both if isinstance(both, tuple) else (both, both)
        may = (columns or {}).get(role, "")
        found += permit(table, "UPDATE", role, using=using, check=check, on=may)
    for role, using in (delete or {}).items():
        found += permit(table, "DELETE", role, using=using)
    return tuple(found)


def permit(
    table: str, verb: str, role: str, *, using: str = "", check: str = "", on: str = ""
) -> Declarations:
    """The policy and the grant of one role for one verb, on some columns or on all."""
    name = f"{verb.lower()}_{role.removeprefix('amaan_')}"
    return Policy(table, name, verb, (role,), using, check), *granted(table, verb, role, on=on)


def granted(table: str, verbs: str, *roles: str, on: str = "") -> Declarations:
    """Grants without a policy: on a table of a library, or beside policies that stand elsewhere."""
    return tuple(
        Grant(Kind.TABLE, table, verb, role, column)
        for verb in split(verbs)
        for role in roles
        for column in split(on) or ("",)
    )


def numbered(sequence: str, *roles: str) -> Declarations:
    """Who may draw numbers from a sequence."""
    return tuple(Grant(Kind.SEQUENCE, sequence, "USAGE", role) for role in roles)


def callable_by(signature: str, *roles: str) -> Declarations:
    """More roles that may run a function which is declared elsewhere."""
    return tuple(Grant(Kind.FUNCTION, signature, "EXECUTE", role) for role in roles)


def library(table: str, grants: Mapping[str, str] | None = None) -> Declarations:
    """A table that a library brings: no row-level security, and the grants that are named."""
    named = [granted(table, verbs, role) for role, verbs in (grants or {}).items()]
    return Table(table, secured=False), *(it for group in named for it in group)


def definer(
    signature: str, returns: str, body: str, *roles: str, volatile: bool = False
) -> Declarations:
    """A SECURITY DEFINER function that the named roles, and nobody else, may run.

    In PL/pgSQL, which keeps its plan; an SQL-language function would cost 0.25 ms more (measured).
    """
    name, _, arguments = signature.partition("(")
    found = Function(name, arguments.removesuffix(")"), returns, body, volatile=volatile)
    return found, *callable_by(found.signature, *roles)


def split(names: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in names.split(",") if part.strip())


def quoted(text: str) -> str:
    """One text constant."""
    escaped = str(text).replace("'", "''")
    return f"'{escaped}'"


def listed(texts: Iterable[str]) -> str:
    """Text constants for IN (...), always in the same order."""
    return ", ".join(quoted(text) for text in sorted(map(str, texts)))


def lasting(length: timedelta) -> str:
    """An interval constant."""
    return f"interval '{int(length.total_seconds())} seconds'"
