"""The sequence that numbers the stock of locators; who may draw from it says `intake/policies.py`.

Row policies, functions and a trigger stood here too. The name stays, so that the history of a node
that ran it stays valid.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("security", "0002_walls")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE intake_locator_number START 1;",
            "DROP SEQUENCE intake_locator_number;",
        ),
    ]
