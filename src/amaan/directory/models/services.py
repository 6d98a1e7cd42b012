"""What help there is: services in the shape of HSDS 3, their versions and areas, and helplines."""

from django.db import models

from amaan.directory.models.bodies import Unit
from amaan.directory.models.shapes import (
    Identified,
    Sourced,
    Versioned,
    among,
    both_or_neither,
    versions_of,
)
from amaan.directory.models.territories import Territory
from amaan.directory.rules.helplines import HelplineStatus
from amaan.directory.rules.services import AcceptedSex, ServiceKind, ServiceStatus


class ServiceWording(models.Model):
    """What a service says of itself; the present row and every version carry the same columns."""

    name_en = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    kind = models.CharField(max_length=24)
    status = models.CharField(max_length=24, default=ServiceStatus.ACTIVE)
    description_en = models.TextField(blank=True)
    description_ur = models.TextField(blank=True)
    capacity = models.PositiveIntegerField(null=True)
    accepted_sex = models.CharField(max_length=8, default=AcceptedSex.ANY)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    accepted_forms = models.JSONField(default=list, blank=True)
    minimum_data = models.JSONField(default=list, blank=True)
    must_accept = models.BooleanField(default=False)
    hours_en = models.CharField(max_length=200, blank=True)
    hours_ur = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    contact_desk = models.CharField(max_length=60, blank=True)
    secret_address = models.BooleanField(default=False)
    address_en = models.CharField(max_length=300, blank=True)
    address_ur = models.CharField(max_length=300, blank=True)
    listed = models.BooleanField(default=True)
    verified_on = models.DateField(null=True)

    class Meta:
        abstract = True


def wording_holds(table: str) -> tuple[models.CheckConstraint, ...]:
    """What the database itself refuses about a wording, in both tables."""
    nothing = ("address_en", "address_ur", "phone", "hours_en", "hours_ur")
    hidden = models.Q(**dict.fromkeys(nothing, "")) & ~models.Q(contact_desk="")
    return (
        among("kind", ServiceKind, f"{table}_kind_is_known"),
        among("status", ServiceStatus, f"{table}_status_is_known"),
        among("accepted_sex", AcceptedSex, f"{table}_accepted_sex_is_known"),
        models.CheckConstraint(
            condition=models.Q(secret_address=False) | hidden,
            name=f"{table}_secret_place_shows_a_desk_alone",
        ),
    )


class Service(Identified, ServiceWording):
    """A service as it is offered now; referrals point here."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="services")
    version = models.PositiveSmallIntegerField(default=1)
    capacity_free = models.PositiveIntegerField(null=True)
    capacity_at = models.DateTimeField(null=True)

    KIND = "service"

    class Meta:
        db_table = "directory_service"
        constraints = (
            *wording_holds("directory_service"),
            models.UniqueConstraint(
                fields=["unit", "name_en"], name="directory_service_name_is_unique_in_its_unit"
            ),
            models.CheckConstraint(
                condition=both_or_neither("capacity_free", "capacity_at"),
                name="directory_service_vacancy_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity_free=None)
                | models.Q(capacity=None)
                | models.Q(capacity_free__lte=models.F("capacity")),
                name="directory_service_has_no_more_free_places_than_places",
            ),
        )
        indexes = (models.Index(fields=["kind", "status"], name="directory_service_kind"),)


class ServiceVersion(Identified, ServiceWording):
    """What a service said of itself from a moment on; rows are only added."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()
    areas = models.JSONField(default=list)  # ids of the territories served

    class Meta:
        db_table = "directory_service_version"
        constraints = (
            *wording_holds("directory_service_version"),
            models.UniqueConstraint(
                fields=["service", "version"], name="directory_service_version_is_taken_once"
            ),
        )


class ServiceArea(Identified):
    """A territory that a service serves (HSDS `service_area`)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="areas")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")

    class Meta:
        db_table = "directory_service_area"
        constraints = (
            models.UniqueConstraint(
                fields=["service", "territory"], name="directory_service_area_is_named_once"
            ),
        )
        indexes = (models.Index(fields=["territory"], name="directory_service_area_place"),)


class Helpline(Versioned, Sourced):
    """A number and whom it reaches in a province (null: nobody said where). The number is text."""

    number_text = models.CharField(max_length=24)
    dial_e164 = models.CharField(max_length=16, blank=True)
    service_en = models.CharField(max_length=160)
    service_ur = models.CharField(max_length=160, blank=True)
    province = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")
    hours_en = models.CharField(max_length=120, blank=True)
    hours_ur = models.CharField(max_length=120, blank=True)
    languages = models.CharField(max_length=80, blank=True)
    confidence_text = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=12, default=HelplineStatus.UNVERIFIED)
    last_verified = models.DateField(null=True)
    verified_by = models.UUIDField(null=True)  # the staff member, known to `security`

    KIND = "helpline"

    class Meta:
        db_table = "directory_helpline"
        constraints = (
            *versions_of("directory_helpline", ("number_text", "province")),
            among("status", HelplineStatus, "directory_helpline_status_is_known"),
            models.CheckConstraint(
                condition=both_or_neither("last_verified", "verified_by"),
                name="directory_helpline_verified_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=HelplineStatus.VERIFIED)
                | models.Q(last_verified__isnull=False),
                name="directory_helpline_verified_has_a_day",
            ),
        )
