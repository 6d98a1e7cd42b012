"""What does the database itself ask about staff, grants and exclusions, on every table?"""

from typing import Final

from amaan.security.policies import functions, libraries, lower, tables

DECLARED: Final = (
    *functions.DECLARED,
    *tables.DECLARED,
    *lower.DECLARED,
    *libraries.DECLARED,
)
