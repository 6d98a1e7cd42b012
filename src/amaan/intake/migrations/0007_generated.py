"""Generated reports bear a mark that no site can set: the INSERT policies of both sites ask that it
is not there, and neither site may update the column.
"""

from django.db import migrations, models

NO_DESK_YET = "desk_unit IS NULL AND action_unit IS NULL"
OPERATOR = (
    "operator = (SELECT security_seat()) AND (SELECT security_may('intake:complaint:receive'))"
)
WEB = f"status = 'BEGUN' AND channel = 'WEB' AND {NO_DESK_YET}"
WALK_IN = f"status = 'BEGUN' AND channel = 'WALK_IN' AND {NO_DESK_YET} AND {OPERATOR}"


def asked(extra: str) -> str:
    return (
        f"ALTER POLICY insert_public ON intake_complaint WITH CHECK ({WEB}{extra});"
        f" ALTER POLICY insert_app ON intake_complaint WITH CHECK ({WALK_IN}{extra});"
    )


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
        migrations.RunSQL(asked(" AND NOT generated"), asked("")),
    ]
