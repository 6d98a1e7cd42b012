"""Screening decisions: one for each triage of a complaint, with the reviewer's view beside the
screener's.
"""

from django.db import models
from django.db.models import Q

from amaan.access.fields import SealedField
from amaan.kernel.ids import uuid7
from amaan.kernel.place import PlaceBelow
from amaan.screening.rules.decision import Outcome, Status
from amaan.screening.rules.elements import Age, AgeBasis, ElementAnswer

# The record is the complaint: who reads it reads why it was decided so.
REASONS = PlaceBelow("screening_decision", "reasons")
REVIEW_REASONS = PlaceBelow("screening_decision", "review_reasons")


class Decision(models.Model):
    """What a screener concluded and why; the reasons are sealed under the complaint's grants."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    complaint = models.ForeignKey("intake.Complaint", models.PROTECT, related_name="+")
    status = models.CharField(max_length=16)
    version = models.IntegerField(default=1)
    unit = models.UUIDField()
    opened_at = models.DateTimeField()
    age = models.CharField(max_length=16, default=Age.NOT_KNOWN)
    age_basis = models.CharField(max_length=16, default=AgeBasis.NONE)
    act = models.CharField(max_length=16, default=ElementAnswer.NOT_ASKED)
    means = models.CharField(max_length=16, default=ElementAnswer.NOT_ASKED)
    purpose = models.CharField(max_length=16, default=ElementAnswer.NOT_ASKED)
    crossing_for_pay = models.CharField(max_length=16, default=ElementAnswer.NOT_ASKED)
    forms = models.JSONField(default=list)
    outcome = models.CharField(max_length=32, blank=True)
    urgency = models.CharField(max_length=2, blank=True)
    score_free = models.BooleanField(default=True)
    decided_by = models.UUIDField(null=True)
    decided_person = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    review_because = models.JSONField(default=list)
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    review_outcome = models.CharField(max_length=32, blank=True)
    data_key = models.UUIDField(null=True)
    reasons = SealedField(REASONS, null=True)
    review_key = models.UUIDField(null=True)
    review_reasons = SealedField(REVIEW_REASONS, null=True)

    class Meta:
        db_table = "screening_decision"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="screening_decision_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[*Outcome, ""]), name="screening_decision_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.OPENED)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="screening_decision_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="screening_decision_reviewed_has_both_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("decided_by")),
                name="screening_decision_reviewer_is_not_the_screener",
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=~Q(status=Status.FINAL),
                name="screening_decision_is_open_once_a_complaint",
            ),
        )
        indexes = (
            models.Index(fields=["unit", "status", "opened_at"], name="screening_decision_unit"),
        )
