"""Who proposed an outcome, and when the reporter rejected one: kept in the row, taken from the facts
for rows that are there already.
"""

from django.db import migrations, models
from django.db.models import F, Func, Q

TAKEN_FROM_FACTS = """
UPDATE intake_complaint c SET outcome_by = f.actor, action_officer = f.actor
  FROM (SELECT DISTINCT ON (about) about, actor FROM ledger_fact
         WHERE about_kind = 'complaint' AND event = 'PROPOSE' ORDER BY about, sequence DESC) f
 WHERE f.about = c.id AND c.status = 'OUTCOME_READY';
UPDATE intake_complaint c SET rejected_at = f.rejected_at, former_officers = f.proposers
  FROM (SELECT r.about, max(r.happened_at) AS rejected_at,
               jsonb_agg(p.actor::text ORDER BY r.sequence) AS proposers
          FROM ledger_fact r CROSS JOIN LATERAL
               (SELECT actor FROM ledger_fact p WHERE p.about = r.about AND p.event = 'PROPOSE'
                   AND p.sequence < r.sequence ORDER BY p.sequence DESC LIMIT 1) p
         WHERE r.about_kind = 'complaint' AND r.event = 'REJECT' GROUP BY r.about) f
 WHERE f.about = c.id AND c.rejections > 0;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_contact_and_purge"), ("ledger", "0002_append_only")]
    operations = [
        migrations.AddField("complaint", "outcome_by", models.UUIDField(null=True)),
        migrations.AddField("complaint", "rejected_at", models.DateTimeField(null=True)),
        migrations.RunSQL(TAKEN_FROM_FACTS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "complaint",
            models.CheckConstraint(
                condition=~Q(status="OUTCOME_READY")
                | Q(
                    outcome_by__isnull=False,
                    action_officer__isnull=False,
                    outcome_by=F("action_officer"),
                ),
                name="intake_complaint_outcome_is_of_the_officer",
            ),
        ),
        migrations.AddConstraint(
            "complaint",
            models.CheckConstraint(
                condition=Q(
                    rejections=Func(
                        "former_officers",
                        function="jsonb_array_length",
                        output_field=models.IntegerField(),
                    )
                ),
                name="intake_complaint_rejection_names_a_proposer",
            ),
        ),
        migrations.AddConstraint(
            "complaint",
            models.CheckConstraint(
                condition=Q(rejections=0, rejected_at__isnull=True)
                | Q(rejections__gt=0, rejected_at__isnull=False),
                name="intake_complaint_rejected_has_a_time",
            ),
        ),
    ]
