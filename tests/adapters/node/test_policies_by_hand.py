"""Whatever a hand has altered, added or taken away is put back, and what it added is named."""

from collections.abc import Iterator
from typing import Any

import pytest
from psycopg import Connection

from amaan.node.endpoint import Endpoint
from amaan.node.row_security.applying import apply
from tests.adapters.node.walls import connected, in_force

pytestmark = pytest.mark.any_postgres

ALTERED = {
    "ALTER POLICY select_app ON casework_dossier USING (true)": "policy select_app on casework",
    "ALTER POLICY insert_app ON security_grant WITH CHECK (true)": "policy insert_app on security_",
    "ALTER POLICY select_worker ON intake_accused TO amaan_app": "policy select_worker on",
    "ALTER POLICY select_app ON work_task TO amaan_app, amaan_public": "policy select_app on w",
    "DROP POLICY nobody_reads_while_a_withdrawal_waits ON intake_message": "policy nobody_read",
    "DROP POLICY transaction_is_own ON ledger_fact": "policy transaction_is_own on ledger_fact",
    "COMMENT ON POLICY select_app ON casework_dossier IS NULL": "policy select_app on casework",
    "ALTER TABLE security_wrap DISABLE ROW LEVEL SECURITY": "row security of security_wrap",
    "ALTER TABLE security_wrap NO FORCE ROW LEVEL SECURITY": "row security of security_wrap",
    "ALTER TABLE django_session ENABLE ROW LEVEL SECURITY": "row security of django_session",
    "ALTER TABLE ledger_fact DISABLE TRIGGER ledger_fact_is_append_only": "trigger ledger_fact",
    "DROP TRIGGER security_grant_never_reaches_the_excluded ON security_grant": "trigger secur",
    "ALTER TABLE procrastinate_jobs DISABLE TRIGGER procrastinate_trigger_delete_jobs_v1": (
        "trigger procrastinate_trigger_delete_jobs_v1"
    ),
    "CREATE OR REPLACE TRIGGER work_queue_is_guarded BEFORE INSERT ON procrastinate_jobs"
    " FOR EACH ROW WHEN (false) EXECUTE FUNCTION work_guard_queue()": "trigger work_queue_is_g",
    "CREATE OR REPLACE FUNCTION public.security_holds(what uuid) RETURNS boolean LANGUAGE plpgsql"
    " STABLE SECURITY DEFINER SET search_path = pg_catalog, public"
    " AS 'BEGIN RETURN true; END'": "function security_holds(uuid)",
    "ALTER FUNCTION security_holds(uuid) SECURITY INVOKER": "function security_holds(uuid)",
    "ALTER FUNCTION security_holds(uuid) RESET search_path": "function security_holds(uuid)",
    "ALTER FUNCTION procrastinate_fetch_job_v2(character varying[], bigint) SECURITY DEFINER": (
        "function procrastinate_fetch_job_v2"
    ),
    "REVOKE EXECUTE ON FUNCTION security_live_grant FROM amaan_keys": "grant EXECUTE ON FUNCTI",
    "REVOKE SELECT ON intake_complaint FROM amaan_worker": "grant SELECT ON TABLE",
    "COMMENT ON SCHEMA public IS 'something else'": "schema public",
}
ADDED = {
    "CREATE POLICY too_wide ON intake_complaint FOR SELECT TO amaan_app USING (true)": (
        "policy too_wide on intake_complaint"
    ),
    "ALTER POLICY select_app ON work_clock RENAME TO other": "policy other on work_clock",
    "CREATE TRIGGER watching BEFORE INSERT ON intake_complaint FOR EACH ROW"
    " EXECUTE FUNCTION work_guard_queue()": "trigger watching on intake_complaint",
    "CREATE FUNCTION public.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
    " AS 'SELECT count(*) FROM intake_complaint'": "peek()",
    "CREATE FUNCTION public.security_holds(what text) RETURNS boolean LANGUAGE sql"
    " AS 'SELECT true'": "security_holds(text)",
    "GRANT UPDATE (id) ON intake_complaint TO amaan_app": 'grant UPDATE ("id") ON TABLE "intak',
    "GRANT UPDATE ON intake_complaint TO amaan_app": 'grant UPDATE ON TABLE "intake_complaint" to',
    "GRANT SELECT ON access_pass TO amaan_stats": 'grant SELECT ON TABLE "access_pass" to amaan_st',
    "GRANT SELECT ON work_task TO amaan_app WITH GRANT OPTION": 'grant SELECT ON TABLE "work_task"',
    "GRANT SELECT ON django_migrations TO PUBLIC": 'grant SELECT ON TABLE "django_migrations" to P',
    "GRANT EXECUTE ON FUNCTION access_subject(text) TO amaan_app": "grant EXECUTE ON FUNCTION",
    "GRANT USAGE ON SEQUENCE intake_locator_number TO amaan_public": "grant USAGE ON SEQUENCE",
    "GRANT CREATE ON SCHEMA public TO amaan_app": 'grant CREATE ON SCHEMA "public" to amaan_app',
}


@pytest.fixture
def owner(db: Endpoint) -> Iterator[Connection[Any]]:
    with connected(db) as connection:
        yield connection


def test_what_a_hand_altered_is_put_back(owner: Connection[Any]) -> None:
    whole = in_force(owner)
    for statement, thing in ALTERED.items():
        owner.execute(statement)
        made = apply(owner)
        assert any(it.thing.startswith(thing) for it in made), statement
        assert in_force(owner) == whole, statement
        assert apply(owner) == [], statement


def test_what_a_hand_added_is_taken_away_and_named(owner: Connection[Any]) -> None:
    whole = in_force(owner)
    for statement, thing in ADDED.items():
        owner.execute(statement)
        extra = [it.thing for it in apply(owner) if it.undeclared]
        assert len(extra) == 1, statement
        assert extra[0].startswith(thing), statement
        assert in_force(owner) == whole, statement


def test_a_view_that_a_hand_made_is_reached_by_no_role(owner: Connection[Any]) -> None:
    owner.execute("CREATE VIEW public.all_of_it AS SELECT * FROM intake_complaint")
    owner.execute("GRANT SELECT ON public.all_of_it TO amaan_app, amaan_public")
    extra = [it.thing for it in apply(owner) if it.undeclared]
    assert extra == [
        'grant SELECT ON TABLE "all_of_it" to amaan_app',
        'grant SELECT ON TABLE "all_of_it" to amaan_public',
    ]


def test_a_forged_comment_is_not_believed_when_all_is_made_anew(owner: Connection[Any]) -> None:
    """Whoever owns the database can write the comment that belongs to his own policy."""
    whole = in_force(owner)
    (seal,) = owner.execute(
        "SELECT obj_description(p.oid, 'pg_policy') FROM pg_policy p"
        " WHERE polname = 'select_app' AND polrelid = 'casework_dossier'::regclass"
    ).fetchone() or ("",)
    owner.execute("ALTER POLICY select_app ON casework_dossier USING (true)")
    (tree,) = owner.execute(
        "SELECT encode(sha256(convert_to(polqual::text || '|-', 'UTF8')), 'hex') FROM pg_policy"
        " WHERE polname = 'select_app' AND polrelid = 'casework_dossier'::regclass"
    ).fetchone() or ("",)
    forged = " ".join([*seal.split()[:2], tree])
    owner.execute(f"COMMENT ON POLICY select_app ON casework_dossier IS '{forged}'")
    assert apply(owner) == []  # the limit that the decision record names
    assert apply(owner, anew=True)
    assert in_force(owner) == whole
