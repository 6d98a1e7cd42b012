"""Nothing is left to do.

A function stood here; it is declared in `statistics/policies.py`. The name stays, so that the
history of a node that ran it stays valid.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0002_walls"),
        ("referral", "0003_own_consent"),
        ("work", "0002_walls"),
    ]
    operations = []
