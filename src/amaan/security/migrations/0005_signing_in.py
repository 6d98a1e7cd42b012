"""The first password, which opens nothing but its own replacement; codes that are spent once."""

import django.db.models.deletion
from django.db import migrations, models

# Whoever has set up a phone has signed in, and so had the password; everybody else still holds the
# one that was handed over.
WHO_HAS_SIGNED_IN = """
UPDATE security_staff p SET first_password = false
 WHERE EXISTS (SELECT 1 FROM mfa_authenticator a WHERE a.user_id = p.id)
"""


class Migration(migrations.Migration):
    dependencies = [("security", "0004_node"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [
        migrations.AddField("staff", "first_password", models.BooleanField(default=True)),
        migrations.RunSQL(WHO_HAS_SIGNED_IN, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="SpentCode",
            fields=[
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="security.staff",
                    ),
                ),
                ("step", models.BigIntegerField()),
            ],
            options={"db_table": "security_spent_code"},
        ),
    ]
