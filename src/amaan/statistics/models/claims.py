"""What do press, reports and replies claim, as written, and which single figures stand in it?"""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from amaan.kernel.ids import uuid7
from amaan.statistics.models.official import ISO_DATE, OfficialSource, codes
from amaan.statistics.rules.claims import Grade
from amaan.statistics.rules.claims_measures import MeasureUnit
from amaan.statistics.rules.claims_split import Qualifier


class StatClaim(models.Model):
    """One published figure, raw. `source_date` is ISO 8601 in the precision the source gives; "" is
    not stated.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(OfficialSource, models.PROTECT, related_name="claims")
    line = models.PositiveIntegerField()
    period = models.TextField()
    measure = models.TextField()
    raw_value = models.TextField()
    cited = models.TextField()
    source_date = models.CharField(max_length=10, blank=True)
    confidence = models.TextField()
    grade = models.CharField(max_length=1)
    split = models.BooleanField()

    class Meta:
        db_table = "statistics_claim"
        constraints = (
            UniqueConstraint(fields=["source", "line"], name="statistics_claim_line_is_read_once"),
            CheckConstraint(
                condition=Q(source_date__regex=ISO_DATE),
                name="statistics_claim_date_is_iso_or_not_stated",
            ),
            CheckConstraint(
                condition=Q(grade__in=codes(Grade)), name="statistics_claim_grade_is_known"
            ),
        )


class StatValue(models.Model):
    """One figure of a claim, split by a hand-made rule; days are half-open [from, to), null is an
    open end.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    claim = models.ForeignKey(StatClaim, models.PROTECT, related_name="values")
    place_in_claim = models.PositiveSmallIntegerField()
    measure_code = models.CharField(max_length=32)
    submeasure = models.CharField(max_length=32, blank=True)
    place = models.CharField(max_length=64, blank=True)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    unit = models.CharField(max_length=16)
    number = models.BigIntegerField()
    qualifier = models.CharField(max_length=16)

    class Meta:
        db_table = "statistics_value"
        constraints = (
            UniqueConstraint(
                fields=["claim", "place_in_claim"], name="statistics_value_has_one_place"
            ),
            CheckConstraint(condition=Q(number__gte=0), name="statistics_value_is_not_negative"),
            CheckConstraint(
                condition=Q(unit__in=codes(MeasureUnit)), name="statistics_value_unit_is_known"
            ),
            CheckConstraint(
                condition=Q(qualifier__in=codes(Qualifier)),
                name="statistics_value_qualifier_is_known",
            ),
            CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_from__lt=F("period_to")),
                name="statistics_value_period_runs_forward",
            ),
        )
