"""Nothing is left to do.

Row policies, grants, functions and triggers stood here; they are declared in `statistics/policies.py`.
The name stays, so that the history of a node that ran it stays valid.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial"), ("security", "0002_walls")]
    operations = []
