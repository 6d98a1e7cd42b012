"""Who may read the directory, and what the worker may add at set-up and import.

Writing by staff is declared by `security`, which knows permissions. The public role sees the
columns that may be printed on a wall: no address, no duty contact, no free places.
"""

from collections.abc import Mapping
from typing import Final

from amaan.directory.rules.changing import CHANGEABLE
from amaan.directory.rules.helplines import ALWAYS_SHOWN, HelplineStatus
from amaan.directory.rules.services import ServiceStatus
from amaan.kernel.row_security import (
    ALWAYS,
    APP,
    PUBLIC,
    WORKER,
    Declarations,
    listed,
    permitted,
    quoted,
    secured,
)

STAFF: Final = {APP: ALWAYS, WORKER: ALWAYS}
EVERYONE: Final = {**STAFF, PUBLIC: ALWAYS}

FOR_EVERYONE: Final = (
    "directory_territory",
    "directory_territory_alias",
    "directory_territory_figure",
    "directory_agency",
    "directory_service_area",
    "directory_calendar_version",
    "directory_clock_limit",
    "directory_code",
)
FOR_STAFF: Final = (
    "directory_unit",
    "directory_post",
    "directory_focal_person",
    "directory_service",
    "directory_service_version",
    "directory_helpline",
    "directory_offence_version",
)
UNIT_COLUMNS: Final = "id, agency_id, kind, name_en, name_ur, territory_id, valid_from, valid_to"
SERVICE_COLUMNS: Final = (
    "id, unit_id, name_en, name_ur, kind, status, description_en, description_ur, accepted_sex,"
    " minimum_age, maximum_age, hours_en, hours_ur, phone, contact_desk, secret_address, listed,"
    " verified_on, version"
)
HELPLINE_COLUMNS: Final = (
    "id, entry, version, recorded_at, superseded_at, number_text, dial_e164, service_en,"
    " service_ur, province_id, hours_en, hours_ur, languages, status, last_verified, confidence"
)
# A service that nobody has verified may be a trap, and one that is not listed hides somebody.
SHOWN_SERVICE: Final = (
    f"listed AND status = {quoted(ServiceStatus.ACTIVE)} AND verified_on IS NOT NULL"
)
SHOWN_HELPLINE: Final = (
    "superseded_at IS NULL"
    f" AND (number_text IN ({listed(ALWAYS_SHOWN)}) OR status = {quoted(HelplineStatus.VERIFIED)})"
)


def locked(table: str, readers: Mapping[str, str]) -> Declarations:
    """Readable by `readers`; the worker adds rows and changes what can change."""
    columns = CHANGEABLE.get(table)
    return secured(
        table,
        select=readers,
        insert={WORKER: ALWAYS},
        update={WORKER: ALWAYS} if columns else None,
        columns={WORKER: columns} if columns else None,
        delete={WORKER: ALWAYS} if table == "directory_service_area" else None,
    )


def public_columns(table: str, condition: str, columns: str) -> Declarations:
    """Some rows and columns for the public role."""
    return permitted(table, select={PUBLIC: condition}, read_columns={PUBLIC: columns})


DECLARED: Final = (
    *(part for table in FOR_EVERYONE for part in locked(table, EVERYONE)),
    *(part for table in FOR_STAFF for part in locked(table, STAFF)),
    *secured("directory_import_run", select={WORKER: ALWAYS}, insert={WORKER: ALWAYS}),
    *public_columns("directory_unit", ALWAYS, UNIT_COLUMNS),
    *public_columns("directory_service", SHOWN_SERVICE, SERVICE_COLUMNS),
    *public_columns("directory_helpline", SHOWN_HELPLINE, HELPLINE_COLUMNS),
)
