"""Who reads and writes staff, seats, keys, grants, exclusions, consents and the log of reads?"""

from typing import Final

from amaan.access.permissions import Permission
from amaan.kernel.row_security import (
    ALWAYS,
    APP,
    PUBLIC,
    SERVING,
    WORKER,
    quoted,
    secured,
)
from amaan.keyservice.port import SORTING_UNIT
from amaan.security.rules.asking import (
    REPORTER,
    SEAT,
    SIGNED_IN,
    UNIT,
    holds,
    may,
    never_reaches_the_excluded,
    not_excluded,
)
from amaan.security.rules.purposes import RecipientKind

MANAGES: Final = may(Permission.SECURITY_STAFF_MANAGE)
MINE: Final = f"unit = {UNIT}"
OWN_REPORT: Final = f"record = {REPORTER}"
HELD: Final = holds("record")
# The platform's sorting unit has a key and no people: what the public site seals, the worker
# re-wraps to a desk.
SORTING: Final = f"{quoted(str(SORTING_UNIT))}::uuid"
# In the name of the own seat, or by a record itself (a rule that opens it), never in another's.
GRANTS: Final = (
    f"(granted_by = {SEAT} OR granted_by = record) AND {SIGNED_IN}"
    " AND security_may_grant(record, unit)"
)

TO_CODE: Final = f"recipient_kind = {quoted(RecipientKind.REPORTER)}"

DECLARED: Final = (
    # Signing in happens before there is a pass, so the staff table is open to the staff site's own
    # role. It writes no password: only the first one gives way, once, by a function.
    *secured(
        "security_staff",
        select={APP: ALWAYS, WORKER: ALWAYS},
        insert={APP: f"{MANAGES} AND first_password"},
        update={APP: ALWAYS},
        columns={APP: "last_login, is_active, name_en, name_ur, email"},
    ),
    *secured(
        "security_seat",
        select={APP: ALWAYS, WORKER: ALWAYS},
        insert={APP: MANAGES},
        update={APP: MANAGES},
        columns={APP: "ends_on, certified_until"},
    ),
    *secured("security_spent_code"),
    *secured("security_role_permission", select={APP: ALWAYS, WORKER: ALWAYS}),
    *secured(
        "security_unit_key",
        select=dict.fromkeys(SERVING, ALWAYS),
        insert={WORKER: ALWAYS, APP: MANAGES},
        update={WORKER: ALWAYS},
    ),
    *secured(
        "security_data_key",
        select={WORKER: ALWAYS, APP: f"(SELECT {HELD})"},
        insert={APP: SIGNED_IN, WORKER: ALWAYS, PUBLIC: OWN_REPORT},
    ),
    *secured(
        "security_wrap",
        select={
            APP: f"recipient = {UNIT}",
            WORKER: ALWAYS,
            PUBLIC: f"{OWN_REPORT} AND {TO_CODE}",
        },
        insert={
            APP: HELD,
            WORKER: ALWAYS,
            PUBLIC: f"{OWN_REPORT} AND ({TO_CODE} OR recipient = {SORTING})",
        },
        delete={WORKER: ALWAYS},
    ),
    *secured(
        "security_grant",
        select={APP: f"{MINE} OR {HELD}", WORKER: ALWAYS},
        insert={APP: GRANTS, WORKER: ALWAYS},
        update={APP: f"{MINE} OR {HELD}", WORKER: ALWAYS},
        columns={APP: "ended_at, ended_why"},
    ),
    # Oversight sees who is shut out; not of a record from which it is shut out itself.
    *secured(
        "security_exclusion",
        select={
            APP: f"{may(Permission.INTAKE_EXCLUSION_REVIEW)} AND {not_excluded('record')}",
            WORKER: ALWAYS,
        },
        insert={APP: HELD, WORKER: ALWAYS},
    ),
    *secured(
        "security_consent",
        select={APP: HELD, WORKER: ALWAYS, PUBLIC: OWN_REPORT},
        insert={APP: HELD, WORKER: ALWAYS, PUBLIC: OWN_REPORT},
        update={APP: HELD, WORKER: ALWAYS},
        columns={APP: "withdrawn_at", WORKER: "withdrawn_at"},
    ),
    *secured(
        "security_read",
        select={APP: f"{may(Permission.SECURITY_READ_LOG_READ)} OR seat = {SEAT}"},
        insert={APP: f"seat = {SEAT}"},
    ),
    *secured(
        "security_node_mark",
        select={APP: SIGNED_IN},
        insert={APP: f"{may(Permission.SECURITY_NODE_MARK)} AND marked_by = {SEAT}"},
    ),
    *never_reaches_the_excluded("security_grant", "security_refuse_excluded", "unit", "record"),
    *never_reaches_the_excluded("security_wrap", "security_refuse_excluded_wrap"),
)
