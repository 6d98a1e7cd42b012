"""Who there is: agencies, their units as a tree, the posts in a unit, and focal persons by
order.
"""

from django.db import models

from amaan.directory.models.shapes import (
    Dated,
    Identified,
    Sourced,
    among,
    starts_before_it_ends,
)
from amaan.directory.models.territories import Territory
from amaan.directory.rules.agencies import AgencyKind
from amaan.directory.rules.mandates import Compartment, UnitKind


class Agency(Identified, Sourced):
    """A body of the state or a partner. `code` names its chain in the ledger."""

    code = models.CharField(max_length=32)
    name_en = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    kind = models.CharField(max_length=24)
    is_police = models.BooleanField(default=False)
    province = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")

    KIND = "agency"

    class Meta:
        db_table = "directory_agency"
        constraints = (
            models.UniqueConstraint(fields=["code"], name="directory_agency_code_is_unique"),
            among("kind", AgencyKind, "directory_agency_kind_is_known"),
        )


class Unit(Identified, Dated):
    """An office. `path` is `/root/…/id`, so that a branch is a range of texts."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    kind = models.CharField(max_length=24)
    name_en = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="units")
    path = models.TextField(db_collation="C")
    is_intake_desk = models.BooleanField(default=False)
    is_oversight_pool = models.BooleanField(default=False)
    compartment = models.CharField(max_length=16, default=Compartment.NONE)
    duty_contact = models.CharField(max_length=60, blank=True)

    KIND = "unit"

    class Meta:
        db_table = "directory_unit"
        constraints = (
            among("kind", UnitKind, "directory_unit_kind_is_known"),
            among("compartment", Compartment, "directory_unit_compartment_is_known"),
            starts_before_it_ends("directory_unit_starts_before_it_ends"),
            models.UniqueConstraint(fields=["path"], name="directory_unit_path_is_unique"),
            models.UniqueConstraint(
                fields=["agency", "parent", "name_en"],
                condition=models.Q(valid_to=None),
                name="directory_unit_name_is_unique_under_its_parent",
                nulls_distinct=False,
            ),
        )


class Post(Identified, Dated):
    """A seat in a unit, filled or not; `ladder` is its place on the escalation ladder (a role
    code).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    name_en = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    ladder = models.CharField(max_length=32, blank=True)
    is_deputy = models.BooleanField(default=False)

    KIND = "post"

    class Meta:
        db_table = "directory_post"
        constraints = (
            starts_before_it_ends("directory_post_starts_before_it_ends"),
            models.UniqueConstraint(
                fields=["unit", "name_en"],
                condition=models.Q(valid_to=None),
                name="directory_post_is_open_once_in_its_unit",
            ),
        )


class FocalPerson(Identified):
    """A dated appointment by order; a vacant seat is the absence of an open one."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="focal_persons")
    name_en = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    contact = models.CharField(max_length=60, blank=True)
    deputy_en = models.CharField(max_length=120, blank=True)
    deputy_ur = models.CharField(max_length=120, blank=True)
    deputy_contact = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    order_number = models.CharField(max_length=60)
    end_order_number = models.CharField(max_length=60, blank=True)

    KIND = "focal_person"

    class Meta:
        db_table = "directory_focal_person"
        constraints = (
            starts_before_it_ends("directory_focal_person_starts_before_it_ends"),
            models.UniqueConstraint(
                fields=["agency", "territory"],
                condition=models.Q(valid_to=None),
                name="directory_focal_person_seat_is_held_once",
            ),
        )
        indexes = (models.Index(fields=["territory", "valid_from"], name="directory_focal_place"),)
