"""The tables of official sources, figures, quarantine, findings and published claims."""

import django.db.models.deletion
from django.db import migrations, models

import amaan.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OfficialSource",
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
                    "layout",
                    models.CharField(
                        choices=[
                            ("GLOTIP", "UNODC GLOTIP, 13 columns"),
                            ("CLAIMS", "published figures, 5 columns"),
                        ],
                        max_length=16,
                    ),
                ),
                ("publisher", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=200)),
                ("file_name", models.CharField(max_length=200)),
                ("as_of", models.DateField(null=True)),
                ("file_sha256", models.CharField(max_length=64)),
                ("content_sha256", models.CharField(max_length=64)),
                ("rows_read", models.PositiveIntegerField()),
                ("suppressed_read", models.PositiveIntegerField()),
                ("duplicate_lines", models.JSONField(default=list)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "statistics_official_source",
                "indexes": [
                    models.Index(
                        fields=["layout", "-loaded_at", "-id"], name="statistics_source_newest"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("layout", "content_sha256"),
                        name="statistics_source_content_is_loaded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("layout__in", ["GLOTIP", "CLAIMS"])),
                        name="statistics_source_layout_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficialFigure",
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
                ("line", models.PositiveIntegerField()),
                ("indicator", models.CharField(max_length=16)),
                ("year", models.PositiveSmallIntegerField()),
                ("dimension", models.CharField(max_length=16)),
                ("category", models.TextField()),
                ("sex", models.CharField(max_length=8)),
                ("age", models.CharField(max_length=8)),
                ("raw_value", models.TextField()),
                ("suppressed", models.BooleanField()),
                ("number", models.BigIntegerField(null=True)),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField()),
                ("origin", models.TextField(blank=True)),
                ("law_article", models.CharField(max_length=200, null=True)),
                ("source_office", models.CharField(max_length=200, null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="statistics.officialsource",
                    ),
                ),
            ],
            options={
                "db_table": "statistics_official_figure",
            },
        ),
        migrations.CreateModel(
            name="FigureFinding",
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
                ("place", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("others", models.JSONField(default=list)),
                ("params", models.JSONField(default=dict)),
                ("needs_note", models.BooleanField()),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="statistics.officialfigure",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="statistics.officialsource",
                    ),
                ),
            ],
            options={
                "db_table": "statistics_figure_finding",
            },
        ),
        migrations.CreateModel(
            name="QuarantinedFigure",
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
                ("line", models.PositiveIntegerField()),
                ("indicator", models.CharField(max_length=16)),
                ("year", models.PositiveSmallIntegerField()),
                ("dimension", models.CharField(max_length=16)),
                ("category", models.TextField(blank=True)),
                ("sex", models.CharField(max_length=8)),
                ("age", models.CharField(max_length=8)),
                ("raw_value", models.TextField()),
                ("cause", models.CharField(max_length=24)),
                ("bound", models.BigIntegerField(null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quarantined",
                        to="statistics.officialsource",
                    ),
                ),
            ],
            options={
                "db_table": "statistics_quarantined_figure",
            },
        ),
        migrations.CreateModel(
            name="StatClaim",
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
                ("line", models.PositiveIntegerField()),
                ("period", models.TextField()),
                ("measure", models.TextField()),
                ("raw_value", models.TextField()),
                ("cited", models.TextField()),
                ("source_date", models.CharField(blank=True, max_length=10)),
                ("confidence", models.TextField()),
                ("grade", models.CharField(max_length=1)),
                ("split", models.BooleanField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="statistics.officialsource",
                    ),
                ),
            ],
            options={
                "db_table": "statistics_claim",
            },
        ),
        migrations.CreateModel(
            name="StatValue",
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
                ("place_in_claim", models.PositiveSmallIntegerField()),
                ("measure_code", models.CharField(max_length=32)),
                ("submeasure", models.CharField(blank=True, max_length=32)),
                ("place", models.CharField(blank=True, max_length=64)),
                ("period_from", models.DateField(null=True)),
                ("period_to", models.DateField(null=True)),
                ("unit", models.CharField(max_length=16)),
                ("number", models.BigIntegerField()),
                ("qualifier", models.CharField(max_length=16)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="statistics.statclaim",
                    ),
                ),
            ],
            options={
                "db_table": "statistics_value",
            },
        ),
        migrations.AddIndex(
            model_name="officialfigure",
            index=models.Index(
                fields=["source", "indicator", "year"], name="statistics_figure_by_indicator"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.UniqueConstraint(
                fields=("source", "line"), name="statistics_figure_line_is_read_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("high", 4), ("low", 0), ("number__isnull", True), ("suppressed", True)
                    ),
                    models.Q(
                        ("high", models.F("number")),
                        ("low", models.F("number")),
                        ("number__isnull", False),
                        ("suppressed", False),
                    ),
                    _connector="OR",
                ),
                name="statistics_figure_is_a_number_or_a_suppressed_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("low__gte", 0)), name="statistics_figure_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "indicator__in",
                        ["OFFENCES", "FORMAL_CONTACT", "PROSECUTED", "CONVICTED", "VICTIMS"],
                    )
                ),
                name="statistics_figure_indicator_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dimension__in", ["TOTAL", "FORM", "CITIZENSHIP", "REPATRIATION"])
                ),
                name="statistics_figure_dimension_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["TOTAL", "FEMALE", "MALE", "OTHER", "UNKNOWN"])),
                name="statistics_figure_sex_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("age__in", ["TOTAL", "CHILD", "ADULT", "UNKNOWN"])),
                name="statistics_figure_age_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="figurefinding",
            constraint=models.UniqueConstraint(
                fields=("source", "place"), name="statistics_finding_has_one_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="figurefinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "PARTS_SHORT",
                            "PARTS_OVER",
                            "PART_NOT_REPORTED",
                            "PART_ABOVE_SUBTOTAL",
                            "VICTIMS_WITHOUT_OFFENCES",
                            "SAME_NUMBER_IN_TWO_STAGES",
                            "COPIED_TOTAL",
                            "BIG_JUMP",
                            "GIVEN_TWICE",
                        ],
                    )
                ),
                name="statistics_finding_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="quarantinedfigure",
            constraint=models.UniqueConstraint(
                fields=("source", "line"), name="statistics_quarantined_line_is_read_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="quarantinedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "cause__in",
                        [
                            "CATEGORY_EMPTY",
                            "CATEGORY_BROKEN",
                            "CATEGORY_NOT_IN_LIST",
                            "ABOVE_POPULATION",
                            "ABOVE_PARENT",
                        ],
                    )
                ),
                name="statistics_quarantine_cause_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statclaim",
            constraint=models.UniqueConstraint(
                fields=("source", "line"), name="statistics_claim_line_is_read_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="statclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("source_date__regex", "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")),
                name="statistics_claim_date_is_iso_or_not_stated",
            ),
        ),
        migrations.AddConstraint(
            model_name="statclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["C", "P"])),
                name="statistics_claim_grade_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statvalue",
            constraint=models.UniqueConstraint(
                fields=("claim", "place_in_claim"), name="statistics_value_has_one_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="statvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 0)), name="statistics_value_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="statvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "unit__in",
                        [
                            "CASES",
                            "ENQUIRIES",
                            "COMPLAINTS",
                            "RAIDS",
                            "PERSONS",
                            "CHALLANS",
                            "FIRS",
                        ],
                    )
                ),
                name="statistics_value_unit_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "qualifier__in",
                        ["EXACT", "ABOUT", "MORE_THAN", "LOWER_END", "UPPER_END", "ESTIMATE"],
                    )
                ),
                name="statistics_value_qualifier_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_from__isnull", True),
                    ("period_to__isnull", True),
                    ("period_from__lt", models.F("period_to")),
                    _connector="OR",
                ),
                name="statistics_value_period_runs_forward",
            ),
        ),
    ]
