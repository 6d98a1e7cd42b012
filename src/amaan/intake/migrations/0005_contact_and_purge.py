"""A reporter may say anew how to be reached; drafts that nobody sent are removed after their time."""

from django.db import migrations, models

from amaan.access.row_security import WORKER, definer

# Keys first: without a wrap the sealed answers open for nobody, wherever a copy may lie.
PURGE = """
BEGIN
    IF (SELECT count(*) FROM intake_complaint m WHERE m.id = draft AND m.status = 'BEGUN') = 0 THEN
        RETURN false;
    END IF;
    DELETE FROM security_wrap w WHERE w.record = draft;
    DELETE FROM intake_code c WHERE c.complaint_id = draft;
    DELETE FROM intake_complaint m WHERE m.id = draft AND m.status = 'BEGUN';
    RETURN true;
END
"""
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
        definer("intake_purge_draft(draft uuid)", "boolean", PURGE, WORKER, volatile=True),
    ]
