"""Every code that gives, ends or refuses a reading is one that a rule knows."""

from django.db import migrations, models

KNOWN = {
    ("grant", "purpose", "security_grant_purpose_is_known"): [
        "OWN",
        "DESK",
        "ALLOCATION",
        "ESCALATION",
        "REFERRAL",
        "LEAD",
        "OFFICER",
    ],
    ("grant", "ended_why", "security_grant_end_is_known"): [
        "",
        "NARROWED",
        "DECLINED",
        "RECALLED",
        "CLOSED",
        "WITHDRAWN",
        "CONSENT_WITHDRAWN",
        "EXCLUDED",
        "ALLOCATION_ENDED",
    ],
    ("exclusion", "basis", "security_exclusion_basis_is_known"): [
        "NAMED_OFFICE",
        "UNNAMED_OFFICE",
        "LINE_OF_COMMAND",
        "REPORTS_TO_IT",
        "INHERITED",
    ],
    ("datakey", "purpose", "security_data_key_purpose_is_known"): [
        "NARRATIVE",
        "MESSAGE",
        "SCREENING",
        "IDENTITY",
        "DOSSIER",
        "ENTRY",
        "REFERRAL",
        "PROGRESS",
        "STAYS",
    ],
    ("consent", "purpose", "security_consent_purpose_is_known"): ["TO_POLICE", "REFERRAL"],
    ("consent", "how", "security_consent_how_is_known"): [
        "FORM",
        "SPOKEN",
        "WRITTEN",
        "GUARDIAN",
    ],
}


class Migration(migrations.Migration):
    dependencies = [("security", "0006_waiting_facts")]
    operations = [
        migrations.AddConstraint(
            model,
            models.CheckConstraint(condition=models.Q(**{f"{column}__in": codes}), name=name),
        )
        for (model, column, name), codes in KNOWN.items()
    ]
