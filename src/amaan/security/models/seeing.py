"""Who may see a record: grants with cause and end, exclusions, consents, and the log of every
reading.
"""

from django.db import models

from amaan.kernel.ids import uuid7
from amaan.security.rules.purposes import (
    ConsentHow,
    ConsentPurpose,
    ExclusionBasis,
    GrantEnd,
    GrantPurpose,
)


class Grant(models.Model):
    """A unit (or one seat of it) may read a record because of a cause; ending the cause ends the
    grant.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_kind = models.CharField(max_length=32)
    record = models.UUIDField()
    unit = models.UUIDField()
    seat = models.UUIDField(null=True)
    field_set = models.CharField(max_length=32, default="ALL")
    purpose = models.CharField(max_length=32)
    cause_kind = models.CharField(max_length=32)
    cause = models.UUIDField()
    granted_by = models.UUIDField()
    starts_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=32, blank=True)

    class Meta:
        db_table = "security_grant"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(purpose__in=list(GrantPurpose)),
                name="security_grant_purpose_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_why__in=["", *GrantEnd]),
                name="security_grant_end_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_why="")
                | models.Q(ended_at__isnull=False) & ~models.Q(ended_why=""),
                name="security_grant_end_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["record", "unit", "cause", "purpose"],
                condition=models.Q(ended_at__isnull=True, seat__isnull=True),
                name="security_grant_is_given_once_per_cause",
            ),
        )
        indexes = (
            models.Index(
                fields=["unit", "record"],
                condition=models.Q(ended_at__isnull=True),
                name="security_grant_live",
            ),
            models.Index(fields=["record"], name="security_grant_record"),
            models.Index(fields=["cause"], name="security_grant_cause"),
        )


class Exclusion(models.Model):
    """A unit that must never learn of a record: the office complained of and its line
    of command.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.UUIDField()
    unit = models.UUIDField()
    basis = models.CharField(max_length=32)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        db_table = "security_exclusion"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(basis__in=list(ExclusionBasis)),
                name="security_exclusion_basis_is_known",
            ),
            models.UniqueConstraint(
                fields=["record", "unit"], name="security_exclusion_is_stated_once"
            ),
        )


class Consent(models.Model):
    """One act of consent: to what, for whom, how it was given, and when it was taken back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.UUIDField()
    purpose = models.CharField(max_length=32)
    recipient = models.UUIDField(null=True)
    how = models.CharField(max_length=32)
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "security_consent"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(purpose__in=list(ConsentPurpose)),
                name="security_consent_purpose_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(how__in=list(ConsentHow)),
                name="security_consent_how_is_known",
            ),
        )
        indexes = (models.Index(fields=["record", "purpose"], name="security_consent_record"),)


class Read(models.Model):
    """One reading of one record, committed before anything is shown."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    seat = models.UUIDField()
    person = models.UUIDField(null=True)
    unit = models.UUIDField(null=True)
    purpose = models.CharField(max_length=64)
    record_kind = models.CharField(max_length=32)
    record = models.UUIDField()
    field_groups = models.CharField(max_length=120, blank=True)
    results = models.IntegerField(default=1)
    request = models.UUIDField(null=True)

    class Meta:
        db_table = "security_read"
        indexes = (
            models.Index(fields=["record", "at"], name="security_read_record"),
            models.Index(fields=["seat", "at"], name="security_read_seat"),
        )
