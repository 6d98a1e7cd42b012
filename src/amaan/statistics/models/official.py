"""Which files were loaded, what figures they gave, what was set aside, and what does not fit?

Rows are added once and never changed: a new file is a new source beside the old one.
"""

from enum import StrEnum

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from amaan.kernel.ids import Ref, uuid7
from amaan.statistics.rules.findings import FindingKind
from amaan.statistics.rules.official import SUPPRESSED_HIGH, AgeGroup, Dimension, Indicator, Sex
from amaan.statistics.rules.official_quarantine import Cause

ISO_DATE = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"


def codes(kind: type[StrEnum]) -> list[str]:
    """The codes of a list as plain text, so that a migration does not depend on the list."""
    return [one.value for one in kind]


class OfficialSource(models.Model):
    """One loaded file: who published it, its own date, and its hash. `rows_read` counts its lines
    with content.
    """

    class Layout(models.TextChoices):
        GLOTIP = "GLOTIP", "UNODC GLOTIP, 13 columns"
        CLAIMS = "CLAIMS", "published figures, 5 columns"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    layout = models.CharField(max_length=16, choices=Layout.choices)
    publisher = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    as_of = models.DateField(null=True)
    file_sha256 = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64)
    rows_read = models.PositiveIntegerField()
    suppressed_read = models.PositiveIntegerField()
    duplicate_lines = models.JSONField(default=list)
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "statistics_official_source"
        constraints = (
            UniqueConstraint(
                fields=["layout", "content_sha256"], name="statistics_source_content_is_loaded_once"
            ),
            CheckConstraint(
                condition=Q(layout__in=["GLOTIP", "CLAIMS"]),
                name="statistics_source_layout_is_known",
            ),
        )
        indexes = (
            models.Index(fields=["layout", "-loaded_at", "-id"], name="statistics_source_newest"),
        )

    @property
    def ref(self) -> Ref:
        return Ref("official_source", self.id)


class OfficialFigure(models.Model):
    """One count as its publisher states it: a number, or a suppressed mark with the interval 0 to
    4.

    `law_article` and `source_office` are what the questionnaire asks with every number; the data
    file has neither, so they are null until somebody who knows records them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(OfficialSource, models.PROTECT, related_name="figures")
    line = models.PositiveIntegerField()
    indicator = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=16)
    category = models.TextField()
    sex = models.CharField(max_length=8)
    age = models.CharField(max_length=8)
    raw_value = models.TextField()
    suppressed = models.BooleanField()
    number = models.BigIntegerField(null=True)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    origin = models.TextField(blank=True)
    law_article = models.CharField(max_length=200, null=True)  # noqa: DJ001  (null: nobody has said)
    source_office = models.CharField(max_length=200, null=True)  # noqa: DJ001

    class Meta:
        db_table = "statistics_official_figure"
        constraints = (
            UniqueConstraint(fields=["source", "line"], name="statistics_figure_line_is_read_once"),
            CheckConstraint(
                condition=Q(suppressed=True, number__isnull=True, low=0, high=SUPPRESSED_HIGH)
                | Q(suppressed=False, number__isnull=False, low=F("number"), high=F("number")),
                name="statistics_figure_is_a_number_or_a_suppressed_mark",
            ),
            CheckConstraint(condition=Q(low__gte=0), name="statistics_figure_is_not_negative"),
            CheckConstraint(
                condition=Q(indicator__in=codes(Indicator)),
                name="statistics_figure_indicator_is_known",
            ),
            CheckConstraint(
                condition=Q(dimension__in=codes(Dimension)),
                name="statistics_figure_dimension_is_known",
            ),
            CheckConstraint(condition=Q(sex__in=codes(Sex)), name="statistics_figure_sex_is_known"),
            CheckConstraint(
                condition=Q(age__in=codes(AgeGroup)), name="statistics_figure_age_is_known"
            ),
        )
        indexes = (
            models.Index(
                fields=["source", "indicator", "year"], name="statistics_figure_by_indicator"
            ),
        )


class QuarantinedFigure(models.Model):
    """A row that may not be shown as a figure, with the reason; its value stays text for good."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(OfficialSource, models.PROTECT, related_name="quarantined")
    line = models.PositiveIntegerField()
    indicator = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=16)
    category = models.TextField(blank=True)
    sex = models.CharField(max_length=8)
    age = models.CharField(max_length=8)
    raw_value = models.TextField()
    cause = models.CharField(max_length=24)
    bound = models.BigIntegerField(null=True)

    class Meta:
        db_table = "statistics_quarantined_figure"
        constraints = (
            UniqueConstraint(
                fields=["source", "line"], name="statistics_quarantined_line_is_read_once"
            ),
            CheckConstraint(
                condition=Q(cause__in=codes(Cause)), name="statistics_quarantine_cause_is_known"
            ),
        )


class FigureFinding(models.Model):
    """What does not fit, beside which count; `others` are the lines of the figures it speaks of."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(OfficialSource, models.PROTECT, related_name="findings")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    figure = models.ForeignKey(OfficialFigure, models.PROTECT, related_name="findings")
    others = models.JSONField(default=list)
    params = models.JSONField(default=dict)
    needs_note = models.BooleanField()

    class Meta:
        db_table = "statistics_figure_finding"
        constraints = (
            UniqueConstraint(fields=["source", "place"], name="statistics_finding_has_one_place"),
            CheckConstraint(
                condition=Q(kind__in=codes(FindingKind)), name="statistics_finding_kind_is_known"
            ),
        )
