"""Housekeeping rows of the tracking code: locators made ahead, and tries that are forgotten after a
day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from amaan.access.transactions import one_row, writing
from amaan.intake.models import Attempt, LocatorStock, SpentProof
from amaan.kernel.actor import Actor
from amaan.keyservice.port import key_service

STOCK: Final = 2000
KEPT: Final = timedelta(hours=24)


def fill_stock() -> int:
    """Top the stock up; returns how many were made. Numbers come from a sequence, so never twice.

    A node that works on leased locators (`AMAAN_LOCATORS = "leased"`) makes none of its own.
    """
    if settings.AMAAN_LOCATORS != "own":
        return 0
    with writing(Actor.system("stock")):
        missing = STOCK - LocatorStock.objects.count()
        if missing <= 0:
            return 0
        numbers = next_numbers(missing)
        made = zip(numbers, key_service().locators(numbers), strict=True)
        LocatorStock.objects.bulk_create(
            LocatorStock(locator=locator, number=number, node=settings.AMAAN_NODE)
            for number, locator in made
        )
        return missing


def lease(size: int) -> list[str]:
    """Locators of a block for another node: this node will never give them out itself (security.md
    section 4).
    """
    with writing(Actor.system("lease")):
        return key_service().locators(next_numbers(size))


def take_lease(locators: Sequence[str]) -> int:
    """Put leased locators into this node's stock; those already here are left alone."""
    with writing(Actor.system("lease")):
        rows = [
            LocatorStock(locator=locator, number=number, node=settings.AMAAN_NODE)
            for locator, number in zip(locators, next_numbers(len(locators)), strict=True)
        ]
        return len(LocatorStock.objects.bulk_create(rows, ignore_conflicts=True))


def next_numbers(count: int) -> list[int]:
    row = one_row(
        "SELECT array(SELECT nextval('intake_locator_number') FROM generate_series(1, %s))", [count]
    )
    return list(row[0]) if row else []


def clear_tries(*, at: datetime) -> int:
    """Forget tries and spent proofs older than a day."""
    with writing(Actor.system("clear")):
        gone, _ = Attempt.objects.filter(at__lt=at - KEPT).delete()
        spent, _ = SpentProof.objects.filter(spent_at__lt=at - KEPT).delete()
        return gone + spent
