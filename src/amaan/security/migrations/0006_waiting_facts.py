"""Nothing is left to do.

A function stood here; it is declared in `security/policies`. The name stays, so that the history of
a node that ran it stays valid.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("security", "0005_signing_in"), ("ledger", "0002_append_only")]
    operations = []
