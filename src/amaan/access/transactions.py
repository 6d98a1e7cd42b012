"""How the database is entered: one writing transaction per action, one reading transaction per
page.

Both carry the pass of whoever acts or looks, set for the transaction only (security.md section 7),
so that row-level security decides on a secret that the database resolves, and the context ends with
the transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import IntegrityError, connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from amaan.access.models import Pass
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref

P = ParamSpec("P")
R = TypeVar("R")

_writing_for: ContextVar[Actor | None] = ContextVar("writing_for", default=None)

SET_CONTEXT = (
    "SELECT set_config('amaan.pass', %s, true), set_config('amaan.request', %s, true),"
    " set_config('transaction_read_only', %s, true)"
)


class ReadLog(Protocol):
    """Writes that somebody opens a record, and commits, before anything is shown."""

    def __call__(self, actor: Actor, of: Ref, purpose: str) -> None: ...


_read_logs: list[ReadLog] = []


def register_read_log(log: ReadLog) -> None:
    _read_logs.append(log)


def current_alias() -> str:
    """The database alias of this process (of this request, where tests run both sites in one
    process).
    """
    return router.db_for_write(Pass)


def current_connection() -> BaseDatabaseWrapper:
    return connections[current_alias()]


def put_pass(secret: bytes | None, request: UUID | None = None, *, read_only: bool = False) -> None:
    """Set the pass for the rest of the running transaction."""
    with current_connection().cursor() as cursor:
        cursor.execute(
            SET_CONTEXT,
            [secret.hex() if secret else "", str(request or ""), "on" if read_only else "off"],
        )


def acting() -> Actor | None:
    """Who the running action writes for; None outside an action."""
    return _writing_for.get()


@contextmanager
def writing(by: Actor) -> Iterator[None]:
    """The transaction of one action. Nothing but `action` and a job's own bracket
    should open one.
    """
    with transaction.atomic(using=current_alias(), durable=True):
        put_pass(by.secret, by.request)
        token = _writing_for.set(by)
        try:
            yield
        finally:
            _writing_for.reset(token)


@contextmanager
def reading(actor: Actor, *, of: Ref | None = None, purpose: str = "") -> Iterator[None]:
    """The read-only transaction of one page, with the pass of the one who looks.

    With `of`, the read is logged and committed first (no log, no read: security.md section 7).
    """
    if of is not None:
        for log in _read_logs:
            log(actor, of, purpose)
    with transaction.atomic(using=current_alias(), durable=True):
        put_pass(actor.secret, actor.request, read_only=True)
        yield


class Action(Generic[P, R]):
    """A verb that opens its own writing transaction; `step` is the same verb inside somebody
    else's.
    """

    def __init__(self, verb: Callable[P, R]) -> None:
        self.verb = verb
        self.__name__ = verb.__name__
        self.__doc__ = verb.__doc__
        self.__module__ = verb.__module__
        self.__wrapped__ = verb

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Of two runs with one idempotency `key` at the same instant the database lets one through;
        the other runs again and finds what the first has made.
        """
        try:
            return self.alone(*args, **kwargs)
        except IntegrityError:
            if not kwargs.get("key"):
                raise
            return self.alone(*args, **kwargs)

    def alone(self, *args: P.args, **kwargs: P.kwargs) -> R:
        by = kwargs["by"]
        assert isinstance(by, Actor)  # noqa: S101  (a programming error, not an input)
        with writing(by):
            return self.verb(*args, **kwargs)

    def step(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The inner step, for an action of an upper layer: same transaction, its own fact."""
        if acting() is None:
            raise RuntimeError(f"{self.__name__}.step outside an action")
        return self.verb(*args, **kwargs)


def action(verb: Callable[P, R]) -> Action[P, R]:
    """Mark a writing verb: keyword-only, with `by: Actor` and `at: datetime`."""
    names = verb.__code__.co_varnames[: verb.__code__.co_kwonlyargcount]
    if verb.__code__.co_argcount or not {"by", "at"} <= set(names):
        raise TypeError(f"{verb.__name__} must be keyword-only and take by and at")
    return Action(verb)


def one_row(sql: str, params: list[Any]) -> tuple[Any, ...] | None:
    """The first row of a statement on this process's connection, for the few calls of SQL
    functions.
    """
    with current_connection().cursor() as cursor:
        cursor.execute(sql, params)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row
