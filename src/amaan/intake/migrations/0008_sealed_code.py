"""The private half is declared a sealed column, as it always was; the table does not change."""

from django.db import migrations

from amaan.access.fields import SealedField


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_generated")]

    operations = [migrations.AlterField("code", "private", SealedField())]
