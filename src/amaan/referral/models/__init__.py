"""Referrals: who asks which service for what, on which basis, and what came of it."""

from django.db import models
from django.db.models import Q

from amaan.access.fields import SealedField
from amaan.kernel.ids import uuid7
from amaan.kernel.place import Place, PlaceBelow
from amaan.referral.rules.referral import ENDS, Basis, Status

NEEDS = Place("referral_referral", "needs")
NOTE = PlaceBelow("referral_progress", "text")


class Referral(models.Model):
    """One referral out of one dossier to one service; `needs` is the minimum that the service has
    to know.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey("casework.Dossier", models.PROTECT, related_name="+")
    service = models.ForeignKey("directory.Service", models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    from_unit = models.UUIDField()
    to_unit = models.UUIDField()
    sender = models.UUIDField()
    sender_person = models.UUIDField(null=True)
    officer = models.UUIDField(null=True)
    status = models.CharField(max_length=32)
    version = models.IntegerField(default=1)
    urgency = models.CharField(max_length=2)
    child = models.BooleanField(default=False)
    crosses = models.BooleanField(default=False)
    basis = models.CharField(max_length=16)
    consent = models.UUIDField(null=True)
    province = models.UUIDField(null=True)
    district = models.UUIDField(null=True)
    source = models.BinaryField(null=True)
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    decline_reason = models.CharField(max_length=32, blank=True)
    outcome = models.CharField(max_length=32, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_automatically = models.BooleanField(default=False)
    data_key = models.UUIDField()
    needs = SealedField(NEEDS)

    class Meta:
        db_table = "referral_referral"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="referral_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=list(Basis)), name="referral_basis_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="referral_answer_has_both_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DECLINED) | ~Q(decline_reason=""),
                name="referral_declined_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(from_unit=models.F("to_unit")), name="referral_goes_to_another_unit"
            ),
            models.UniqueConstraint(
                fields=["dossier", "service"],
                condition=~Q(status__in=sorted([*ENDS, Status.DECLINED])),
                name="referral_is_open_once_per_dossier_and_service",
            ),
            models.UniqueConstraint(
                fields=["consent"],
                condition=~Q(status__in=sorted(ENDS)),
                name="referral_consent_carries_one_open_referral",
            ),
        )
        indexes = (
            models.Index(fields=["to_unit", "status", "drafted_at"], name="referral_to_unit"),
            models.Index(fields=["from_unit", "status", "drafted_at"], name="referral_from_unit"),
            models.Index(fields=["source"], name="referral_source"),
        )


class Progress(models.Model):
    """A note: first contact, service given, evidence of an outcome, why somebody stopped it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="progress")
    kind = models.CharField(max_length=16)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    data_key = models.UUIDField()
    text = SealedField(NOTE)

    class Meta:
        db_table = "referral_progress"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["CONTACT", "SERVICE", "NOTE", "OUTCOME"]),
                name="referral_progress_kind_is_known",
            ),
        )
        indexes = (
            models.Index(fields=["referral", "written_at"], name="referral_progress_referral"),
        )
