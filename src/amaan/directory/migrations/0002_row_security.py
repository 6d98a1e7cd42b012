"""Nothing is left to do.

Row policies, grants, functions and triggers stood here; they are declared in `directory/policies.py`.
The name stays, so that the history of a node that ran it stays valid.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("access", "0001_initial")]
    operations = []
