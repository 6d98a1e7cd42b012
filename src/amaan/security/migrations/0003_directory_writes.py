"""Who writes the directory: administrators by permission, and the worker that loads reference data."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from amaan.access.row_security import APP, WORKER, permit

ENTRIES = (
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
LAW = ("directory_offence_version",)
MAY_REVISE = "(SELECT security_may('directory:entry:revise'))"
MAY_REVISE_LAW = "(SELECT security_may('directory:law:revise'))"
MAY_IMPORT = "(SELECT security_may('directory:entry:import'))"


def writes(table: str, condition: str) -> list[str]:
    """INSERT and UPDATE for the staff site by permission, for the worker always; nobody deletes."""
    return [
        *permit(table, "INSERT", APP, f"WITH CHECK ({condition})"),
        *permit(table, "UPDATE", APP, f"USING ({condition}) WITH CHECK ({condition})"),
        *permit(table, "INSERT", WORKER, "WITH CHECK (true)"),
        *permit(table, "UPDATE", WORKER, "USING (true) WITH CHECK (true)"),
    ]


def statements() -> str:
    lines = [line for table in ENTRIES for line in writes(table, f"{MAY_REVISE} OR {MAY_IMPORT}")]
    lines += [line for table in LAW for line in writes(table, f"{MAY_REVISE_LAW} OR {MAY_IMPORT}")]
    lines += [line for line in writes("directory_import_run", MAY_IMPORT)]
    lines += permit("directory_import_run", "SELECT", APP, f"USING ({MAY_IMPORT})")
    lines += permit("directory_import_run", "SELECT", WORKER, "USING (true)")
    return ";\n".join(lines) + ";"


class Migration(migrations.Migration):
    dependencies = [("security", "0002_walls"), ("directory", "0002_row_security")]
    operations = [RunSQL(statements(), RunSQL.noop)]
