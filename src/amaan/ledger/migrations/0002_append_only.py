"""Facts, links, roots and checks can only be added: triggers, row security and grants say so.

Written out in SQL, because the ledger lies below `access` and may not import its helpers.
"""

from django.db import migrations

TABLES = ("ledger_fact", "ledger_link", "ledger_root", "ledger_check")
TRIGGER = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""
MOUNT = "\n".join(
    f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();"
    for table in TABLES
)
UNMOUNT = "\n".join(f"DROP TRIGGER {table}_is_append_only ON {table};" for table in TABLES)
# The transaction that wrote a fact: the sealer chains what lies below every open transaction.
SEQUENCE = """
CREATE SEQUENCE ledger_fact_sequence;
GRANT USAGE ON SEQUENCE ledger_fact_sequence TO amaan_app, amaan_public, amaan_worker;
ALTER TABLE ledger_fact ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX ledger_fact_xid ON ledger_fact (xid, sequence);
"""
NO_SEQUENCE = """
DROP SEQUENCE ledger_fact_sequence;
ALTER TABLE ledger_fact DROP COLUMN xid;
"""
WALLS = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_maintains ON {table} TO amaan_owner USING (true) WITH CHECK (true);
CREATE POLICY select_audit ON {table} FOR SELECT TO amaan_audit USING (true);
GRANT SELECT ON {table} TO amaan_audit;
"""
    for table in TABLES
)
# Only the sealer links, signs and keeps checks.
SEALER = "".join(
    f"""
CREATE POLICY insert_audit ON {table} FOR INSERT TO amaan_audit WITH CHECK (true);
GRANT INSERT ON {table} TO amaan_audit;
"""
    for table in TABLES[1:]
)
# Staff write and read facts under policies of `security`, which knows seats and units.
FACTS = """
CREATE POLICY select_worker ON ledger_fact FOR SELECT TO amaan_worker USING (true);
CREATE POLICY insert_worker ON ledger_fact FOR INSERT TO amaan_worker
  WITH CHECK (actor_kind <> 'STAFF');
CREATE POLICY select_public ON ledger_fact FOR SELECT TO amaan_public
  USING (release = 'PUBLIC' AND about = (SELECT access_complaint()));
CREATE POLICY insert_public ON ledger_fact FOR INSERT TO amaan_public
  WITH CHECK (actor_kind = 'REPORTER' AND about = (SELECT access_complaint()));
GRANT SELECT, INSERT ON ledger_fact TO amaan_worker, amaan_public;
"""
# Otherwise a process could hide a fact from the sealer by naming a transaction far ahead.
OWN_TRANSACTION = """
CREATE POLICY transaction_is_own ON ledger_fact AS RESTRICTIVE FOR INSERT
  TO amaan_app, amaan_public, amaan_worker WITH CHECK (xid = pg_current_xact_id());
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("access", "0001_initial")]
    operations = [
        migrations.RunSQL(SEQUENCE, NO_SEQUENCE),
        migrations.RunSQL(TRIGGER + MOUNT, UNMOUNT + "DROP FUNCTION ledger_refuse_change();"),
        migrations.RunSQL(WALLS + SEALER + FACTS + OWN_TRANSACTION, migrations.RunSQL.noop),
    ]
