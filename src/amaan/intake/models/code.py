"""What is kept of a tracking code: never the secret, only what a key derived from it can prove and
open.
"""

from django.db import models

from amaan.access.fields import SealedField
from amaan.intake.models.complaint import Complaint
from amaan.kernel.ids import uuid7
from amaan.kernel.place import Place

PRIVATE_HALF = Place("intake_code", "private")


class LocatorStock(models.Model):
    """Locators made ahead by the worker, because the public process must not hold the permutation's
    key.
    """

    locator = models.CharField(max_length=7, primary_key=True)
    number = models.BigIntegerField(unique=True)
    node = models.CharField(max_length=32)

    class Meta:
        db_table = "intake_locator_stock"


class Code(models.Model):
    """Salt, parameters and verifier of one code, and the reporter's key pair (private half sealed
    under the code).
    """

    complaint = models.OneToOneField(
        Complaint, models.CASCADE, primary_key=True, related_name="code"
    )
    salt = models.BinaryField()
    kdf = models.IntegerField()
    pepper = models.CharField(max_length=64)
    verifier = models.BinaryField()
    public = models.BinaryField()
    private = SealedField(PRIVATE_HALF)
    issued_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_code"


class Attempt(models.Model):
    """One try of a code; kept 24 h, it makes the next try dearer and never locks anybody out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    locator = models.CharField(max_length=7)
    bucket = models.BinaryField()
    failed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        db_table = "intake_attempt"
        indexes = (
            models.Index(fields=["locator", "at"], name="intake_attempt_locator"),
            models.Index(fields=["bucket", "at"], name="intake_attempt_bucket"),
        )


class SpentProof(models.Model):
    """A proof of work or a timed ticket counts once."""

    challenge = models.CharField(max_length=128, primary_key=True)
    spent_at = models.DateTimeField()

    class Meta:
        db_table = "intake_spent_proof"
