"""Which statements lead from what the database holds to what is declared? None when it is so
already.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from psycopg.sql import Identifier

from amaan.kernel.row_security import OWNER, Function, Grant, Kind, Policy, Trigger
from amaan.node.row_security.catalogue import (
    EVERYBODY,
    Present,
    PresentFunction,
    PresentPolicy,
    PresentTrigger,
)
from amaan.node.row_security.declared import DeclaredSet

SEARCH_PATH = "pg_catalog, public"
EACH_ROW, BEFORE = 1, 2
BITS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


class Phase(IntEnum):
    """What asks goes before what is asked, and comes after it."""

    DROP_POLICY = 1
    DROP_TRIGGER = 2
    DROP_FUNCTION = 3
    SECURE = 4
    FUNCTION = 5
    POLICY = 6
    TRIGGER = 7
    REVOKE = 8
    GRANT = 9
    MARK = 10


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """One statement; `table` is locked first; `undeclared` says that a hand had made what goes."""

    phase: Phase
    thing: str
    sql: str
    table: str = ""
    undeclared: bool = False


class Missing(Exception):  # noqa: N818  (the migrations and the declarations do not belong together)
    """Something is declared on a table or a library's function that is not there."""


def changes(wanted: DeclaredSet, found: Present, *, anew: bool = False) -> list[PolicyChange]:
    """In the order in which they can be made. `anew` believes no seal and makes every policy again.

    Raises Missing when a table or a library's function is not there.
    """
    refuse_missing(wanted, found)
    gone = {it.thing for it in dropped_functions(wanted, found)}
    every = [
        *policies(wanted, found, gone, anew=anew),
        *triggers(wanted, found, gone),
        *dropped_functions(wanted, found),
        *flags(wanted, found),
        *functions(wanted, found),
        *borrowed(wanted, found),
        *grants(wanted, found, gone),
    ]
    if found.mark != wanted.mark:
        every.append(PolicyChange(Phase.MARK, "schema public", marked(wanted.mark)))
    return sorted(every, key=lambda it: (it.phase, it.table))


def marked(text: str) -> str:
    return f"COMMENT ON SCHEMA public IS '{text}'"


def refuse_missing(wanted: DeclaredSet, found: Present) -> None:
    tables = wanted.tables.keys() - found.tables.keys()
    functions = wanted.borrowed_functions.keys() - found.functions.keys()
    triggers = {f"{name} on {table}" for table, name in wanted.borrowed_triggers} - {
        f"{name} on {table}" for table, name in found.triggers
    }
    if lacking := sorted(tables | functions | triggers):
        raise Missing(f"declared and not there: {', '.join(lacking)}")


def name_of(*parts: str) -> str:
    return Identifier(*parts).as_string(None)


def role_name(role: str) -> str:
    return EVERYBODY if role == EVERYBODY else name_of(role)


# Policies.


def seal_of(policy: Policy, tree: str) -> str:
    """What the comment on a policy says: the text that was declared, and the tree that PostgreSQL
    made of it. Either changes when somebody alters the one or the other.
    """
    return f"amaan {hashlib.sha256(repr(policy).encode()).hexdigest()} {tree}"


def as_declared(policy: Policy, there: PresentPolicy) -> bool:
    return (
        there.verb == policy.verb
        and there.restrictive == policy.restrictive
        and there.roles == frozenset(policy.roles)
        and there.seal == seal_of(policy, there.tree)
    )


def policies(
    wanted: DeclaredSet, found: Present, gone: set[str], *, anew: bool
) -> Iterator[PolicyChange]:
    for key, there in found.policies.items():
        policy = wanted.policies.get(key)
        stays = policy is not None and as_declared(policy, there) and not there.asks & gone
        if not stays or anew:
            table, name = key
            sql = f"DROP POLICY {name_of(name)} ON {name_of(table)}"
            thing = f"policy {name} on {table}"
            yield PolicyChange(Phase.DROP_POLICY, thing, sql, table, undeclared=policy is None)
    for key, policy in wanted.policies.items():
        known = found.policies.get(key)
        if anew or known is None or not as_declared(policy, known) or known.asks & gone:
            thing = f"policy {policy.name} on {policy.table}"
            yield PolicyChange(Phase.POLICY, thing, created(policy), policy.table)


