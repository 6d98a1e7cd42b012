"""Where is a pass checked, and who may touch their table? Nobody may: six functions issue, renew,
end and resolve a pass; `access_subject` says whether it is live, for every policy of every table.

Here too: what a reporter's pass opens of the facts, and which role may enter database and schema.
"""

from typing import Final

from amaan.kernel.actor import ActorKind
from amaan.kernel.fact import Release
from amaan.kernel.row_security import (
    APP,
    PUBLIC,
    RUN_TIME,
    SERVING,
    Grant,
    Kind,
    definer,
    permitted,
    quoted,
    secured,
)

# The setting is text that the client sends: the pattern stops what is no secret before it is
# decoded (a decoding error would tell a guesser more than NULL does). Only the hash is compared, so
# a copy of the table opens nothing. The kind is asked for, or a reporter's pass would answer as a
# seat of the same id; an ended pass and one past its time are looked up again with each statement,
# so that signing out ends reading everywhere at once.
SUBJECT: Final = """
DECLARE secret text := current_setting('amaan.pass', true); found uuid;
BEGIN
    -- Not a secret at all: nobody, without an error to learn from.
    IF secret IS NULL OR secret !~ '^[0-9a-f]{64}$' THEN RETURN NULL; END IF;
    SELECT subject INTO found FROM access_pass
     WHERE secret_hash = sha256(decode(secret, 'hex'))
       -- A reporter's pass never speaks for a seat, nor the other way round.
       AND kind = wanted
       -- Signed out, or ended by an administrator.
       AND ended_at IS NULL AND expires_at > now();
    RETURN found;
END
"""
# Nobody may run this but the functions that have asked for a proof first (`security_issue_pass`,
# `intake_issue_pass`): whoever could would become anybody.
ISSUE: Final = """
BEGIN
    INSERT INTO access_pass (id, secret_hash, kind, subject, person, issued_at, expires_at, ends_at)
    VALUES (gen_random_uuid(), hash, wanted, whose, who, now(), now() + idle, now() + total);
END
"""
# Never past the end: a stolen cookie cannot be kept alive for ever. A dead pass does not come back.
RENEW: Final = """
BEGIN
    UPDATE access_pass SET expires_at = least(ends_at, now() + idle)
     WHERE secret_hash = hash AND ended_at IS NULL AND expires_at > now();
    RETURN FOUND;
END
"""
END: Final = """
BEGIN
    UPDATE access_pass SET ended_at = now() WHERE secret_hash = hash AND ended_at IS NULL;
    RETURN FOUND;
END
"""
END_ALL: Final = """
BEGIN
    UPDATE access_pass SET ended_at = now() WHERE subject = whose AND ended_at IS NULL;
END
"""
REPORTER: Final = quoted(ActorKind.REPORTER)
COMPLAINT: Final = f"BEGIN RETURN access_subject({REPORTER}); END"
OWN_REPORT: Final = "about = (SELECT access_complaint())"

DECLARED: Final = (
    *(Grant(Kind.DATABASE, "", "CONNECT", role) for role in RUN_TIME),
    *(Grant(Kind.SCHEMA, "public", "USAGE", role) for role in RUN_TIME),
    *secured("access_pass"),
    *definer("access_subject(wanted text)", "uuid", SUBJECT),
    *definer("access_complaint()", "uuid", COMPLAINT, *SERVING),
    *definer(
        "access_issue_pass(wanted text, whose uuid, who uuid, hash bytea, idle interval,"
        " total interval)",
        "void",
        ISSUE,
        volatile=True,
    ),
    *definer(
        "access_renew_pass(hash bytea, idle interval)",
        "boolean",
        RENEW,
        *(APP, PUBLIC),
        volatile=True,
    ),
    *definer("access_end_pass(hash bytea)", "boolean", END, APP, PUBLIC, volatile=True),
    *definer("access_end_passes(whose uuid)", "void", END_ALL, volatile=True),
    # Behind the code only what is meant for the reporter, of the own report.
    *permitted(
        "ledger_fact",
        select={PUBLIC: f"release = {quoted(Release.PUBLIC)} AND {OWN_REPORT}"},
        insert={PUBLIC: f"actor_kind = {REPORTER} AND {OWN_REPORT}"},
    ),
)
