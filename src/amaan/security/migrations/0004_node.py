"""Is this node in service? Rows are only added, by an administrator."""

import django.db.models.deletion
from django.db import migrations, models

import amaan.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("security", "0003_directory_writes"), ("directory", "0002_row_security")]
    operations = [
        migrations.CreateModel(
            name="NodeMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=amaan.kernel.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("in_service", models.BooleanField()),
                ("responsible", models.CharField(blank=True, max_length=160)),
                ("order_number", models.CharField(blank=True, max_length=80)),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("marked_at", models.DateTimeField()),
                ("marked_by", models.UUIDField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
            ],
            options={"db_table": "security_node_mark"},
        ),
        migrations.AddIndex(
            "nodemark", models.Index(fields=["-marked_at"], name="security_node_mark_newest")
        ),
        migrations.AddConstraint(
            "nodemark",
            models.CheckConstraint(
                condition=models.Q(in_service=False)
                | (
                    models.Q(authority__isnull=False)
                    & ~models.Q(responsible="")
                    & ~models.Q(order_number="")
                ),
                name="security_node_in_service_names_who_answers",
            ),
        ),
        migrations.AddConstraint(
            "nodemark",
            models.CheckConstraint(
                condition=models.Q(in_service=True) | ~models.Q(reason=""),
                name="security_node_out_of_service_says_why",
            ),
        ),
    ]
