"""How does the database come to hold what is declared, beside people who work with it?

Unchanged, nothing is locked and nothing is written. Otherwise one transaction locks the tables that
change in one fixed order, never waits long for them, and leaves either the whole new set or the
whole old one; sites meet no state between.
"""

import time
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

from amaan.node.row_security.catalogue import Present, mark_in, present
from amaan.node.row_security.comparing import (
    SEARCH_PATH,
    Phase,
    PolicyChange,
    changes,
    name_of,
    seal_of,
)
from amaan.node.row_security.declared import DeclaredSet, declared_set

LOCK_TIMEOUT = "3s"
ATTEMPTS = 20
PAUSE_SECONDS = 1.0
ONE_AT_A_TIME = 8_214_306_571_120_333  # any number, the same for every `amaan node migrate`


class NotApplied(Exception):  # noqa: N818  (a state of the node)
    """The declared set could not be applied; the message says what stood in the way."""


def apply(
    owner: Connection[Any], wanted: DeclaredSet | None = None, *, anew: bool = False
) -> list[PolicyChange]:
    """Bring the database of this autocommit connection of the owner to the declared set; returns
    what was changed, which is nothing when all is so already.

    Raises NotApplied when tables stay in use, or when PostgreSQL made of a declaration what the
    next comparison would not recognise.
    """
    wanted = wanted or declared_set()
    owner.execute(f"SET search_path = {SEARCH_PATH}")
    for attempt in range(ATTEMPTS):
        if not changes(wanted, present(owner), anew=anew):
            return []
        try:
            return change(owner, wanted, anew=anew)
        except (LockNotAvailable, DeadlockDetected) as failed:
            busy = failed
            time.sleep(PAUSE_SECONDS if attempt + 1 < ATTEMPTS else 0)
    raise NotApplied(f"tables stayed in use through {ATTEMPTS} attempts: {busy}")


def change(owner: Connection[Any], wanted: DeclaredSet, *, anew: bool) -> list[PolicyChange]:
    """One transaction, the whole set; looked at again under the lock, for somebody may have been
    quicker.
    """
    with owner.transaction():
        owner.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        owner.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        made = changes(wanted, present(owner), anew=anew)
        lock(owner, {it.table for it in made if it.table})
        for one in made:
            owner.execute(one.sql)
        stamp_policies(owner, wanted, present(owner), made)
        if left := changes(wanted, present(owner)):
            raise NotApplied(f"not as declared after all: {', '.join(it.thing for it in left)}")
    return made


def lock(owner: Connection[Any], tables: Iterable[str]) -> None:
    """All at once, in one order for everybody who changes policies."""
    if names := ", ".join(map(name_of, sorted(tables))):
        owner.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def stamp_policies(
    owner: Connection[Any], wanted: DeclaredSet, found: Present, made: Iterable[PolicyChange]
) -> None:
    """Write on each policy that was just made what it was made from and what came of it."""
    fresh = {it.thing for it in made if it.phase is Phase.POLICY}
    for key, policy in wanted.policies.items():
        if f"policy {policy.name} on {policy.table}" in fresh:
            text = seal_of(policy, found.policies[key].tree)
            place = f"{name_of(policy.name)} ON {name_of(policy.table)}"
            owner.execute(f"COMMENT ON POLICY {place} IS '{text}'")


def is_applied(connection: Connection[Any]) -> bool:
    """Whether the set that this code declares is the one in force; every role may ask."""
    return mark_in(connection) == declared_set().mark


def apply_at(parameters: dict[str, Any], *, anew: bool = False) -> list[PolicyChange]:
    """`apply` over a connection of its own."""
    with psycopg.connect(**parameters, autocommit=True) as owner:
        return apply(owner, anew=anew)
