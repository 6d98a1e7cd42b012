"""Staff who sign in, the seats they hold, and what a role may do."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models

from amaan.kernel.ids import uuid7


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by user name, as the sign-in library asks."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(username=username)


class Staff(AbstractBaseUser):
    """A person who signs in; what they may do hangs on the seat, never on the person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    name_en = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    first_password = models.BooleanField(default=True)  # somebody else knows it
    joined_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = StaffManager()

    class Meta:
        db_table = "security_staff"

    def __str__(self) -> str:
        return self.username

    def check_password(self, raw_password: str | None) -> bool:
        """Without the library's rehashing on the way: the site may write no password here."""
        return check_password(raw_password, self.password)


class SpentCode(models.Model):
    """The last time step whose one-time code this person has used; the database alone writes it."""

    staff = models.OneToOneField(Staff, models.CASCADE, primary_key=True, related_name="+")
    step = models.BigIntegerField()

    class Meta:
        db_table = "security_spent_code"


class Seat(models.Model):
    """One person in one role of one unit for a period; a pass is issued for a seat."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="seats")
    unit = models.ForeignKey("directory.Unit", models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    territory = models.ForeignKey(
        "directory.Territory", models.PROTECT, null=True, related_name="+"
    )
    certified_until = models.DateField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "security_seat"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gt=models.F("starts_on")),
                name="security_seat_ends_after_it_starts",
            ),
        )
        indexes = (models.Index(fields=["unit", "role"], name="security_seat_unit_role"),)


class RolePermission(models.Model):
    """A role as a named set of permissions, so that the database can ask too."""

    role = models.CharField(max_length=32)
    permission = models.CharField(max_length=64)

    class Meta:
        db_table = "security_role_permission"
        constraints = (
            models.UniqueConstraint(
                fields=["role", "permission"], name="security_role_permission_is_unique"
            ),
        )
