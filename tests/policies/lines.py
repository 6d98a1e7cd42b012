"""What each line about the second wall says, and how it is tried.

`proves` names the guard as the catalogue has it: `table.policy`, `table.trigger` or `function()`.
Whoever is let in is the positive control of whoever is not, in the same table and on the same rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.policies.world import World
from tests.states import NO_PRIVILEGE

Outcome = str | int


@dataclass(frozen=True, slots=True)
class Line:
    """One guard, one way to try it, and what each person meets."""

    proves: str
    let: tuple[str, ...]
    kept: tuple[str, ...]

    def outcome(self, world: World, who: str) -> Outcome:
        """`in`, or how the database refuses."""
        try:
            with world.trying(who) as cursor:
                return self.tried(world, cursor, who)
        except psycopg.Error as refused:
            return refused.sqlstate or type(refused).__name__

    def tried(self, world: World, cursor: psycopg.Cursor[Any], who: str) -> Outcome:
        raise NotImplementedError

    @property
    def refusal(self) -> Outcome:
        return "nothing"

    def expected(self) -> dict[str, Outcome]:
        return dict.fromkeys(self.let, "in") | dict.fromkeys(self.kept, self.refusal)


@dataclass(frozen=True, slots=True)
class Sees(Line):
    """Rows of a table: some for those who are let in, none for the others."""

    where: str = "true"

    def tried(self, world: World, cursor: psycopg.Cursor[Any], who: str) -> Outcome:
        table = self.proves.partition(".")[0]
        cursor.execute(f"SELECT 1 FROM {table} WHERE {world.filled(self.where, who)}")
        return "in" if cursor.fetchall() else "nothing"


@dataclass(frozen=True, slots=True)
class Adds(Line):
    """A copy of a row with something changed; refused with the exact SQLSTATE."""

    row: str = "true"
    change: Mapping[str, object] = field(default_factory=dict)
    state: str = NO_PRIVILEGE
    omits: tuple[str, ...] = ()  # columns left to their default

    def tried(self, world: World, cursor: psycopg.Cursor[Any], who: str) -> Outcome:
        table = self.proves.partition(".")[0]
        row = world.row(table, self.row)
        copied = {column: value for column, value in row.items() if column not in self.omits}
        if "id" in copied:
            copied["id"] = world.filled("{new}").strip("'")
        for column, value in self.change.items():
            told = isinstance(value, str)
            copied[column] = world.filled(str(value), who).strip("'") if told else value
        world.insert(cursor, table, copied)
        return "in"

    @property
    def refusal(self) -> Outcome:
        return self.state


@dataclass(frozen=True, slots=True)
class Alters(Line):
    """A column set without looking at any row, so that the policy of the change alone decides."""

    sets: str = ""

    def tried(self, world: World, cursor: psycopg.Cursor[Any], who: str) -> Outcome:
        table = self.proves.partition(".")[0]
        cursor.execute(f"UPDATE {table} SET {world.filled(self.sets, who)}")
        return "in" if cursor.rowcount else "nothing"


@dataclass(frozen=True, slots=True)
class Removes(Line):
    def tried(self, world: World, cursor: psycopg.Cursor[Any], who: str) -> Outcome:
        cursor.execute(f"DELETE FROM {self.proves.partition('.')[0]}")
        return "in" if cursor.rowcount else "nothing"


@dataclass(frozen=True, slots=True)
class Says(Line):
    """What a statement answers; statements before the last (parted by `;`) only prepare."""

    sql: str = ""
    answer: str = "true"
    otherwise: str = "false"

    def tried(self, world: World, cursor: psycopg.Cursor[Any], who: str) -> Outcome:
        *before, last = world.filled(self.sql, who).split(";")
        for statement in before:
            cursor.execute(statement)
        cursor.execute(f"SELECT ({last})::text")
        found = cursor.fetchone()
        said = str(found[0]) if found else "no row"
        return "in" if said == self.answer.format(**world.words) else said

    @property
    def refusal(self) -> Outcome:
        return self.otherwise


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
