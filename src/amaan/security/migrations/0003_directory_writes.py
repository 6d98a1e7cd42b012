"""Which staff write the directory: administrators by permission; a version that was used is never edited."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from amaan.access.row_security import APP, permit

SERVICE = (
    "name_en, name_ur, kind, status, description_en, description_ur, capacity, accepted_sex, minimum_age,"
    " maximum_age, accepted_forms, minimum_data, must_accept, hours_en, hours_ur, phone, contact_desk,"
    " secret_address, address_en, address_ur, listed, verified_on, version, capacity_free, capacity_at"
)
# Table -> the columns that may change of a row that is there; "" means that rows are only added.
ENTRIES = {
    "directory_agency": "",
    "directory_calendar_version": "superseded_at",
    "directory_clock_limit": "superseded_at",
    "directory_code": "",
    "directory_focal_person": "valid_to, end_order_number",
    "directory_helpline": "superseded_at",
    "directory_post": "valid_to",
    "directory_service": SERVICE,
    "directory_service_area": "",
    "directory_service_version": "",
    "directory_territory": "",
    "directory_territory_alias": "",
    "directory_territory_figure": "",
    "directory_unit": "valid_to",
}
LAW = {"directory_offence_version": "superseded_at"}
MAY_IMPORT = "(SELECT security_may('directory:entry:import'))"
MAY_REVISE = f"(SELECT security_may('directory:entry:revise')) OR {MAY_IMPORT}"
MAY_REVISE_LAW = f"(SELECT security_may('directory:law:revise')) OR {MAY_IMPORT}"


def writes(table: str, columns: str, condition: str) -> list[str]:
    """INSERT, and UPDATE of some columns, for the staff site by permission."""
    lines = permit(table, "INSERT", APP, f"WITH CHECK ({condition})")
    if columns:
        lines += permit(
            table, "UPDATE", APP, f"USING ({condition}) WITH CHECK ({condition})", columns
        )
    return lines


def statements() -> str:
    lines = [
        line for table, columns in ENTRIES.items() for line in writes(table, columns, MAY_REVISE)
    ]
    lines += [
        line for table, columns in LAW.items() for line in writes(table, columns, MAY_REVISE_LAW)
    ]
    lines += permit("directory_service_area", "DELETE", APP, f"USING ({MAY_REVISE})")
    lines += permit("directory_import_run", "INSERT", APP, f"WITH CHECK ({MAY_IMPORT})")
    lines += permit("directory_import_run", "SELECT", APP, f"USING ({MAY_IMPORT})")
    return ";\n".join(lines) + ";"


class Migration(migrations.Migration):
    dependencies = [("security", "0002_walls"), ("directory", "0002_row_security")]
    operations = [RunSQL(statements(), RunSQL.noop)]
