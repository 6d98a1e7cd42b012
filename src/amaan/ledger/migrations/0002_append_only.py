"""Facts, links, roots and checks can only be added: triggers, row security and grants say so."""

from django.db import migrations

from amaan.access.row_security import APP, AUDIT, PUBLIC, WORKER, policy, secure

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
SEQUENCE = f"""
CREATE SEQUENCE ledger_fact_sequence;
GRANT USAGE ON SEQUENCE ledger_fact_sequence TO {APP}, {PUBLIC}, {WORKER};
ALTER TABLE ledger_fact ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX ledger_fact_xid ON ledger_fact (xid, sequence);
"""
NO_SEQUENCE = """
DROP SEQUENCE ledger_fact_sequence;
ALTER TABLE ledger_fact DROP COLUMN xid;
"""
BY_WORKER = "actor_kind <> 'STAFF'"
# Otherwise a process could hide a fact from the sealer by naming a transaction far ahead.
OWN_TRANSACTION = "WITH CHECK (xid = pg_current_xact_id())"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("access", "0001_initial")]
    operations = [
        migrations.RunSQL(SEQUENCE, NO_SEQUENCE),
        migrations.RunSQL(TRIGGER + MOUNT, UNMOUNT + "DROP FUNCTION ledger_refuse_change();"),
        secure(
            "ledger_fact",
            select={
                AUDIT: "true",
                WORKER: "true",
                PUBLIC: "release = 'PUBLIC' AND about = (SELECT access_complaint())",
            },
            insert={
                WORKER: BY_WORKER,
                PUBLIC: "actor_kind = 'REPORTER' AND about = (SELECT access_complaint())",
            },
        ),
        policy(
            "ledger_fact",
            "transaction_is_own",
            "INSERT",
            f"{APP}, {PUBLIC}, {WORKER}",
            OWN_TRANSACTION,
            restrictive=True,
        ),
        secure("ledger_link", select={AUDIT: "true"}, insert={AUDIT: "true"}),
        secure("ledger_root", select={AUDIT: "true"}, insert={AUDIT: "true"}),
        secure("ledger_check", select={AUDIT: "true"}, insert={AUDIT: "true"}),
    ]
