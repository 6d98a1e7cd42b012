"""What the second wall consists of: every policy that restricts, every trigger and every definer
function, as PostgreSQL's own catalogue tells them.
"""

import re
from dataclasses import dataclass
from typing import Any

import psycopg

POLICIES = """
SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies
 WHERE schemaname = 'public' AND concat_ws(' ', qual, with_check) NOT IN ('true', 'true true')
 ORDER BY 1, 2
"""
TRIGGERS = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND t.tgname !~ '^procrastinate' ORDER BY 1, 2
"""
FUNCTIONS = """
SELECT p.proname, pg_get_functiondef(p.oid), pg_get_function_result(p.oid), p.prosrc
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname = 'public' AND p.prosecdef AND p.prorettype <> 'trigger'::regtype
   AND p.proname !~ '^procrastinate' ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class SqlGuard:
    """One guard: how lines name it, what tells it apart from its next version, and what breaks and
    mends it in a database.
    """

    name: str
    text: str
    breaks: tuple[str, ...]
    mends: str


def policy(row: tuple[Any, ...]) -> SqlGuard:
    table, name, _, using, check = row
    using_part = (" USING ({})" if using else "").format
    check_part = (" WITH CHECK ({})" if check else "").format
    alter = f"ALTER POLICY {name} ON {table}"
    return SqlGuard(
        f"{table}.{name}",
        f"{using} | {check}",
        (alter + using_part("true") + check_part("true"),),
        alter + using_part(using) + check_part(check),
    )


def trigger(row: tuple[Any, ...]) -> SqlGuard:
    table, name = row
    switch = f"ALTER TABLE {table} {{}} TRIGGER {name}"
    off, on = switch.format("DISABLE"), switch.format("ENABLE")
    return SqlGuard(f"{table}.{name}", name, (off,), on)


def function(row: tuple[Any, ...]) -> SqlGuard:
    """Broken by what it answers, always yes and always no, and by each condition that it loses."""
    name, definition, result, body = row
    bare = re.sub(r"--[^\n]*", "", body)  # a comment is no condition, whatever words it has
    broken = [
        definition.replace(body, f"\nBEGIN RETURN {answer}; END\n")
        for answer in ("true", "false")
        if result == "boolean"
    ]
    broken += [definition.replace(body, less) for less in with_a_condition_less(bare)]
    return SqlGuard(f"{name}()", bare, tuple(broken), definition)


def guards(connection: psycopg.Connection[Any]) -> list[SqlGuard]:
    return [
        *map(policy, connection.execute(POLICIES)),
        *map(trigger, connection.execute(TRIGGERS)),
        *map(function, connection.execute(FUNCTIONS)),
    ]


def with_a_condition_less(body: str) -> list[str]:
    """The body without each `AND condition` in turn, and with each `IF` never true."""
    found = []
    for word, instead in ((" AND ", " "), ("IF ", "IF false ")):
        start = 0
        while (at := body.find(word, start)) >= 0:
            start = at + len(word)
            end = end_of_condition(body, start) if word == " AND " else body.find("THEN", start)
            found.append(f"{body[:at]}{instead}{body[end:]}")
    return found


ENDS = (
    " AND ", " OR ", " THEN", " GROUP ", " ORDER ", " LIMIT ", " ON CONFLICT", " UNION ",
)  # fmt: skip


def end_of_condition(text: str, start: int) -> int:
    """Where a condition that begins at `start` ends: the next word of its own depth, or the bracket
    that closes around it.
    """
    depth = 0
    for at in range(start, len(text)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
        if depth < 0 or (depth == 0 and ends_here(" ".join(text[at : at + 14].split("\n")))):
            return at
    return len(text)


def ends_here(ahead: str) -> bool:
    return ahead.startswith((";", *ENDS)) or ahead.lstrip(" ").startswith("THEN")
