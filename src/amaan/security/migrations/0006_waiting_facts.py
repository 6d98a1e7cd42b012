"""Since when does a fact wait for the sealer? One moment, for those who audit; no fact is shown."""

from django.db import migrations

from amaan.access.row_security import APP, definer
from amaan.ledger.queries.waiting import OLDEST_WAITING

OLDEST = f"""
BEGIN
    IF NOT security_may('ledger:audit:read') THEN RETURN NULL; END IF;
    RETURN ({OLDEST_WAITING});
END
"""


class Migration(migrations.Migration):
    dependencies = [("security", "0005_signing_in"), ("ledger", "0002_append_only")]
    operations = [
        definer("security_oldest_waiting_fact()", "timestamptz", OLDEST, APP),
    ]
