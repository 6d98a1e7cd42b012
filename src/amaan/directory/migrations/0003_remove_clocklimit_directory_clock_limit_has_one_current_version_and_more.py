"""Nothing: a name that another migration briefly pointed to."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_row_security")]
