"""Places: the nation, provinces, divisions, districts and what is cut from them later."""

from django.db import models

from amaan.directory.models.shapes import (
    Dated,
    Identified,
    Sourced,
    among,
    starts_before_it_ends,
)
from amaan.directory.rules.confidence import Confidence
from amaan.directory.rules.districts import TerritoryKind


class Territory(Identified, Dated, Sourced):
    """A place; one made after the census has a district as parent and no population of its own."""

    kind = models.CharField(max_length=12)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    pcode = models.CharField(max_length=8, blank=True)  # OCHA P-code
    short_code = models.CharField(max_length=2, blank=True)  # ISO 3166-2 of a province
    census_name = models.CharField(max_length=80, blank=True)
    cod_name = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80)
    name_ur = models.CharField(max_length=80, blank=True)
    seat_name = models.CharField(max_length=80, blank=True)
    provisional = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    KIND = "territory"

    class Meta:
        db_table = "directory_territory"
        constraints = (
            among("kind", TerritoryKind, "directory_territory_kind_is_known"),
            among("confidence", Confidence, "directory_territory_confidence_is_known"),
            starts_before_it_ends("directory_territory_starts_before_it_ends"),
            models.CheckConstraint(
                condition=models.Q(kind=TerritoryKind.NATION) | models.Q(parent__isnull=False),
                name="directory_territory_all_but_the_nation_have_a_parent",
            ),
            models.UniqueConstraint(
                fields=["kind", "parent", "name_en"],
                name="directory_territory_name_is_unique_under_its_parent",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["pcode"],
                condition=~models.Q(pcode=""),
                name="directory_territory_pcode_is_unique",
            ),
        )


class TerritoryAlias(Identified):
    """Another name of a place, so that it is found under it."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=80)

    class Meta:
        db_table = "directory_territory_alias"
        constraints = (
            models.UniqueConstraint(
                fields=["territory", "name"], name="directory_territory_alias_is_written_once"
            ),
        )


class Measure(models.TextChoices):
    POPULATION = "POPULATION"
    HOUSEHOLDS = "HOUSEHOLDS"
    AREA_KM2 = "AREA_KM2"


class TerritoryFigure(Identified, Sourced):
    """One published figure of a place: value, year ("not stated" is null) and who published it."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField(null=True)
    value = models.BigIntegerField()

    class Meta:
        db_table = "directory_territory_figure"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(measure__in=[str(m) for m in Measure]),
                name="directory_territory_figure_measure_is_known",
            ),
            models.UniqueConstraint(
                fields=["territory", "measure", "year"],
                name="directory_territory_figure_is_given_once_a_year",
                nulls_distinct=False,
            ),
        )
