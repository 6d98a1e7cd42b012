"""What does the key service ask the database? Three functions, which are its port there.

`access` and `security` declare them with these very signatures and let `amaan_keys` call them.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SqlFunction:
    """A function of the database: `arguments` and `returns` as PostgreSQL prints them."""

    name: str
    arguments: str
    returns: str


PASS_SEAT: Final = SqlFunction(
    "access_pass_seat", "hash bytea", "TABLE(seat uuid, staff uuid, unit uuid, kind text)"
)
LIVE_GRANT: Final = SqlFunction(
    "security_live_grant", "whom uuid, who uuid, what uuid, why text", "boolean"
)
IN_SERVICE: Final = SqlFunction("security_in_service", "", "boolean")
ASKED: Final = (PASS_SEAT, LIVE_GRANT, IN_SERVICE)
