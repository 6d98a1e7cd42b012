"""Who may read the directory, and what the worker may add at set-up and import.

Writing by staff is added by `security`, which knows permissions. The public role sees the columns that may be printed
on a wall: no address, no duty contact, no free places. Of a version only `superseded_at` can ever change.
"""

from collections.abc import Iterable

from django.db import migrations
from django.db.migrations.operations import RunSQL

from amaan.access.row_security import ALWAYS, APP, PUBLIC, WORKER, permit, secure

STAFF = {APP: ALWAYS, WORKER: ALWAYS}
EVERYONE = {**STAFF, PUBLIC: ALWAYS}

FOR_EVERYONE = (
    "directory_territory",
    "directory_territory_alias",
    "directory_territory_figure",
    "directory_agency",
    "directory_service_area",
    "directory_calendar_version",
    "directory_clock_limit",
    "directory_code",
)
FOR_STAFF = (
    "directory_unit",
    "directory_post",
    "directory_focal_person",
    "directory_service",
    "directory_service_version",
    "directory_helpline",
    "directory_offence_version",
)
# What a run-time role may change of a row that is there; tables that are not named here are only added to.
CHANGEABLE = {
    "directory_calendar_version": "superseded_at",
    "directory_clock_limit": "superseded_at",
    "directory_focal_person": "valid_to, end_order_number",
    "directory_helpline": "superseded_at",
    "directory_offence_version": "superseded_at",
    "directory_post": "valid_to",
    "directory_service": (
        "name_en, name_ur, kind, status, description_en, description_ur, capacity, accepted_sex,"
        " minimum_age, maximum_age, accepted_forms, minimum_data, must_accept, hours_en, hours_ur,"
        " phone, contact_desk, secret_address, address_en, address_ur, listed, verified_on, version,"
        " capacity_free, capacity_at"
    ),
    "directory_unit": "valid_to",
}
UNIT_COLUMNS = "id, agency_id, kind, name_en, name_ur, territory_id, valid_from, valid_to"
SERVICE_COLUMNS = (
    "id, unit_id, name_en, name_ur, kind, status, description_en, description_ur, accepted_sex,"
    " minimum_age, maximum_age, hours_en, hours_ur, phone, contact_desk, secret_address, listed,"
    " verified_on, version"
)
HELPLINE_COLUMNS = (
    "id, entry, version, recorded_at, superseded_at, number_text, dial_e164, service_en, service_ur,"
    " province_id, hours_en, hours_ur, languages, status, last_verified, confidence"
)
SHOWN_SERVICE = "listed AND status = 'ACTIVE' AND verified_on IS NOT NULL"
SHOWN_HELPLINE = "superseded_at IS NULL AND (number_text IN ('15', '1122') OR status = 'VERIFIED')"


def lock(table: str, readers: dict[str, str]) -> RunSQL:
    """Readable by `readers`; the worker adds rows and changes what can change."""
    columns = CHANGEABLE.get(table)
    return secure(
        table,
        select=readers,
        insert={WORKER: ALWAYS},
        update={WORKER: ALWAYS} if columns else None,
        columns={WORKER: columns} if columns else None,
        delete={WORKER: ALWAYS} if table == "directory_service_area" else None,
    )


def shown(table: str, condition: str, columns: str) -> RunSQL:
    """Some rows and columns for the public role."""
    lines: Iterable[str] = permit(table, "SELECT", PUBLIC, f"USING ({condition})", columns)
    return RunSQL(";\n".join(lines) + ";", RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("access", "0001_initial")]
    operations = [
        *(lock(table, EVERYONE) for table in FOR_EVERYONE),
        *(lock(table, STAFF) for table in FOR_STAFF),
        secure("directory_import_run", select={WORKER: ALWAYS}, insert={WORKER: ALWAYS}),
        shown("directory_unit", ALWAYS, UNIT_COLUMNS),
        shown("directory_service", SHOWN_SERVICE, SERVICE_COLUMNS),
        shown("directory_helpline", SHOWN_HELPLINE, HELPLINE_COLUMNS),
    ]
