"""How does a migration change a column that policies or triggers ask about?

It closes the table first: no run-time role reaches it, loudly (`permission denied`, never an empty
page), until `amaan node migrate` has put the declared set back. The sites say 503 meanwhile.
"""

from django.db.migrations.operations import RunSQL

from amaan.kernel.row_security import OWNER_POLICY, RUN_TIME, quoted

# A table whose policy looks into the closed one is closed with it: a policy that is missing there
# would show too much where it was restrictive, and nothing at all where it was not.
CLOSE = """
DO $close$
DECLARE asked regclass; trigger_name name; policy_name name;
BEGIN
    FOR asked IN
        SELECT {table}::regclass
        UNION SELECT p.polrelid FROM pg_policy p JOIN pg_depend d ON d.objid = p.oid
         WHERE d.classid = 'pg_policy'::regclass AND d.refclassid = 'pg_class'::regclass
           AND d.refobjid = {table}::regclass
    LOOP
        FOR policy_name IN SELECT polname FROM pg_policy
                            WHERE polrelid = asked AND polname <> {kept} LOOP
            EXECUTE format('DROP POLICY %I ON %s', policy_name, asked);
        END LOOP;
        EXECUTE format('REVOKE ALL ON TABLE %s FROM {roles}', asked);
    END LOOP;
    FOR trigger_name IN SELECT tgname FROM pg_trigger
                         WHERE tgrelid = {table}::regclass AND NOT tgisinternal LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', trigger_name, {table}::regclass);
    END LOOP;
    EXECUTE 'COMMENT ON SCHEMA public IS NULL';
END $close$;
"""


def closed(table: str) -> RunSQL:
    """Drop every policy and trigger of `table` and every run-time grant on it.

    The first operation of a migration that alters such a column. The owner's policy stays, for the
    migration itself.
    """
    text = CLOSE.format(
        table=quoted(f"public.{table}"), kept=quoted(OWNER_POLICY), roles=", ".join(RUN_TIME)
    )
    return RunSQL(text, RunSQL.noop)
