"""How long may a reading of the whole ledger take? Longer than the limits of its database role."""

from django.db import connections

LONG = (
    "SELECT set_config('statement_timeout', '30min', %s),"
    " set_config('idle_in_transaction_session_timeout', '10min', %s)"
)


def take_time(using: str, *, transaction_only: bool) -> None:
    """For the running transaction, or for as long as the connection lives."""
    with connections[using].cursor() as cursor:
        cursor.execute(LONG, [transaction_only, transaction_only])
