"""Which wording of which section, from when to when, as whom reported, and who signed it off."""

from django.db import models

from amaan.directory.models.shapes import (
    Dated,
    Sourced,
    Versioned,
    among,
    both_or_neither,
    starts_before_it_ends,
    versions_of,
)
from amaan.directory.rules.confidence import Confidence
from amaan.directory.rules.offences import FineOnly
from amaan.directory.rules.vintage import Edge, Precision


class OffenceVersion(Versioned, Dated, Sourced):
    """One wording of an offence (domain.md section 3.1). `valid_from` and `valid_to` hold exact
    days only.

    Boundaries known to the month or year are windows: the first day in force lies between
    `starts_earliest` and
    `starts_latest`, the first day no longer in force between `ends_earliest` and `ends_latest`.
    """

    code = models.CharField(max_length=24)
    law_code = models.CharField(max_length=12)
    law = models.CharField(max_length=120)
    section = models.CharField(max_length=40, blank=True)
    title_en = models.CharField(max_length=160)
    title_ur = models.CharField(max_length=160, blank=True)
    min_text = models.CharField(max_length=40, blank=True)
    max_text = models.CharField(max_length=40, blank=True)
    min_months = models.PositiveSmallIntegerField(null=True)
    max_months = models.PositiveSmallIntegerField(null=True)
    fine_text = models.CharField(max_length=80, blank=True)
    fine_max = models.BigIntegerField(null=True)  # whole rupees
    fine_alternative_text = models.CharField(max_length=80, blank=True)
    fine_only = models.CharField(max_length=8)
    agency = models.CharField(max_length=80, blank=True)
    form_text = models.CharField(max_length=40)
    forms = models.JSONField(default=list)
    for_child = models.BooleanField(default=False)
    vintage_text = models.CharField(max_length=60, blank=True)
    outside = models.CharField(max_length=40, blank=True)
    starts_earliest = models.DateField(null=True)
    starts_latest = models.DateField(null=True)
    ends_earliest = models.DateField(null=True)
    ends_latest = models.DateField(null=True)
    confidence_text = models.CharField(max_length=80, blank=True)
    approved_by = models.CharField(max_length=120, blank=True, null=True)  # noqa: DJ001 (paired)
    approved_at = models.DateTimeField(null=True)

    KIND = "offence"

    class Meta:
        db_table = "directory_offence_version"
        constraints = (
            *versions_of("directory_offence", ("code",)),
            among("fine_only", FineOnly, "directory_offence_fine_only_is_known"),
            among("confidence", Confidence, "directory_offence_confidence_is_known"),
            among("date_precision", Precision, "directory_offence_precision_is_known"),
            starts_before_it_ends("directory_offence_starts_before_it_ends"),
            models.CheckConstraint(
                condition=both_or_neither("approved_by", "approved_at"),
                name="directory_offence_sign_off_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(
                    valid_from=models.F("starts_earliest"), starts_latest=models.F("valid_from")
                ),
                name="directory_offence_exact_start_is_its_window",
            ),
        )
        indexes = (models.Index(fields=["law_code", "section"], name="directory_offence_section"),)

    @property
    def start(self) -> Edge:
        return Edge(self.starts_earliest, self.starts_latest)

    @property
    def end(self) -> Edge:
        return Edge(self.ends_earliest, self.ends_latest)

    @property
    def start_known(self) -> bool:
        return self.starts_earliest is not None
