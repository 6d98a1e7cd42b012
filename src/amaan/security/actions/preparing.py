"""Set-up rows that no person writes: what each role may do, and the public halves of unit keys."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import writing
from amaan.kernel.actor import Actor
from amaan.keyservice.port import key_service
from amaan.security.models import RolePermission, UnitKey
from amaan.security.rules.roles import PERMISSIONS


def sync_roles() -> int:
    """Make the table say what `rules.roles` says; returns how many rows changed."""
    wanted = {
        (str(role), str(permission)) for role, held in PERMISSIONS.items() for permission in held
    }
    with writing(Actor.system("set-up")):
        known = set(RolePermission.objects.values_list("role", "permission"))
        for role, permission in known - wanted:
            RolePermission.objects.filter(role=role, permission=permission).delete()
        RolePermission.objects.bulk_create(
            RolePermission(role=role, permission=permission)
            for role, permission in sorted(wanted - known)
        )
        return len(known ^ wanted)


def give_keys(units: Iterable[UUID], *, at: datetime) -> int:
    """Let every unit without a key pair have one. Raises OutsideFailed when the key service does
    not answer.
    """
    keys = key_service().unit_public_keys(list(units))
    return keep_unit_keys(
        {unit: (str(key.key_id), key.public) for unit, key in keys.items()}, at=at
    )


def keep_unit_keys(keys: Mapping[UUID, tuple[str, bytes]], *, at: datetime) -> int:
    """Store the public half of each unit that has none yet; the key service keeps the private
    halves.
    """
    with writing(Actor.system("set-up")):
        known = set(UnitKey.objects.filter(ends_at__isnull=True).values_list("unit", flat=True))
        new = [
            UnitKey(unit=unit, key_id=key_id, public=public, starts_at=at)
            for unit, (key_id, public) in keys.items()
            if unit not in known
        ]
        UnitKey.objects.bulk_create(new)
        return len(new)
