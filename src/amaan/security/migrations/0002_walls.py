"""Nothing is left to do.

Row policies, grants, functions and triggers stood here; they are declared in `security/policies.py`.
The name stays, so that the history of a node that ran it stays valid.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("security", "0001_initial"),
        ("directory", "0001_initial"),
        ("ledger", "0002_append_only"),
        ("access", "0001_initial"),
    ]
    operations = []
