"""The complaint: clear columns say where it stands, everything told is sealed."""

from django.db import models
from django.db.models import Q

from amaan.access.fields import SealedField
from amaan.intake.rules.complaint import Closure, Status
from amaan.intake.rules.thread import Channel
from amaan.kernel.ids import uuid7
from amaan.kernel.place import Place
from amaan.kernel.urgency import Urgency
from amaan.security.rules.purposes import ExclusionBasis

ANSWERS = Place("intake_complaint", "answers")


class Complaint(models.Model):
    """One report of one reporter. `answers` is sealed under `data_key` to the code and to the units
    with a wrap.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    locator = models.CharField(max_length=7, unique=True)
    begin_key = models.CharField(max_length=64, unique=True)
    operator = models.UUIDField(null=True)
    node = models.CharField(max_length=32)
    # Written by the generator of the demonstration: nobody has the code. No site may set it.
    generated = models.BooleanField(default=False)
    channel = models.CharField(max_length=16)
    status = models.CharField(max_length=32)
    closure = models.CharField(max_length=16, blank=True)
    asked_in = models.CharField(max_length=32, blank=True)
    version = models.IntegerField(default=1)
    urgency = models.CharField(max_length=2, blank=True)
    provisional_urgency = models.CharField(max_length=2, blank=True)
    form = models.CharField(max_length=32, blank=True)
    child = models.BooleanField(default=False)
    official_named = models.BooleanField(default=False)
    contact_barred = models.BooleanField(default=False)
    to_police = models.BooleanField(default=False)
    province = models.UUIDField(null=True)
    district = models.UUIDField(null=True)
    desk_unit = models.UUIDField(null=True)
    action_unit = models.UUIDField(null=True)
    action_officer = models.UUIDField(null=True)
    former_officers = models.JSONField(default=list)  # who proposed what was rejected, in order
    acknowledged_by = models.UUIDField(null=True)
    rejections = models.IntegerField(default=0)
    outcome = models.CharField(max_length=32, blank=True)
    outcome_evidence = models.UUIDField(null=True)
    outcome_by = models.UUIDField(null=True)
    begun_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    sorted_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    asked_reporter_at = models.DateTimeField(null=True)
    rejected_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    data_key = models.UUIDField()
    answers = SealedField(ANSWERS)

    class Meta:
        db_table = "intake_complaint"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="intake_complaint_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=list(Channel)), name="intake_complaint_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=[*Urgency, ""]), name="intake_complaint_urgency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closure__in=list(Closure))
                | ~Q(status=Status.CLOSED) & Q(closure=""),
                name="intake_complaint_closure_belongs_to_closed",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.BEGUN, received_at__isnull=True)
                | ~Q(status=Status.BEGUN) & Q(received_at__isnull=False),
                name="intake_complaint_received_unless_begun",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[Status.ALLOCATED, Status.UNDER_ACTION, Status.OUTCOME_READY]
                )
                | Q(action_unit__isnull=False),
                name="intake_complaint_in_action_has_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.OUTCOME_READY)
                | Q(
                    outcome_by__isnull=False,
                    action_officer__isnull=False,
                    outcome_by=models.F("action_officer"),
                ),
                name="intake_complaint_outcome_is_of_the_officer",
            ),
            models.CheckConstraint(
                condition=Q(
                    rejections=models.Func(
                        "former_officers",
                        function="jsonb_array_length",
                        output_field=models.IntegerField(),
                    )
                ),
                name="intake_complaint_rejection_names_a_proposer",
            ),
            models.CheckConstraint(
                condition=Q(rejections=0, rejected_at__isnull=True)
                | Q(rejections__gt=0, rejected_at__isnull=False),
                name="intake_complaint_rejected_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(generated=False) | Q(begin_key__startswith="generated/"),
                name="intake_complaint_generated_says_of_which_run",
            ),
        )
        indexes = (
            models.Index(
                fields=["desk_unit", "status", "received_at"], name="intake_complaint_desk"
            ),
            models.Index(
                fields=["action_unit", "status", "received_at"], name="intake_complaint_action"
            ),
            models.Index(fields=["province", "received_at"], name="intake_complaint_province"),
            models.Index(fields=["received_at"], name="intake_complaint_received"),
        )


class Accused(models.Model):
    """The office that a reporter complains of, as chosen from the list; read by the sorting job
    only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="accused")
    agency_kind = models.CharField(max_length=32)
    unit = models.UUIDField(null=True)
    territory = models.UUIDField(null=True)
    basis = models.CharField(max_length=32)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "intake_accused"
        constraints = (
            models.CheckConstraint(
                condition=Q(basis__in=[ExclusionBasis.NAMED_OFFICE, ExclusionBasis.UNNAMED_OFFICE]),
                name="intake_accused_basis_is_known",
            ),
        )
