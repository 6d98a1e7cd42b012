"""The tables of the directory."""

import django.db.models.deletion
from django.db import migrations, models

import amaan.directory.rules.clock_limits
import amaan.directory.rules.confidence
import amaan.directory.rules.districts
import amaan.directory.rules.helplines
import amaan.directory.rules.mandates
import amaan.directory.rules.services
import amaan.directory.rules.vintage
import amaan.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Agency",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("code", models.CharField(max_length=32)),
                ("name_en", models.CharField(max_length=120)),
                ("name_ur", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=24)),
                ("is_police", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "directory_agency",
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                ("name_en", models.CharField(max_length=120)),
                ("name_ur", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=24)),
                (
                    "status",
                    models.CharField(
                        default=amaan.directory.rules.services.ServiceStatus["ACTIVE"],
                        max_length=24,
                    ),
                ),
                ("description_en", models.TextField(blank=True)),
                ("description_ur", models.TextField(blank=True)),
                ("capacity", models.PositiveIntegerField(null=True)),
                (
                    "accepted_sex",
                    models.CharField(
                        default=amaan.directory.rules.services.AcceptedSex["ANY"], max_length=8
                    ),
                ),
                ("minimum_age", models.PositiveSmallIntegerField(null=True)),
                ("maximum_age", models.PositiveSmallIntegerField(null=True)),
                ("accepted_forms", models.JSONField(blank=True, default=list)),
                ("minimum_data", models.JSONField(blank=True, default=list)),
                ("must_accept", models.BooleanField(default=False)),
                ("hours_en", models.CharField(blank=True, max_length=200)),
                ("hours_ur", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("contact_desk", models.CharField(blank=True, max_length=60)),
                ("secret_address", models.BooleanField(default=False)),
                ("address_en", models.CharField(blank=True, max_length=300)),
                ("address_ur", models.CharField(blank=True, max_length=300)),
                ("listed", models.BooleanField(default=True)),
                ("verified_on", models.DateField(null=True)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("capacity_free", models.PositiveIntegerField(null=True)),
                ("capacity_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "directory_service",
            },
        ),
        migrations.CreateModel(
            name="ClockLimit",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("entry", models.UUIDField(default=amaan.kernel.ids.uuid7, editable=False)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=24)),
                ("urgency", models.CharField(max_length=4)),
                ("amount", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=16)),
                ("escalations", models.TextField(blank=True)),
                ("mark", models.CharField(default="P", max_length=1)),
                (
                    "status",
                    models.CharField(
                        default=amaan.directory.rules.clock_limits.LimitStatus["PROPOSED"],
                        max_length=12,
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("decision_ref", models.CharField(blank=True, max_length=120)),
                ("effective_from", models.DateField(null=True)),
            ],
            options={
                "db_table": "directory_clock_limit",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "version"),
                        name="directory_clock_limit_version_is_taken_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("kind", "urgency"),
                        name="directory_clock_limit_has_one_current_version",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "ACKNOWLEDGE",
                                    "TRIAGE",
                                    "ALLOCATE",
                                    "ACCEPT",
                                    "CONTACT",
                                    "PROGRESS",
                                    "DECLINED",
                                    "SECOND_REVIEW",
                                    "CONFIRM",
                                    "PAUSE_TOTAL",
                                    "OUTCOME_CONFIRM",
                                    "STOP_CONFIRM",
                                    "DRAFT_KEPT",
                                    "REOPEN",
                                    "REOPEN_REFERRAL",
                                    "THIN_REVIEW",
                                    "SEAT_VACANT",
                                    "VERIFIED_SHOWN",
                                    "VERIFIED_REMIND",
                                ],
                            )
                        ),
                        name="directory_clock_limit_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["U1", "U2", "U3", "U4", "ANY"])),
                        name="directory_clock_limit_urgency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__in", ["MINUTES", "HOURS", "DAYS", "WORKING_DAYS"])
                        ),
                        name="directory_clock_limit_unit_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["PROPOSED", "RATIFIED"])),
                        name="directory_clock_limit_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status",
                                    amaan.directory.rules.clock_limits.LimitStatus["RATIFIED"],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("owner", ""), _negated=True),
                                models.Q(("decision_ref", ""), _negated=True),
                                ("effective_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="directory_clock_limit_ratified_names_its_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Code",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "date_precision",
                    models.CharField(
                        default=amaan.directory.rules.vintage.Precision["UNKNOWN"], max_length=8
                    ),
                ),
                ("list", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=40)),
                ("name_en", models.CharField(max_length=120)),
                ("name_ur", models.CharField(max_length=120)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "db_table": "directory_code",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list", "code"), name="directory_code_is_written_once_in_its_list"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_from__lt", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="directory_code_starts_before_it_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OffenceVersion",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "date_precision",
                    models.CharField(
                        default=amaan.directory.rules.vintage.Precision["UNKNOWN"], max_length=8
                    ),
                ),
                ("entry", models.UUIDField(default=amaan.kernel.ids.uuid7, editable=False)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("code", models.CharField(max_length=24)),
                ("law_code", models.CharField(max_length=12)),
                ("law", models.CharField(max_length=120)),
                ("section", models.CharField(blank=True, max_length=40)),
                ("title_en", models.CharField(max_length=160)),
                ("title_ur", models.CharField(blank=True, max_length=160)),
                ("min_text", models.CharField(blank=True, max_length=40)),
                ("max_text", models.CharField(blank=True, max_length=40)),
                ("min_months", models.PositiveSmallIntegerField(null=True)),
                ("max_months", models.PositiveSmallIntegerField(null=True)),
                ("fine_text", models.CharField(blank=True, max_length=80)),
                ("fine_max", models.BigIntegerField(null=True)),
                ("fine_alternative_text", models.CharField(blank=True, max_length=80)),
                ("fine_only", models.CharField(max_length=8)),
                ("agency", models.CharField(blank=True, max_length=80)),
                ("form_text", models.CharField(max_length=40)),
                ("forms", models.JSONField(default=list)),
                ("for_child", models.BooleanField(default=False)),
                ("vintage_text", models.CharField(blank=True, max_length=60)),
                ("outside", models.CharField(blank=True, max_length=40)),
                ("starts_earliest", models.DateField(null=True)),
                ("starts_latest", models.DateField(null=True)),
                ("ends_earliest", models.DateField(null=True)),
                ("ends_latest", models.DateField(null=True)),
                ("confidence_text", models.CharField(blank=True, max_length=80)),
                ("approved_by", models.CharField(blank=True, max_length=120, null=True)),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "directory_offence_version",
                "indexes": [
                    models.Index(fields=["law_code", "section"], name="directory_offence_section")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "version"), name="directory_offence_version_is_taken_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("code",),
                        name="directory_offence_has_one_current_version",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fine_only__in", ["YES", "NO", "UNKNOWN"])),
                        name="directory_offence_fine_only_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["C", "P", "M"])),
                        name="directory_offence_confidence_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_precision__in", ["DAY", "MONTH", "YEAR", "UNKNOWN"])
                        ),
                        name="directory_offence_precision_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_from__lt", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="directory_offence_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="directory_offence_sign_off_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            models.Q(
                                ("starts_latest", models.F("valid_from")),
                                ("valid_from", models.F("starts_earliest")),
                            ),
                            _connector="OR",
                        ),
                        name="directory_offence_exact_start_is_its_window",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Territory",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "date_precision",
                    models.CharField(
                        default=amaan.directory.rules.vintage.Precision["UNKNOWN"], max_length=8
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("pcode", models.CharField(blank=True, max_length=8)),
                ("short_code", models.CharField(blank=True, max_length=2)),
                ("census_name", models.CharField(blank=True, max_length=80)),
                ("cod_name", models.CharField(blank=True, max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("name_ur", models.CharField(blank=True, max_length=80)),
                ("seat_name", models.CharField(blank=True, max_length=80)),
                ("provisional", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_territory",
            },
        ),
        migrations.CreateModel(
            name="ServiceArea",
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
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="directory.service",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_service_area",
            },
        ),
        migrations.CreateModel(
            name="Helpline",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("entry", models.UUIDField(default=amaan.kernel.ids.uuid7, editable=False)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("number_text", models.CharField(max_length=24)),
                ("dial_e164", models.CharField(blank=True, max_length=16)),
                ("service_en", models.CharField(max_length=160)),
                ("service_ur", models.CharField(blank=True, max_length=160)),
                ("hours_en", models.CharField(blank=True, max_length=120)),
                ("hours_ur", models.CharField(blank=True, max_length=120)),
                ("languages", models.CharField(blank=True, max_length=80)),
                ("confidence_text", models.CharField(blank=True, max_length=80)),
                (
                    "status",
                    models.CharField(
                        default=amaan.directory.rules.helplines.HelplineStatus["UNVERIFIED"],
                        max_length=12,
                    ),
                ),
                ("last_verified", models.DateField(null=True)),
                ("verified_by", models.UUIDField(null=True)),
                (
                    "province",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_helpline",
            },
        ),
        migrations.CreateModel(
            name="FocalPerson",
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
                ("name_en", models.CharField(max_length=120)),
                ("name_ur", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=60)),
                ("deputy_en", models.CharField(blank=True, max_length=120)),
                ("deputy_ur", models.CharField(blank=True, max_length=120)),
                ("deputy_contact", models.CharField(blank=True, max_length=60)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("order_number", models.CharField(max_length=60)),
                ("end_order_number", models.CharField(blank=True, max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="focal_persons",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_focal_person",
            },
        ),
        migrations.AddField(
            model_name="agency",
            name="province",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.territory",
            ),
        ),
        migrations.CreateModel(
            name="TerritoryAlias",
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
                ("name", models.CharField(max_length=80)),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_territory_alias",
            },
        ),
        migrations.CreateModel(
            name="TerritoryFigure",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("measure", models.CharField(max_length=12)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("value", models.BigIntegerField()),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_territory_figure",
            },
        ),
        migrations.CreateModel(
            name="Unit",
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
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "date_precision",
                    models.CharField(
                        default=amaan.directory.rules.vintage.Precision["UNKNOWN"], max_length=8
                    ),
                ),
                ("kind", models.CharField(max_length=24)),
                ("name_en", models.CharField(max_length=120)),
                ("name_ur", models.CharField(max_length=120)),
                ("path", models.TextField(db_collation="C")),
                ("is_intake_desk", models.BooleanField(default=False)),
                ("is_oversight_pool", models.BooleanField(default=False)),
                (
                    "compartment",
                    models.CharField(
                        default=amaan.directory.rules.mandates.Compartment["NONE"], max_length=16
                    ),
                ),
                ("duty_contact", models.CharField(blank=True, max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="directory.agency",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="directory.unit",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_unit",
            },
        ),
        migrations.AddField(
            model_name="service",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="directory.unit",
            ),
        ),
        migrations.CreateModel(
            name="Post",
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
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "date_precision",
                    models.CharField(
                        default=amaan.directory.rules.vintage.Precision["UNKNOWN"], max_length=8
                    ),
                ),
                ("name_en", models.CharField(max_length=120)),
                ("name_ur", models.CharField(max_length=120)),
                ("ladder", models.CharField(blank=True, max_length=32)),
                ("is_deputy", models.BooleanField(default=False)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="directory.unit",
                    ),
                ),
            ],
            options={
                "db_table": "directory_post",
            },
        ),
        migrations.CreateModel(
            name="WorkingCalendarVersion",
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
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        default=amaan.directory.rules.confidence.Confidence["MEMORY"], max_length=1
                    ),
                ),
                ("entry", models.UUIDField(default=amaan.kernel.ids.uuid7, editable=False)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("weekly_holidays", models.JSONField(default=list)),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("holidays", models.JSONField(default=list)),
                ("valid_from", models.DateTimeField()),
                (
                    "province",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.territory",
                    ),
                ),
            ],
            options={
                "db_table": "directory_calendar_version",
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
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
                ("kind", models.CharField(max_length=24)),
                ("file_name", models.CharField(max_length=120)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("state", models.CharField(default="PREVIEWED", max_length=12)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("problems", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "preview",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applied",
                        to="directory.importrun",
                    ),
                ),
            ],
            options={
                "db_table": "directory_import_run",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("changed", None), ("preview", None), ("state", "PREVIEWED")),
                            models.Q(
                                ("changed__isnull", False),
                                ("preview__isnull", False),
                                ("problems", 0),
                                ("state", "APPLIED"),
                            ),
                            _connector="OR",
                        ),
                        name="directory_import_run_with_a_problem_is_never_applied",
                    ),
                    models.UniqueConstraint(
                        fields=("preview",), name="directory_import_run_is_applied_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceVersion",
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
                ("name_en", models.CharField(max_length=120)),
                ("name_ur", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=24)),
                (
                    "status",
                    models.CharField(
                        default=amaan.directory.rules.services.ServiceStatus["ACTIVE"],
                        max_length=24,
                    ),
                ),
                ("description_en", models.TextField(blank=True)),
                ("description_ur", models.TextField(blank=True)),
                ("capacity", models.PositiveIntegerField(null=True)),
                (
                    "accepted_sex",
                    models.CharField(
                        default=amaan.directory.rules.services.AcceptedSex["ANY"], max_length=8
                    ),
                ),
                ("minimum_age", models.PositiveSmallIntegerField(null=True)),
                ("maximum_age", models.PositiveSmallIntegerField(null=True)),
                ("accepted_forms", models.JSONField(blank=True, default=list)),
                ("minimum_data", models.JSONField(blank=True, default=list)),
                ("must_accept", models.BooleanField(default=False)),
                ("hours_en", models.CharField(blank=True, max_length=200)),
                ("hours_ur", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("contact_desk", models.CharField(blank=True, max_length=60)),
                ("secret_address", models.BooleanField(default=False)),
                ("address_en", models.CharField(blank=True, max_length=300)),
                ("address_ur", models.CharField(blank=True, max_length=300)),
                ("listed", models.BooleanField(default=True)),
                ("verified_on", models.DateField(null=True)),
                ("version", models.PositiveSmallIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("areas", models.JSONField(default=list)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="directory.service",
                    ),
                ),
            ],
            options={
                "db_table": "directory_service_version",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "SAFETY",
                                    "SHELTER",
                                    "MEDICAL",
                                    "PSYCHOSOCIAL",
                                    "LEGAL",
                                    "PAPERS",
                                    "SCHOOL",
                                    "LIVELIHOOD",
                                    "FAMILY_TRACING",
                                    "RETURN",
                                    "CHILD_PROTECTION",
                                ],
                            )
                        ),
                        name="directory_service_version_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["ACTIVE", "INACTIVE", "DEFUNCT", "TEMPORARILY_CLOSED"])
                        ),
                        name="directory_service_version_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_sex__in", ["ANY", "FEMALE", "MALE"])),
                        name="directory_service_version_accepted_sex_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("secret_address", False),
                            models.Q(
                                ("address_en", ""),
                                ("address_ur", ""),
                                ("hours_en", ""),
                                ("hours_ur", ""),
                                ("phone", ""),
                                models.Q(("contact_desk", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="directory_service_version_secret_place_shows_a_desk_alone",
                    ),
                    models.UniqueConstraint(
                        fields=("service", "version"),
                        name="directory_service_version_is_taken_once",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["NATION", "PROVINCE", "DIVISION", "DISTRICT"])),
                name="directory_territory_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__in", ["C", "P", "M"])),
                name="directory_territory_confidence_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_from__lt", models.F("valid_to")),
                    _connector="OR",
                ),
                name="directory_territory_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", amaan.directory.rules.districts.TerritoryKind["NATION"]),
                    ("parent__isnull", False),
                    _connector="OR",
                ),
                name="directory_territory_all_but_the_nation_have_a_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.UniqueConstraint(
                fields=("kind", "parent", "name_en"),
                name="directory_territory_name_is_unique_under_its_parent",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pcode", ""), _negated=True),
                fields=("pcode",),
                name="directory_territory_pcode_is_unique",
            ),
        ),
        migrations.AddIndex(
            model_name="servicearea",
            index=models.Index(fields=["territory"], name="directory_service_area_place"),
        ),
        migrations.AddConstraint(
            model_name="servicearea",
            constraint=models.UniqueConstraint(
                fields=("service", "territory"), name="directory_service_area_is_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.UniqueConstraint(
                fields=("entry", "version"), name="directory_helpline_version_is_taken_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at", None)),
                fields=("number_text", "province"),
                name="directory_helpline_has_one_current_version",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["UNVERIFIED", "VERIFIED", "WITHHELD", "CLOSED"])
                ),
                name="directory_helpline_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("last_verified__isnull", True), ("verified_by__isnull", True)),
                    models.Q(("last_verified__isnull", False), ("verified_by__isnull", False)),
                    _connector="OR",
                ),
                name="directory_helpline_verified_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", amaan.directory.rules.helplines.HelplineStatus["VERIFIED"]),
                        _negated=True,
                    ),
                    ("last_verified__isnull", False),
                    _connector="OR",
                ),
                name="directory_helpline_verified_has_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="focalperson",
            index=models.Index(fields=["territory", "valid_from"], name="directory_focal_place"),
        ),
        migrations.AddConstraint(
            model_name="focalperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_from__lt", models.F("valid_to")),
                    _connector="OR",
                ),
                name="directory_focal_person_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="focalperson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("agency", "territory"),
                name="directory_focal_person_seat_is_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(
                fields=("code",), name="directory_agency_code_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "CHILD_PROTECTION",
                            "COMMISSION",
                            "COORDINATION",
                            "IDENTITY",
                            "INTAKE",
                            "INVESTIGATION",
                            "LABOUR",
                            "LEGAL",
                            "MINISTRY",
                            "NGO",
                            "OVERSIGHT",
                            "POLICE",
                            "SOCIAL_WELFARE",
                            "STATISTICS",
                        ],
                    )
                ),
                name="directory_agency_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="territoryalias",
            constraint=models.UniqueConstraint(
                fields=("territory", "name"), name="directory_territory_alias_is_written_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="territoryfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("measure__in", ["POPULATION", "HOUSEHOLDS", "AREA_KM2"])),
                name="directory_territory_figure_measure_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="territoryfigure",
            constraint=models.UniqueConstraint(
                fields=("territory", "measure", "year"),
                name="directory_territory_figure_is_given_once_a_year",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "ADMINISTRATION",
                            "AUDIT_OFFICE",
                            "CHILD_PROTECTION_UNIT",
                            "CYBER_UNIT",
                            "DISTRICT_COORDINATION",
                            "DISTRICT_POLICE",
                            "FEDERAL_DESK",
                            "FIA_CIRCLE",
                            "FIA_ZONE",
                            "HEADQUARTERS",
                            "HEALTH_FACILITY",
                            "INTAKE_DESK",
                            "LABOUR_OFFICE",
                            "LEGAL_AID_OFFICE",
                            "MISSION",
                            "NGO_OFFICE",
                            "OVERSIGHT",
                            "POLICE_RANGE",
                            "POLICE_STATION",
                            "PROTECTOR_OFFICE",
                            "PROVINCIAL_COORDINATION",
                            "PROVINCIAL_POLICE",
                            "SHELTER",
                            "SOCIAL_WELFARE_OFFICE",
                            "VIGILANCE_COMMITTEE",
                        ],
                    )
                ),
                name="directory_unit_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("compartment__in", ["PROTECTION", "INVESTIGATION", "INTAKE", "NONE"])
                ),
                name="directory_unit_compartment_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_from__lt", models.F("valid_to")),
                    _connector="OR",
                ),
                name="directory_unit_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                fields=("path",), name="directory_unit_path_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("agency", "parent", "name_en"),
                name="directory_unit_name_is_unique_under_its_parent",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["kind", "status"], name="directory_service_kind"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "SAFETY",
                            "SHELTER",
                            "MEDICAL",
                            "PSYCHOSOCIAL",
                            "LEGAL",
                            "PAPERS",
                            "SCHOOL",
                            "LIVELIHOOD",
                            "FAMILY_TRACING",
                            "RETURN",
                            "CHILD_PROTECTION",
                        ],
                    )
                ),
                name="directory_service_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["ACTIVE", "INACTIVE", "DEFUNCT", "TEMPORARILY_CLOSED"])
                ),
                name="directory_service_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_sex__in", ["ANY", "FEMALE", "MALE"])),
                name="directory_service_accepted_sex_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("secret_address", False),
                    models.Q(
                        ("address_en", ""),
                        ("address_ur", ""),
                        ("hours_en", ""),
                        ("hours_ur", ""),
                        ("phone", ""),
                        models.Q(("contact_desk", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="directory_service_secret_place_shows_a_desk_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                fields=("unit", "name_en"), name="directory_service_name_is_unique_in_its_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("capacity_at__isnull", True), ("capacity_free__isnull", True)),
                    models.Q(("capacity_at__isnull", False), ("capacity_free__isnull", False)),
                    _connector="OR",
                ),
                name="directory_service_vacancy_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity_free", None),
                    ("capacity", None),
                    ("capacity_free__lte", models.F("capacity")),
                    _connector="OR",
                ),
                name="directory_service_has_no_more_free_places_than_places",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_from__lt", models.F("valid_to")),
                    _connector="OR",
                ),
                name="directory_post_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("unit", "name_en"),
                name="directory_post_is_open_once_in_its_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingcalendarversion",
            constraint=models.UniqueConstraint(
                fields=("entry", "version"), name="directory_calendar_version_is_taken_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="workingcalendarversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at", None)),
                fields=("province",),
                name="directory_calendar_has_one_current_version",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="workingcalendarversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens__lt", models.F("closes"))),
                name="directory_calendar_opens_before_it_closes",
            ),
        ),
    ]
