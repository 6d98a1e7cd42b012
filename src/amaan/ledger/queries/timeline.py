"""The facts about one record that row-level security lets this reader see."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from amaan.kernel.actor import Actor
from amaan.kernel.fact import Release
from amaan.kernel.ids import Ref
from amaan.ledger.models import LedgerFact


def timeline(about: Ref, *, to: Actor) -> QuerySet[LedgerFact]:
    """The history of one record, oldest first; call inside `reading(to)`."""
    del to  # the pass of the reading transaction decides (security.md section 7)
    return LedgerFact.objects.filter(about=about.id).order_by("sequence")


def public_timeline(complaint: UUID) -> QuerySet[LedgerFact]:
    """The few facts that a reporter may see behind the code."""
    public = LedgerFact.objects.filter(about=complaint, release=Release.PUBLIC)
    return public.order_by("sequence")


def replay_steps(about: Ref, machine: str) -> Iterator[tuple[str, str]]:
    """(event, state after) of one record on one machine, oldest first, to replay it."""
    rows = LedgerFact.objects.filter(about=about.id, machine=machine).order_by("sequence")
    yield from rows.values_list("event", "after")
