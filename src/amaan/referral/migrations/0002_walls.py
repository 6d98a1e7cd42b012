"""Nothing is left to do.

Row policies, grants, functions and triggers stood here; they are declared in `referral/policies.py`.
The name stays, so that the history of a node that ran it stays valid.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referral", "0001_initial"), ("casework", "0002_walls")]
    operations = []
