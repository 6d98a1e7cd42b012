"""Whoever takes a report in person may note its consent until the report is sorted, and is offered
the same offices to name as a reporter.
"""

from django.db import migrations

from amaan.access.row_security import APP, policy

TAKEN_BY_ME = (
    "record IN (SELECT c.id FROM intake_complaint c WHERE c.operator = (SELECT security_seat())"
    " AND c.sorted_at IS NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_public_offices"), ("security", "0002_walls")]
    operations = [
        policy(
            "security_consent",
            "insert_app_walk_in",
            "INSERT",
            APP,
            f"WITH CHECK ((SELECT security_may('intake:complaint:receive')) AND {TAKEN_BY_ME})",
        ),
        migrations.RunSQL(
            f"GRANT EXECUTE ON FUNCTION intake_public_offices(uuid) TO {APP};",
            f"REVOKE EXECUTE ON FUNCTION intake_public_offices(uuid) FROM {APP};",
        ),
    ]
