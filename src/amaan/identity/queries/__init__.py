"""Reading persons: rows that the reader's unit holds, opened by the key service."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from amaan.identity.models import DETAILS, Person
from amaan.kernel.actor import Actor
from amaan.security.queries.opening import SealedValue, open_fields


def person(ident: UUID, *, to: Actor) -> Person | None:
    del to  # the pass of the reading transaction decides
    return Person.objects.filter(pk=ident).first()


def persons(idents: Sequence[UUID], *, to: Actor) -> list[Person]:
    """The persons that the reader may see, in the order recorded."""
    del to
    return list(Person.objects.filter(pk__in=idents).order_by("recorded_at", "pk"))


def traits_of(idents: QuerySet[Any, Any]) -> QuerySet[Person, str]:
    """Sex and age, with a space between, of the persons of a query whom the reader may see."""
    rows = Person.objects.filter(pk__in=idents).annotate(told=Concat("sex", Value(" "), "age"))
    return rows.order_by("pk").values_list("told", flat=True)


def details_of(rows: Sequence[Person], *, to: Actor) -> list[str | None]:
    """Opened details as sealed (JSON), one round trip; None where the reader has no grant."""
    closed = [SealedValue(DETAILS.of(row.id), row.data_key, bytes(row.details)) for row in rows]
    return open_fields(closed, to=to)