def created(policy: Policy) -> str:
    using = f" USING ({policy.using})" if policy.using else ""
    check = f" WITH CHECK ({policy.check})" if policy.check else ""
    kind = " AS RESTRICTIVE" if policy.restrictive else ""
    roles = ", ".join(map(role_name, policy.roles))
    return (
        f"CREATE POLICY {name_of(policy.name)} ON {name_of(policy.table)}{kind}"
        f" FOR {policy.verb} TO {roles}{using}{check}"
    )


def flags(wanted: DeclaredSet, found: Present) -> Iterator[PolicyChange]:
    """Row-level security is on and forced on every table of ours, off on those of libraries."""
    for table in wanted.tables.values():
        enabled, forced = found.tables[table.name]
        if (enabled, forced) != (table.secured, table.secured):
            words = ("ENABLE", "FORCE") if table.secured else ("DISABLE", "NO FORCE")
            actions = ", ".join(f"{word} ROW LEVEL SECURITY" for word in words)
            sql = f"ALTER TABLE {name_of(table.name)} {actions}"
            yield PolicyChange(Phase.SECURE, f"row security of {table.name}", sql, table.name)


# Functions.


def same_shape(function: Function, there: PresentFunction) -> bool:
    """Whether CREATE OR REPLACE can lead there."""
    return (there.arguments, there.returns, there.owner) == (
        function.arguments,
        function.returns,
        OWNER,
    )


def same_work(function: Function, there: PresentFunction) -> bool:
    return (there.language, there.definer, there.volatility, there.settings, there.body) == (
        "plpgsql",
        function.definer,
        "v" if function.volatile else "s",
        (f"search_path={SEARCH_PATH}",),
        function.body,
    ) and not there.odd


def dropped_functions(wanted: DeclaredSet, found: Present) -> Iterator[PolicyChange]:
    for signature, there in sorted(found.functions.items()):
        function = wanted.functions.get(signature)
        if signature in wanted.borrowed_functions or (function and same_shape(function, there)):
            continue
        undeclared = function is None
        sql = f"DROP ROUTINE public.{signature}"
        yield PolicyChange(Phase.DROP_FUNCTION, signature, sql, undeclared=undeclared)


def functions(wanted: DeclaredSet, found: Present) -> Iterator[PolicyChange]:
    for signature, function in wanted.functions.items():
        there = found.functions.get(signature)
        if there and same_shape(function, there) and same_work(function, there):
            continue
        yield PolicyChange(Phase.FUNCTION, f"function {signature}", defined(function))


def defined(function: Function) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name_of('public', function.name)}({function.arguments})"
        f" RETURNS {function.returns} LANGUAGE plpgsql"
        f" {'VOLATILE' if function.volatile else 'STABLE'}"
        f" SECURITY {'DEFINER' if function.definer else 'INVOKER'}"
        f" SET search_path = {SEARCH_PATH} AS $body${function.body}$body$"
    )


def borrowed(wanted: DeclaredSet, found: Present) -> Iterator[PolicyChange]:
    """Of a library's function only as whom it runs is ours to say."""
    for signature, function in wanted.borrowed_functions.items():
        there = found.functions[signature]
        fixed = (f"search_path={SEARCH_PATH}",) if function.definer else ()
        if (there.definer, there.settings) != (function.definer, fixed):
            kind = f"DEFINER SET search_path = {SEARCH_PATH}" if function.definer else "INVOKER"
            more = "" if function.definer else " RESET ALL"
            sql = f"ALTER FUNCTION {signature} SECURITY {kind}{more}"
            yield PolicyChange(Phase.FUNCTION, f"function {signature}", sql)


# Triggers.


