"""The table of passes; the functions that resolve them stand in `access/policies.py`."""

import django.db.models
from django.db import migrations, models

from amaan.kernel.ids import uuid7


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Pass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("secret_hash", models.BinaryField()),
                ("kind", models.CharField(max_length=16)),
                ("subject", models.UUIDField()),
                ("person", models.UUIDField(null=True)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_pass",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("secret_hash",), name="access_pass_secret_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["STAFF", "REPORTER"])),
                        name="access_pass_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__lte", django.db.models.F("ends_at"))),
                        name="access_pass_expires_before_it_ends",
                    ),
                ],
            },
        ),
    ]
