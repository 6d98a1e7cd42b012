"""The first password, which opens nothing but its own replacement; codes that are spent once."""

import django.db.models.deletion
from django.db import migrations, models

from amaan.access.row_security import APP, definer, policy, secure

# Whoever has set up a phone has signed in, and so had the password; everybody else still holds the
# one that was handed over.
WHO_HAS_SIGNED_IN = """
UPDATE security_staff p SET first_password = false
 WHERE EXISTS (SELECT 1 FROM mfa_authenticator a WHERE a.user_id = p.id)
"""
# The site may no longer write a password by itself: only the first one gives way, and once.
PASSWORDS = """
REVOKE UPDATE (password) ON security_staff FROM amaan_app;
DROP POLICY insert_app ON security_staff;
CREATE POLICY insert_app ON security_staff FOR INSERT TO amaan_app
    WITH CHECK ((SELECT security_may('security:staff:manage')) AND first_password);
"""
CHOOSE = """
BEGIN
    UPDATE security_staff p SET password = hashed, first_password = false
     WHERE p.id = whose AND p.first_password AND p.is_active;
    RETURN FOUND;
END
"""
# A later step only: the comparison and the write are one statement, so of two equal codes one wins.
SPEND = """
BEGIN
    INSERT INTO security_spent_code AS c (staff_id, step) VALUES (whose, counter)
    ON CONFLICT (staff_id) DO UPDATE SET step = EXCLUDED.step WHERE c.step < EXCLUDED.step;
    RETURN FOUND;
END
"""
# At the door nobody has a pass. A fact of the door is taken only where this very transaction has
# written the row that it tells about (xmin is the transaction that wrote a row's present version).
DOOR_STEP = """
BEGIN
    RETURN CASE kind
        WHEN 'security.password_chosen' THEN EXISTS (
            SELECT 1 FROM security_staff p
             WHERE p.id = whose AND p.xmin = pg_current_xact_id()::xid)
        WHEN 'security.phone_set_up' THEN EXISTS (
            SELECT 1 FROM mfa_authenticator a
             WHERE a.user_id = whose AND a.xmin = pg_current_xact_id()::xid)
        ELSE false
    END;
END
"""
NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"


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
        secure("security_spent_code"),
        migrations.RunSQL(PASSWORDS, migrations.RunSQL.noop),
        definer(
            "security_choose_password(whose uuid, hashed text)",
            "boolean",
            CHOOSE,
            APP,
            volatile=True,
        ),
        definer(
            "security_spend_code(whose uuid, counter bigint)", "boolean", SPEND, APP, volatile=True
        ),
        definer("security_door_step(kind text, whose uuid)", "boolean", DOOR_STEP, APP),
        policy(
            "ledger_fact",
            "insert_app_door",
            "INSERT",
            APP,
            f"WITH CHECK (actor_kind = 'STAFF' AND actor = {NOBODY} AND about_kind = 'staff'"
            " AND person = about AND release = 'NODE' AND security_door_step(kind, about))",
        ),
    ]
