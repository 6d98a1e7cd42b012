"""What do all register rows have in common? Where a fact came from, when it holds, which version
it is.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar, Self

from django.db import models

from amaan.directory.rules.confidence import Confidence
from amaan.directory.rules.vintage import Precision
from amaan.kernel.ids import Ref, uuid7


def among(field: str, values: type[StrEnum], name: str) -> models.CheckConstraint:
    """A column that holds one of the codes of `values`."""
    condition = models.Q(**{f"{field}__in": [str(value) for value in values]})
    return models.CheckConstraint(condition=condition, name=name)


def starts_before_it_ends(name: str) -> models.CheckConstraint:
    """Periods are half-open and not empty; an unknown end is open."""
    ends = models.Q(valid_from=None) | models.Q(valid_to=None)
    return models.CheckConstraint(
        condition=ends | models.Q(valid_from__lt=models.F("valid_to")), name=name
    )


def both_or_neither(first: str, second: str) -> models.Q:
    """Two columns that are filled together: who and when."""
    return models.Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | models.Q(
        **{f"{first}__isnull": False, f"{second}__isnull": False}
    )


class Identified(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    KIND = ""

    @property
    def ref(self) -> Ref:
        return Ref(self.KIND, self.id)


class Sourced(models.Model):
    """Who said so, and how far it can be trusted."""

    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=1, default=Confidence.MEMORY)

    class Meta:
        abstract = True


class Dated(models.Model):
    """When it holds: [valid_from, valid_to); the precision says how exactly the days are known."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    date_precision = models.CharField(max_length=8, default=Precision.UNKNOWN)

    class Meta:
        abstract = True


class Versioned(Identified):
    """One wording of a register entry; a change is a new row, and the old one only says until when
    it was shown.

    `entry` is the same for all versions of one entry and is what facts are about.
    """

    entry = models.UUIDField(default=uuid7, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def ref(self) -> Ref:
        return Ref(self.KIND, self.entry)

    @property
    def current(self) -> bool:
        return self.superseded_at is None


def versions_of(table: str, key: Iterable[str]) -> list[Any]:
    """A version number is taken once; one current version for each natural key."""
    now = models.Q(superseded_at=None)
    return [
        models.UniqueConstraint(fields=["entry", "version"], name=f"{table}_version_is_taken_once"),
        models.UniqueConstraint(
            fields=list(key),
            condition=now,
            name=f"{table}_has_one_current_version",
            nulls_distinct=False,
        ),
    ]
