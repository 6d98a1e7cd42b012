"""Which commands may take longer than a page? Those that a person or a timer runs over many rows:
they set limits of their own, wide but not absent, in the place of their role's (`node.roles`).
"""

import os

PATIENT = frozenset({"demo", "django", "import"})
LONG = "-c statement_timeout=30min -c idle_in_transaction_session_timeout=10min"


def take_time(word: str) -> None:
    """Before the first connection; what an operator has set already stands."""
    if word in PATIENT:
        os.environ.setdefault("PGOPTIONS", LONG)
