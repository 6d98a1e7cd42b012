"""What every node needs before its sites open: roles as data, and key pairs for the platform and
its units.
"""

from django.utils.timezone import now

from amaan.directory.queries import open_units
from amaan.keyservice.port import SORTING_UNIT
from amaan.security.actions.preparing import give_keys, sync_roles


def prepare_node() -> None:
    """Write what each role may do, and give every unit without a key pair its sealing key."""
    at = now()
    sync_roles()
    units = [SORTING_UNIT, *open_units(at.date()).values_list("id", flat=True)]
    give_keys(units, at=at)