def mounted(trigger: Trigger) -> PresentTrigger:
    kind = BEFORE | (EACH_ROW if trigger.each_row else 0)
    for event in trigger.events:
        kind |= BITS[event]
    columns = frozenset(trigger.columns)
    return PresentTrigger(kind, "O", f"public.{trigger.function}", columns, odd=False)


def triggers(wanted: DeclaredSet, found: Present, gone: set[str]) -> Iterator[PolicyChange]:
    lost = {f"public.{signature.partition('(')[0]}" for signature in gone}
    for (table, name), there in found.triggers.items():
        trigger, thing = wanted.triggers.get((table, name)), f"trigger {name} on {table}"
        if (table, name) in wanted.borrowed_triggers:
            if there.enabled != "O":
                sql = f"ALTER TABLE {name_of(table)} ENABLE TRIGGER {name_of(name)}"
                yield PolicyChange(Phase.TRIGGER, thing, sql, table)
        elif trigger is None or there != mounted(trigger) or there.function in lost:
            sql = f"DROP TRIGGER {name_of(name)} ON {name_of(table)}"
            yield PolicyChange(Phase.DROP_TRIGGER, thing, sql, table, undeclared=trigger is None)
    for key, trigger in wanted.triggers.items():
        known = found.triggers.get(key)
        if known is None or known != mounted(trigger) or known.function in lost:
            thing = f"trigger {trigger.name} on {trigger.table}"
            yield PolicyChange(Phase.TRIGGER, thing, mount(trigger), trigger.table)


def mount(trigger: Trigger) -> str:
    columns = f" OF {', '.join(map(name_of, trigger.columns))}" if trigger.columns else ""
    events = " OR ".join(
        f"{event}{columns}" if event == "UPDATE" else event for event in trigger.events
    )
    level = "ROW" if trigger.each_row else "STATEMENT"
    return (
        f"CREATE TRIGGER {name_of(trigger.name)} BEFORE {events} ON {name_of(trigger.table)}"
        f" FOR EACH {level} EXECUTE FUNCTION {name_of(trigger.function)}()"
    )


# Grants.


def grants(wanted: DeclaredSet, found: Present, gone: set[str]) -> Iterator[PolicyChange]:
    """A function that is dropped takes its grants along; a privilege taken from a whole table takes
    those on its columns along.
    """
    there = {it: pass_on for it, pass_on in found.grants.items() if it.on not in gone}
    extra = {it for it, pass_on in there.items() if pass_on or it not in wanted.grants}
    whole = {(it.on, it.privilege, it.role) for it in extra if not it.column}
    lost = {it for it in there if it.column and (it.on, it.privilege, it.role) in whole}
    # A new function is open to everybody until somebody says otherwise.
    fresh = wanted.functions.keys() - (found.functions.keys() - gone)
    for signature in sorted(fresh):
        sql = f"REVOKE ALL ON FUNCTION {signature} FROM {EVERYBODY}"
        yield PolicyChange(Phase.REVOKE, f"function {signature}", sql)
    for one in sorted(extra, key=repr):
        what = grant_text(one, found.database)
        sql = f"REVOKE {what} FROM {role_name(one.role)} CASCADE"
        yield PolicyChange(Phase.REVOKE, f"grant {what} to {one.role}", sql, undeclared=True)
    for one in sorted(wanted.grants - (there.keys() - extra - lost), key=repr):
        what = grant_text(one, found.database)
        sql = f"GRANT {what} TO {role_name(one.role)}"
        yield PolicyChange(Phase.GRANT, f"grant {what} to {one.role}", sql)


def grant_text(grant: Grant, database: str) -> str:
    """`SELECT ("id") ON TABLE "work_clock"`; this database is declared without its name."""
    column = f" ({name_of(grant.column)})" if grant.column else ""
    thing = grant.on if grant.kind is Kind.FUNCTION else name_of(grant.on or database)
    return f"{grant.privilege}{column} ON {grant.kind} {thing}"
