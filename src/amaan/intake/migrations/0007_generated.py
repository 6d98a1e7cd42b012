"""Generated reports bear a mark; that no site can set it says `intake/policies.py`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_who_proposed")]
    operations = [
        migrations.AddField(
            model_name="complaint",
            name="generated",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("generated", False))
                | models.Q(("begin_key__startswith", "generated/")),
                name="intake_complaint_generated_says_of_which_run",
            ),
        ),
    ]
