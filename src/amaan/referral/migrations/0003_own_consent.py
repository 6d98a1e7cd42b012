"""One consent carries one open referral."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referral", "0002_walls"), ("security", "0004_node")]
    operations = [
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                fields=["consent"],
                condition=~models.Q(
                    status__in=["CLOSED", "RECALLED", "REROUTED", "WITHDRAWN_BY_SURVIVOR"]
                ),
                name="referral_consent_carries_one_open_referral",
            ),
        ),
    ]
