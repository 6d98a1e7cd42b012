"""Who works here and who may see what: staff and seats, keys and wraps, grants, exclusions,
consents, reads.
"""

from amaan.security.models.keys import DataKey, UnitKey, Wrap
from amaan.security.models.node import NodeMark
from amaan.security.models.seeing import Consent, Exclusion, Grant, Read
from amaan.security.models.staff import RolePermission, Seat, SpentCode, Staff, StaffManager

__all__ = [
    "Consent",
    "DataKey",
    "Exclusion",
    "Grant",
    "NodeMark",
    "Read",
    "RolePermission",
    "Seat",
    "SpentCode",
    "Staff",
    "StaffManager",
    "UnitKey",
    "Wrap",
]
