"""Which test left a connection to the database open, and where was it opened?

A connection that is only collected some tests later is blamed on a test that has nothing to do
with it. So each one that is opened while a test runs must be closed when that test ends.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import ref

import psycopg

POOL = "psycopg_pool"  # a pool keeps its connections and closes them itself


@dataclass(frozen=True, slots=True)
class Opened:
    """One connection, by a reference that does not keep it alive, and the calls that opened it."""

    connection: "ref[psycopg.Connection[Any]]"
    calls: traceback.StackSummary

    @property
    def pooled(self) -> bool:
        return any(POOL in call.filename for call in self.calls)

    @property
    def left_open(self) -> bool:
        connection = self.connection()
        return connection is not None and not connection.closed and not self.pooled

    def __str__(self) -> str:
        return "".join(self.calls.format()[-6:])


class Register:
    """Every connection of this process since `begin`."""

    def __init__(self) -> None:
        self.opened: list[Opened] = []

    def begin(self) -> None:
        self.opened.clear()

    def left_open(self) -> list[Opened]:
        return [it for it in self.opened if it.left_open]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Write down every connection that is opened meanwhile, by whatever thread."""
        before = psycopg.Connection.__dict__["connect"]

        def connect(cls: Any, *args: Any, **how: Any) -> Any:
            made = before.__func__(cls, *args, **how)
            calls = traceback.StackSummary.extract(
                traceback.walk_stack(None), limit=25, lookup_lines=False
            )
            calls.reverse()
            self.opened.append(Opened(ref(made), calls))
            return made

        psycopg.Connection.connect = classmethod(connect)  # type: ignore[assignment,method-assign]
        try:
            yield
        finally:
            psycopg.Connection.connect = before  # type: ignore[method-assign]
