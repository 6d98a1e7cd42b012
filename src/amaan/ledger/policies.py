"""Who may add to the ledger, and how is it kept from being changed?

Facts, links, roots and checks are only ever added. Staff and reporters write and read facts under
policies of the capabilities that know seats and passes.
"""

from typing import Final

from amaan.kernel.actor import ActorKind
from amaan.kernel.row_security import (
    ALWAYS,
    APP,
    AUDIT,
    PUBLIC,
    WORKER,
    Function,
    Policy,
    Trigger,
    numbered,
    quoted,
    secured,
)

TABLES: Final = ("ledger_fact", "ledger_link", "ledger_root", "ledger_check")
# The owner too: whoever restores or migrates by hand meets it before any row of evidence is gone.
REFUSE: Final = """
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
"""
NEVER: Final = ("UPDATE", "DELETE", "TRUNCATE")
# Otherwise a process could hide a fact from the sealer by naming a transaction far ahead.
OWN_TRANSACTION: Final = Policy(
    "ledger_fact",
    "transaction_is_own",
    "INSERT",
    (APP, PUBLIC, WORKER),
    check="xid = pg_current_xact_id()",
    restrictive=True,
)

DECLARED: Final = (
    Function("ledger_refuse_change", "", "trigger", REFUSE, definer=False, volatile=True),
    *(
        Trigger(table, f"{table}_is_append_only", NEVER, "ledger_refuse_change", each_row=False)
        for table in TABLES
    ),
    *numbered("ledger_fact_sequence", APP, PUBLIC, WORKER),
    *secured(
        "ledger_fact",
        select={AUDIT: ALWAYS, WORKER: ALWAYS},
        # A job acts for the platform or a reporter; nobody writes as staff without a seat's pass.
        insert={WORKER: f"actor_kind <> {quoted(ActorKind.STAFF)}"},
    ),
    OWN_TRANSACTION,
    # Only the sealer links, signs and keeps checks.
    *(
        part
        for table in TABLES[1:]
        for part in secured(table, select={AUDIT: ALWAYS}, insert={AUDIT: ALWAYS})
    ),
)
