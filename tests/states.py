"""What does the database say when it refuses? Its own codes, so that a test meets the guard that it
means and no other.
"""

import pytest
from django.db import DatabaseError

NO_PRIVILEGE = "42501"  # no grant on table or column, or a row that the policy does not let in
CHECK_VIOLATION = "23514"  # what every trigger that guards an exclusion raises


def sqlstate(refused: "pytest.ExceptionInfo[DatabaseError]") -> str:
    """The SQLSTATE under Django's exception."""
    return str(getattr(refused.value.__cause__, "sqlstate", ""))
