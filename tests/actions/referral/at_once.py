"""Two people do something at the same moment: how does a test make the moment last?

The owner puts a gate before the history: whoever wants to write a fact waits there, inside the own
transaction, until both have come as far as the database lets them.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections

from tests.factories.nation import as_owner
from tests.waiting import LIMIT, until

GATE = 20261124
BUILD = f"""
CREATE FUNCTION stand_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_advisory_xact_lock({GATE}); RETURN NEW; END $$;
CREATE TRIGGER gate BEFORE INSERT ON ledger_fact
    FOR EACH ROW EXECUTE FUNCTION stand_at_the_gate();
"""
WAITING = (
    "SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE NOT l.granted AND a.datname = current_database()"
)
Outcome = object  # what was returned, or the exception


def both_at_once(one: Callable[[], object], other: Callable[[], object]) -> list[Outcome]:
    """Results or exceptions of both: `one` has written and not committed when `other` begins."""
    with ThreadPoolExecutor(2) as hands:
        with gate_shut():
            early = hands.submit(with_own_connection, one)
            until_held_up(early, people=1)
            late = hands.submit(with_own_connection, other)
            until_held_up(late, people=2)
        return [outcome(early), outcome(late)]


@contextmanager
def gate_shut() -> Iterator[None]:
    as_owner(BUILD)
    as_owner("SELECT pg_advisory_lock(%s)", GATE)
    try:
        yield
    finally:
        as_owner("SELECT pg_advisory_unlock(%s)", GATE)


def with_own_connection(work: Callable[[], object]) -> object:
    try:
        return work()
    finally:
        connections.close_all()  # those of this thread


def until_held_up(person: "Future[object]", *, people: int) -> None:
    until(
        lambda: person.done() or as_owner(WAITING)[0][0] >= people,
        "a person who is through, or held up",
        every=0.02,
    )


def outcome(done: "Future[object]") -> Outcome:
    return done.exception(LIMIT) or done.result()
