"""The number of a fact, and the transaction that wrote it.

The sealer chains what lies below every open transaction. That nobody changes a fact, and who reads
it, says `ledger/policies.py`.
"""

from django.db import migrations

SEQUENCE = """
CREATE SEQUENCE ledger_fact_sequence;
ALTER TABLE ledger_fact ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX ledger_fact_xid ON ledger_fact (xid, sequence);
"""
NO_SEQUENCE = """
DROP SEQUENCE ledger_fact_sequence;
ALTER TABLE ledger_fact DROP COLUMN xid;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("access", "0001_initial")]
    operations = [migrations.RunSQL(SEQUENCE, NO_SEQUENCE)]
