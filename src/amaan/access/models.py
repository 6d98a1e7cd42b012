"""Passes: who may look, proved by a secret of which only the hash is kept."""

from django.db import models

from amaan.kernel.actor import ActorKind
from amaan.kernel.ids import uuid7


class Pass(models.Model):
    """256 random bits in a cookie, their SHA-256 here; no run-time role reads this table."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    secret_hash = models.BinaryField()
    kind = models.CharField(max_length=16)
    subject = models.UUIDField()
    person = models.UUIDField(null=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_pass"
        constraints = (
            models.UniqueConstraint(fields=["secret_hash"], name="access_pass_secret_is_unique"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[ActorKind.STAFF, ActorKind.REPORTER]),
                name="access_pass_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__lte=models.F("ends_at")),
                name="access_pass_expires_before_it_ends",
            ),
        )
