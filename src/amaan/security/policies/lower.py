"""What may staff do on the tables of lower capabilities, which know neither seat nor permission?

The directory by permission; clocks, tasks and notices by unit, picture and grant; facts by seat.
"""

from typing import Final

from amaan.access.permissions import Permission
from amaan.directory.rules.changing import CHANGEABLE
from amaan.kernel.actor import NOBODY, ActorKind
from amaan.kernel.fact import Release
from amaan.kernel.row_security import (
    APP,
    Declarations,
    Policy,
    granted,
    listed,
    permitted,
    quoted,
)
from amaan.security.rules.asking import (
    SEAT,
    SIGNED_IN,
    UNIT,
    holds,
    in_picture,
    may,
    never_reaches_the_excluded,
    not_excluded,
)
from amaan.work.rules.changing import CHANGEABLE as CHANGING

# Entries that an administrator may add; what may change of them is the directory's own rule.
ENTRIES: Final = (
    "directory_agency",
    "directory_calendar_version",
    "directory_clock_limit",
    "directory_code",
    "directory_focal_person",
    "directory_helpline",
    "directory_post",
    "directory_service",
    "directory_service_area",
    "directory_service_version",
    "directory_territory",
    "directory_territory_alias",
    "directory_territory_figure",
    "directory_unit",
)
MAY_IMPORT: Final = may(Permission.DIRECTORY_ENTRY_IMPORT)
MAY_REVISE: Final = f"{may(Permission.DIRECTORY_ENTRY_REVISE)} OR {MAY_IMPORT}"
MAY_REVISE_LAW: Final = f"{may(Permission.DIRECTORY_LAW_REVISE)} OR {MAY_IMPORT}"


def entries(table: str, condition: str) -> Declarations:
    """INSERT, and UPDATE of some columns, for the staff site by permission."""
    columns = CHANGEABLE.get(table)
    return permitted(
        table,
        insert={APP: condition},
        update={APP: condition} if columns else None,
        columns={APP: columns} if columns else None,
    )


DIRECTORY: Final = (
    *(part for table in ENTRIES for part in entries(table, MAY_REVISE)),
    *entries("directory_offence_version", MAY_REVISE_LAW),
    *permitted("directory_service_area", delete={APP: MAY_REVISE}),
    *permitted("directory_import_run", select={APP: MAY_IMPORT}, insert={APP: MAY_IMPORT}),
)

OWN_UNIT: Final = f"unit = {UNIT}"
OWN_SEAT: Final = f"(seat IS NULL OR seat = {SEAT})"
# A unit can become excluded after it got a row; from then on the row is not there for it.
NOT_EXCLUDED: Final = not_excluded("record")
HOLDS_OR_OWN: Final = f"({OWN_UNIT} AND {NOT_EXCLUDED}) OR {holds('record')}"
SEES_CLOCK: Final = f"(({OWN_UNIT} OR {in_picture()}) AND {NOT_EXCLUDED}) OR {holds('record')}"
SEES_OWN: Final = f"{OWN_UNIT} AND {OWN_SEAT} AND {NOT_EXCLUDED}"
LISTS: Final = ("work_task", "work_notice")

WORK: Final = (
    *permitted(
        "work_clock",
        select={APP: SEES_CLOCK},
        insert={APP: HOLDS_OR_OWN},
        update={APP: HOLDS_OR_OWN},
        columns={APP: CHANGING["work_clock"]},
    ),
    *(
        part
        for table in LISTS
        for part in permitted(
            table,
            select={APP: SEES_OWN},
            insert={APP: HOLDS_OR_OWN},
            update={APP: SEES_OWN},
            columns={APP: CHANGING[table]},
        )
    ),
    *(
        part
        for table in ("work_clock", *LISTS)
        for part in never_reaches_the_excluded(table, "security_refuse_excluded", "unit", "record")
    ),
)

# As the own seat; or for a reporter whose acts a signed-in officer applies.
WRITES_FACTS: Final = (
    f"(actor_kind = {quoted(ActorKind.STAFF)} AND actor = {SEAT})"
    f" OR (actor_kind = {quoted(ActorKind.REPORTER)} AND {SIGNED_IN})"
)
# What is no secret among staff: the registers. Facts about a matter are read by whoever sees the
# matter, under policies of its own capability.
REGISTERS: Final = (
    "staff", "seat", "unit", "territory", "agency", "service", "helpline", "offence", "calendar",
    "clock_limit", "focal_person", "post", "official_source",
)  # fmt: skip
AUDITED: Final = ("ledger_link", "ledger_root", "ledger_check")

LEDGER: Final = (
    *permitted("ledger_fact", insert={APP: WRITES_FACTS}),
    *granted("ledger_fact", "SELECT", APP),
    Policy(
        "ledger_fact",
        "insert_app_door",
        "INSERT",
        (APP,),
        check=f"actor_kind = {quoted(ActorKind.STAFF)} AND actor = {quoted(str(NOBODY))}::uuid"
        f" AND about_kind = 'staff' AND person = about AND release = {quoted(Release.NODE)}"
        " AND security_door_step(kind, about)",
    ),
    Policy(
        "ledger_fact",
        "select_app_register",
        "SELECT",
        (APP,),
        using=f"{SIGNED_IN} AND about_kind IN ({listed(REGISTERS)})",
    ),
    Policy(
        "ledger_fact",
        "select_app_node",
        "SELECT",
        (APP,),
        using=f"{SIGNED_IN} AND about_kind = 'node'",
    ),
    *(
        part
        for table in AUDITED
        for part in permitted(table, select={APP: may(Permission.LEDGER_AUDIT_READ)})
    ),
)

DECLARED: Final = (*DIRECTORY, *WORK, *LEDGER)
