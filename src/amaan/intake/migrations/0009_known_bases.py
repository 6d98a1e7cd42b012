"""An office complained of is named, or it is every such office of the district."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_sealed_code")]
    operations = [
        migrations.AddConstraint(
            "accused",
            models.CheckConstraint(
                condition=models.Q(basis__in=["NAMED_OFFICE", "UNNAMED_OFFICE"]),
                name="intake_accused_basis_is_known",
            ),
        ),
    ]
