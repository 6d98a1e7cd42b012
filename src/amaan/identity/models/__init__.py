"""Persons: sealed from the first minute, found by keyed tokens, never by plain text."""

from django.db import models
from django.db.models import Q

from amaan.access.fields import KeyedIndexField, SealedField
from amaan.kernel.ids import uuid7
from amaan.kernel.place import Place

DETAILS = Place("identity_person", "details")


class Person(models.Model):
    """One person as one unit knows them; everything told about them is in `details`, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.UUIDField()
    compartment = models.CharField(max_length=16)
    zone = models.CharField(max_length=32)
    sex = models.CharField(max_length=8)
    age = models.CharField(max_length=16)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    version = models.IntegerField(default=1)
    data_key = models.UUIDField()
    details = SealedField(DETAILS)

    class Meta:
        db_table = "identity_person"
        constraints = (
            models.CheckConstraint(
                condition=Q(compartment__in=["PROTECTION", "INVESTIGATION"]),
                name="identity_person_compartment_is_known",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=["FEMALE", "MALE", "X", "UNKNOWN"]),
                name="identity_person_sex_is_known",
            ),
            models.CheckConstraint(
                condition=Q(age__in=["ADULT", "CHILD", "NOT_KNOWN"]),
                name="identity_person_age_is_known",
            ),
        )


class NameKey(models.Model):
    """A keyed 64-bit token of a name, with the scope columns that its policy compares."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    zone = models.CharField(max_length=32)
    unit = models.UUIDField()

    class Meta:
        db_table = "identity_name_key"
        indexes = (models.Index(fields=["key", "kind"], name="identity_name_key_key"),)


class IdentifierKey(models.Model):
    """A keyed index of an identifier (CNIC, phone, passport); no uniqueness, so it tells nobody
    that a person exists.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=16)
    index = KeyedIndexField()
    last4 = models.CharField(max_length=4, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    zone = models.CharField(max_length=32)
    unit = models.UUIDField()

    class Meta:
        db_table = "identity_identifier_key"
        indexes = (models.Index(fields=["index", "kind"], name="identity_identifier_key_index"),)
