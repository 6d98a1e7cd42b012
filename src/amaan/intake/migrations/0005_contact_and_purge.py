"""A reporter may say anew how to be reached."""

from django.db import migrations, models

KINDS = ["MESSAGE", "QUESTION", "ANSWER", "OUTCOME", "CONTACT"]


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_walk_in"), ("security", "0004_node")]
    operations = [
        migrations.RemoveConstraint("message", "intake_message_kind_is_known"),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="intake_message_kind_is_known"
            ),
        ),
    ]
