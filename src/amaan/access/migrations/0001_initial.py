"""The table of passes and the functions that resolve them."""

import django.db.models
from django.db import migrations, models

from amaan.access.row_security import APP, AUDIT, KEYS, PUBLIC, STATS, WORKER, definer, secure
from amaan.kernel.ids import uuid7

SUBJECT = """
DECLARE secret text := current_setting('amaan.pass', true); found uuid;
BEGIN
    IF secret IS NULL OR secret !~ '^[0-9a-f]{64}$' THEN RETURN NULL; END IF;
    SELECT subject INTO found FROM access_pass
     WHERE secret_hash = sha256(decode(secret, 'hex')) AND kind = wanted
       AND ended_at IS NULL AND expires_at > now();
    RETURN found;
END
"""
ISSUE = """
BEGIN
    INSERT INTO access_pass (id, secret_hash, kind, subject, person, issued_at, expires_at, ends_at)
    VALUES (gen_random_uuid(), hash, wanted, whose, who, now(), now() + idle, now() + total);
END
"""
RENEW = """
BEGIN
    UPDATE access_pass SET expires_at = least(ends_at, now() + idle)
     WHERE secret_hash = hash AND ended_at IS NULL AND expires_at > now();
    RETURN FOUND;
END
"""
END = """
BEGIN
    UPDATE access_pass SET ended_at = now() WHERE secret_hash = hash AND ended_at IS NULL;
    RETURN FOUND;
END
"""
END_ALL = """
BEGIN
    UPDATE access_pass SET ended_at = now() WHERE subject = whose AND ended_at IS NULL;
END
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Pass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("secret_hash", models.BinaryField()),
                ("kind", models.CharField(max_length=16)),
                ("subject", models.UUIDField()),
                ("person", models.UUIDField(null=True)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_pass",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("secret_hash",), name="access_pass_secret_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["STAFF", "REPORTER"])),
                        name="access_pass_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__lte", django.db.models.F("ends_at"))),
                        name="access_pass_expires_before_it_ends",
                    ),
                ],
            },
        ),
        secure("access_pass"),
        definer("access_subject(wanted text)", "uuid", SUBJECT),
        definer(
            "access_complaint()",
            "uuid",
            "BEGIN RETURN access_subject('REPORTER'); END",
            *(APP, PUBLIC, WORKER, AUDIT, KEYS, STATS),
        ),
        definer(
            "access_issue_pass(wanted text, whose uuid, who uuid, hash bytea, idle interval, total interval)",
            "void",
            ISSUE,
            volatile=True,
        ),
        definer(
            "access_renew_pass(hash bytea, idle interval)",
            "boolean",
            RENEW,
            APP,
            PUBLIC,
            volatile=True,
        ),
        definer("access_end_pass(hash bytea)", "boolean", END, APP, PUBLIC, volatile=True),
        definer("access_end_passes(whose uuid)", "void", END_ALL, volatile=True),
    ]
