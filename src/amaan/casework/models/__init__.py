"""Dossiers, their entries, and the persons in them."""

from django.db import models
from django.db.models import Q

from amaan.access.fields import KeyedIndexField, SealedField
from amaan.casework.rules.dossier import Compartment, EntryKind, Status
from amaan.kernel.ids import uuid7
from amaan.kernel.place import Place, PlaceBelow

TITLE = Place("casework_dossier", "title")
ENTRY = PlaceBelow("casework_entry", "text")


class Dossier(models.Model):
    """One side of a matter. `source` and `link` are blind: only the key service can pair the two
    sides.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=24, unique=True)
    compartment = models.CharField(max_length=16)
    status = models.CharField(max_length=16)
    version = models.IntegerField(default=1)
    unit = models.UUIDField()
    officer = models.UUIDField(null=True)
    province = models.UUIDField(null=True)
    district = models.UUIDField(null=True)
    urgency = models.CharField(max_length=2)
    form = models.CharField(max_length=32, blank=True)
    child = models.BooleanField(default=False)
    source = KeyedIndexField(null=True)
    link = KeyedIndexField(null=True)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    data_key = models.UUIDField()
    title = SealedField(TITLE)

    class Meta:
        db_table = "casework_dossier"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="casework_dossier_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(compartment__in=list(Compartment)),
                name="casework_dossier_compartment_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_at__isnull=False)
                | Q(status=Status.OPEN, closed_at__isnull=True),
                name="casework_dossier_closed_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(source__isnull=False),
                name="casework_dossier_is_opened_once_per_side",
            ),
        )
        indexes = (
            models.Index(
                fields=["unit", "status", "-touched_at", "-id"], name="casework_dossier_list"
            ),
            models.Index(fields=["link"], name="casework_dossier_link"),
        )


class Entry(models.Model):
    """One dated entry; the text is sealed, corrections are new entries."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=16)
    corrects = models.UUIDField(null=True)
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    data_key = models.UUIDField()
    text = SealedField(ENTRY)

    class Meta:
        db_table = "casework_entry"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=list(EntryKind)), name="casework_entry_kind_is_known"
            ),
        )
        indexes = (models.Index(fields=["dossier", "written_at"], name="casework_entry_dossier"),)


class Party(models.Model):
    """A person in a dossier, in a role."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="parties")
    person = models.UUIDField()
    role = models.CharField(max_length=24)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        db_table = "casework_party"
        constraints = (
            models.UniqueConstraint(
                fields=["dossier", "person", "role"], name="casework_party_is_named_once"
            ),
        )
