"""The thread between reporter and desk, and the reporter's acts waiting to be applied."""

from django.db import models
from django.db.models import Q

from amaan.access.fields import SealedField
from amaan.intake.models.complaint import Complaint
from amaan.intake.rules.acts import Act
from amaan.intake.rules.thread import MessageKind, Side
from amaan.kernel.ids import uuid7
from amaan.kernel.place import PlaceBelow

BODY = PlaceBelow("intake_message", "body")
ACT_BODY = PlaceBelow("intake_reporter_act", "body")


class Message(models.Model):
    """One message, sealed under a data key of its own to the code and to the units that hold the
    complaint.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="messages")
    side = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=64, blank=True)
    unit = models.UUIDField(null=True)
    seat = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    data_key = models.UUIDField()
    body = SealedField(BODY)

    class Meta:
        db_table = "intake_message"
        constraints = (
            models.CheckConstraint(
                condition=Q(side__in=list(Side)), name="intake_message_side_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(MessageKind)),
                name="intake_message_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["complaint", "key"],
                condition=~Q(key=""),
                name="intake_message_is_sent_once",
            ),
        )
        indexes = (models.Index(fields=["complaint", "sent_at"], name="intake_message_thread"),)


class ReporterAct(models.Model):
    """What a reporter decided; an input with a MAC at birth, applied by the core, never changed by
    the public site.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    choice = models.CharField(max_length=32, blank=True)
    made_at = models.DateTimeField()
    data_key = models.UUIDField(null=True)
    body = SealedField(ACT_BODY, null=True)
    mac = models.BinaryField()
    applied_at = models.DateTimeField(null=True)
    refused = models.JSONField(null=True)

    class Meta:
        db_table = "intake_reporter_act"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=list(Act)), name="intake_reporter_act_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["complaint", "key"], name="intake_reporter_act_is_made_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["complaint"],
                condition=Q(applied_at__isnull=True),
                name="intake_reporter_act_waiting",
            ),
        )
