"""Which columns has a table, and with what does an unfilled one begin? Read from the models, so
that a new column is not forgotten here.
"""

from collections.abc import Mapping, MutableMapping
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import JSONField, Model

from amaan.casework.models import Dossier, Entry
from amaan.intake.models import Accused, Code, Complaint, Message, ReporterAct
from amaan.ledger.models import LedgerFact
from amaan.referral.models import Progress, Referral
from amaan.screening.models import Decision
from amaan.security.models import Consent, DataKey, Exclusion, Grant, Wrap
from amaan.work.models import Clock, Notice, Task

Row = MutableMapping[str, Any]

# In the order of their foreign keys; exclusions before every row that may not reach an excluded
# office, because triggers ask them.
MODELS: tuple[type[Model], ...] = (
    Exclusion, Complaint, Code, Accused, DataKey, Wrap, Consent, Grant, Message, ReporterAct,
    Decision, Dossier, Entry, Referral, Progress, Clock, Task, Notice, LedgerFact,
)  # fmt: skip


@cache
def columns_of(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def json_columns_of(model: type[Model]) -> frozenset[str]:
    fields = model._meta.concrete_fields
    return frozenset(field.attname for field in fields if isinstance(field, JSONField))


@cache
def unfilled(model: type[Model]) -> Mapping[str, Any]:
    """Every column with its default; an id is always given by the caller."""
    return {
        field.attname: field.get_default()
        if field.has_default() and not field.primary_key
        else ""
        if field.empty_strings_allowed
        and not field.null
        and field.get_internal_type() != "UUIDField"
        else None
        for field in model._meta.concrete_fields
    }


def new_row(model: type[Model], ident: UUID, **values: Any) -> Row:
    """A row with its defaults. Raises KeyError for a column that the table does not have."""
    row = dict(unfilled(model))
    row[model._meta.pk.attname] = ident
    for name, value in values.items():
        if name not in row:
            raise KeyError(f"{model._meta.db_table} has no column {name}")
        row[name] = value
    return row
