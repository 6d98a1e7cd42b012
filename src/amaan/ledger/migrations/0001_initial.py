"""The tables of facts, links, roots and checks; what may be done with them stands in 0002."""

import django.db.models.deletion
from django.db import migrations, models

from amaan.kernel.ids import uuid7


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LedgerFact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("node", models.CharField(max_length=32)),
                ("sequence", models.BigIntegerField()),
                ("chain", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=64)),
                ("about_kind", models.CharField(max_length=32)),
                ("about", models.UUIDField()),
                ("actor_kind", models.CharField(max_length=16)),
                ("actor", models.UUIDField()),
                ("person", models.UUIDField(null=True)),
                ("unit", models.UUIDField(null=True)),
                ("role", models.CharField(blank=True, max_length=32)),
                ("machine", models.CharField(blank=True, max_length=48)),
                ("event", models.CharField(blank=True, max_length=32)),
                ("before", models.CharField(blank=True, max_length=32)),
                ("after", models.CharField(blank=True, max_length=32)),
                ("reason", models.CharField(blank=True, max_length=64)),
                ("purpose", models.CharField(blank=True, max_length=64)),
                ("body", models.JSONField(default=dict)),
                ("happened_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("release", models.CharField(max_length=16)),
                ("key", models.CharField(blank=True, max_length=64)),
                ("request", models.UUIDField(null=True)),
                ("nonce", models.BinaryField()),
                ("data_key", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("sealed_hash", models.BinaryField()),
                ("mac", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_fact",
            },
        ),
        migrations.CreateModel(
            name="LedgerRoot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("node", models.CharField(max_length=32)),
                ("number", models.BigIntegerField()),
                ("heads", models.JSONField()),
                ("previous", models.BinaryField()),
                ("root", models.BinaryField()),
                ("key_id", models.UUIDField()),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_root",
            },
        ),
        migrations.CreateModel(
            name="LedgerCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("node", models.CharField(max_length=32)),
                ("since", models.DateTimeField(null=True)),
                ("facts", models.BigIntegerField()),
                ("pending", models.BigIntegerField()),
                ("chains", models.IntegerField()),
                ("roots", models.IntegerField()),
                ("marks", models.BooleanField()),
                ("seconds", models.FloatField()),
                ("findings", models.JSONField(default=list)),
            ],
            options={
                "db_table": "ledger_check",
                "indexes": [models.Index(fields=["made_at"], name="ledger_check_made_at")],
            },
        ),
        migrations.CreateModel(
            name="LedgerLink",
            fields=[
                (
                    "fact",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="ledger.ledgerfact",
                    ),
                ),
                ("chain", models.CharField(max_length=32)),
                ("position", models.BigIntegerField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_link",
            },
        ),
        migrations.AddIndex(
            model_name="ledgerfact",
            index=models.Index(fields=["about", "sequence"], name="ledger_fact_about"),
        ),
        migrations.AddIndex(
            model_name="ledgerfact",
            index=models.Index(fields=["kind", "recorded_at"], name="ledger_fact_kind"),
        ),
        migrations.AddConstraint(
            model_name="ledgerfact",
            constraint=models.UniqueConstraint(
                fields=("node", "sequence"), name="ledger_fact_has_one_place_in_its_node"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerfact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("kind", "key"),
                name="ledger_fact_key_makes_one_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("release__in", ["PUBLIC", "NATIONAL", "NODE"])),
                name="ledger_fact_release_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerroot",
            constraint=models.UniqueConstraint(
                fields=("node", "number"), name="ledger_root_number_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerlink",
            constraint=models.UniqueConstraint(
                fields=("chain", "position"), name="ledger_link_position_is_taken_once"
            ),
        ),
    ]
