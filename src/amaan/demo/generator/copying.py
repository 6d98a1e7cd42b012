"""How do many rows get into the tables at once? By COPY into temporary tables and one INSERT for
each table, under every policy, trigger and constraint that single rows meet.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Model
from psycopg import Cursor
from psycopg.sql import SQL, Composed, Identifier

from amaan.demo.generator.rows import MODELS, Row, columns_of, json_columns_of

Batch = Mapping[type[Model], Sequence[Row]]
Models = Sequence[type[Model]]
LIMIT: Final = "SET statement_timeout = '15min'"  # of this session alone


def prepare(cursor: "Cursor[Any]", models: Models = MODELS) -> None:
    """Temporary tables of this session, emptied by every commit."""
    cursor.execute(LIMIT)
    for model in models:
        cursor.execute(
            SQL(
                "CREATE TEMPORARY TABLE IF NOT EXISTS {} ON COMMIT DELETE ROWS AS"
                " SELECT {} FROM {} WITH NO DATA"
            ).format(Identifier(staging_of(model)), *named(model))
        )


def write(cursor: "Cursor[Any]", batch: Batch, models: Models = MODELS) -> int:
    """All rows of a batch, inside the caller's transaction; how many there were."""
    for model in models:
        rows = batch.get(model, ())
        if rows:
            copy(cursor, model, rows)
            columns, table = named(model)
            cursor.execute(
                SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
                    table, columns, columns, Identifier(staging_of(model))
                )
            )
    return sum(map(len, batch.values()))


def copy(cursor: "Cursor[Any]", model: type[Model], rows: Sequence[Row]) -> None:
    columns, _ = named(model)
    names, as_json = columns_of(model), json_columns_of(model)
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(staging_of(model)), columns)
    with cursor.copy(statement) as out:
        for row in rows:
            out.write_row([json_of(row[it]) if it in as_json else row[it] for it in names])


def json_of(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def staging_of(model: type[Model]) -> str:
    return f"staging_{model._meta.db_table}"


def named(model: type[Model]) -> tuple[Composed, Identifier]:
    columns = SQL(", ").join(map(Identifier, (column(model, name) for name in columns_of(model))))
    return columns, Identifier(model._meta.db_table)


def column(model: type[Model], attname: str) -> str:
    return str(next(f.column for f in model._meta.concrete_fields if f.attname == attname))
