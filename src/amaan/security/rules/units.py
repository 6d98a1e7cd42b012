"""Units that the platform itself is."""

from typing import Final
from uuid import UUID

# Has a key pair and no people: the public site seals to it, the sorting job hands over to a desk
# (SECURITY.md section 7).
SORTING_UNIT: Final = UUID("00000000-0000-7000-8000-000000000001")
