"""Data keys of records and the wraps that give them to a unit or to a reporter's code."""

from django.db import models

from amaan.kernel.ids import uuid7
from amaan.security.rules.purposes import KeyPurpose, RecipientKind


class UnitKey(models.Model):
    """The public half of a unit's key pair; the private half never leaves the key service."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.UUIDField()
    key_id = models.CharField(max_length=64)
    public = models.BinaryField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "security_unit_key"
        constraints = (
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(ends_at__isnull=True),
                name="security_unit_key_is_one_at_a_time",
            ),
        )


class DataKey(models.Model):
    """One 256-bit key of one record and purpose; only its id is stored."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_kind = models.CharField(max_length=32)
    record = models.UUIDField()
    purpose = models.CharField(max_length=16)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "security_data_key"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(purpose__in=list(KeyPurpose)),
                name="security_data_key_purpose_is_known",
            ),
        )
        indexes = (models.Index(fields=["record"], name="security_data_key_record"),)


class Wrap(models.Model):
    """A data key sealed to one recipient: a unit, or the key pair behind a reporter's code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    data_key = models.ForeignKey(DataKey, models.PROTECT, related_name="wraps")
    record = models.UUIDField()
    recipient_kind = models.CharField(max_length=16)
    recipient = models.UUIDField()
    key_id = models.CharField(max_length=64)
    wrapped = models.BinaryField()
    wrapped_at = models.DateTimeField()
    wrapped_by = models.UUIDField()

    class Meta:
        db_table = "security_wrap"
        constraints = (
            models.UniqueConstraint(
                fields=["data_key", "recipient"], name="security_wrap_is_one_per_recipient"
            ),
            models.CheckConstraint(
                condition=models.Q(recipient_kind__in=list(RecipientKind)),
                name="security_wrap_recipient_is_known",
            ),
        )
        indexes = (models.Index(fields=["record", "recipient"], name="security_wrap_record"),)
