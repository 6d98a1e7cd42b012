"""Who may read and add figures, as the database itself decides: nobody changes and nobody deletes a row."""

from django.db import migrations

from amaan.access.row_security import ALWAYS, APP, WORKER, secure

# Staff read and load by permission; the worker loads by command.
MAY_READ = "(SELECT security_may('statistics:figures:read'))"
MAY_IMPORT = "(SELECT security_may('statistics:figures:import'))"
TABLES = (
    "statistics_official_source",
    "statistics_official_figure",
    "statistics_quarantined_figure",
    "statistics_figure_finding",
    "statistics_claim",
    "statistics_value",
)


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial"), ("security", "0002_walls")]
    operations = [
        secure(
            table,
            select={APP: MAY_READ, WORKER: ALWAYS},
            insert={APP: MAY_IMPORT, WORKER: ALWAYS},
        )
        for table in TABLES
    ]
