"""The tables of clocks, tasks and notices."""

from datetime import timedelta

from django.db import migrations, models

import amaan.kernel.clock
import amaan.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Clock",
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
                ("record_kind", models.CharField(max_length=32)),
                ("record", models.UUIDField()),
                ("unit", models.UUIDField()),
                ("kind", models.CharField(max_length=32)),
                ("urgency", models.CharField(max_length=2)),
                ("province", models.UUIDField(null=True)),
                ("district", models.UUIDField(null=True)),
                ("started_at", models.DateTimeField()),
                ("counted_from", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("escalate_at", models.DateTimeField(null=True)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("ladder", models.TextField(blank=True)),
                ("limit_amount", models.PositiveIntegerField()),
                ("limit_unit", models.CharField(max_length=16)),
                ("calendar_version", models.UUIDField()),
                ("paused_at", models.DateTimeField(null=True)),
                ("pause_ends_at", models.DateTimeField(null=True)),
                ("paused_total", models.DurationField(default=timedelta(0))),
                ("pause_limit", models.DurationField(null=True)),
                (
                    "pause_unit",
                    models.CharField(
                        default=amaan.kernel.clock.LimitUnit["WORKING_DAYS"], max_length=16
                    ),
                ),
                ("met_at", models.DateTimeField(null=True)),
                ("breached_at", models.DateTimeField(null=True)),
                ("leadership_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "db_table": "work_clock",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("breached_at__isnull", True),
                            ("paused_at__isnull", True),
                        ),
                        fields=["due_at"],
                        name="work_clock_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("breached_at__isnull", False),
                            ("escalate_at__isnull", False),
                        ),
                        fields=["escalate_at"],
                        name="work_clock_escalate",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("pause_ends_at__isnull", False)
                        ),
                        fields=["pause_ends_at"],
                        name="work_clock_pause",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["unit", "due_at"],
                        name="work_clock_unit",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["province", "due_at"],
                        name="work_clock_province",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["district", "due_at"],
                        name="work_clock_district",
                    ),
                    models.Index(fields=["record", "started_at"], name="work_clock_record"),
                    models.Index(
                        condition=models.Q(("breached_at__isnull", False)),
                        fields=["breached_at"],
                        name="work_clock_breached",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("record", "kind"),
                        name="work_clock_is_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("breached_at__isnull", False), ("met_at__isnull", False), _negated=True
                        ),
                        name="work_clock_is_not_both_met_and_breached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("started_at"))),
                        name="work_clock_is_due_after_its_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("urgency", "U1"), _negated=True),
                            ("paused_at__isnull", True),
                            _connector="OR",
                        ),
                        name="work_clock_of_u1_never_pauses",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pause_ends_at__isnull", True), ("paused_at__isnull", True)),
                            models.Q(
                                ("pause_ends_at__isnull", False), ("paused_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="work_clock_pause_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pause_limit__isnull", True),
                            ("paused_total__lte", models.F("pause_limit")),
                            _connector="OR",
                        ),
                        name="work_clock_pause_is_within_its_limit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met_at__isnull", True),
                            models.Q(
                                ("ended_at", models.F("met_at")),
                                ("met_at__lte", models.F("due_at")),
                            ),
                            _connector="OR",
                        ),
                        name="work_clock_met_is_met_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("breached_at__isnull", True),
                            ("breached_at", models.F("due_at")),
                            _connector="OR",
                        ),
                        name="work_clock_is_breached_when_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("breached_at__isnull", True), ("leadership_at__isnull", True)
                            ),
                            models.Q(
                                ("breached_at__isnull", False), ("leadership_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="work_clock_breach_knows_when_leadership_hears",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level", 0), ("breached_at__isnull", False), _connector="OR"
                        ),
                        name="work_clock_climbs_only_when_late",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("escalate_at__isnull", True),
                            ("escalate_at__gte", models.F("due_at")),
                            _connector="OR",
                        ),
                        name="work_clock_escalates_not_before_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_why", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("paused_at__isnull", True),
                                models.Q(("ended_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="work_clock_end_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ("U1", "U2", "U3", "U4"))),
                        name="work_clock_urgency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_unit__in", ["MINUTES", "HOURS", "DAYS", "WORKING_DAYS"])
                        ),
                        name="work_clock_unit_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("record_kind", models.CharField(max_length=32)),
                ("record", models.UUIDField()),
                ("unit", models.UUIDField()),
                ("kind", models.CharField(max_length=32)),
                ("seat", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "work_notice",
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["unit", "at"],
                        name="work_notice_unread",
                    ),
                    models.Index(fields=["record"], name="work_notice_record"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                ("record_kind", models.CharField(max_length=32)),
                ("record", models.UUIDField()),
                ("unit", models.UUIDField()),
                ("kind", models.CharField(max_length=32)),
                ("seat", models.UUIDField(null=True)),
                ("urgency", models.CharField(max_length=2)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "work_task",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["unit", "due_at", "id"],
                        name="work_task_unit",
                    ),
                    models.Index(fields=["record"], name="work_task_record"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="work_task_done_says_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("made_at"))),
                        name="work_task_is_due_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ("U1", "U2", "U3", "U4"))),
                        name="work_task_urgency_is_known",
                    ),
                ],
            },
        ),
    ]
