"""A referral is read by sender and receiver; the receiver only from the moment it is sent."""

from django.db import migrations

from amaan.access.row_security import APP, WORKER, policy, secure

# The receiver holds a grant from the moment of sending until the referral ends, so the grant alone decides.
HELD = "from_unit = (SELECT security_unit()) OR security_holds(id)"
SENDS = "from_unit = (SELECT security_unit()) AND (SELECT security_may('referral:referral:send'))"
IN_HELD = "EXISTS (SELECT 1 FROM referral_referral r WHERE r.id = referral_id)"
REFUSE = """
CREATE FUNCTION referral_refuse_excluded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM security_exclusion x
                WHERE x.record IN (NEW.id, NEW.dossier_id) AND x.unit = NEW.to_unit) THEN
        RAISE EXCEPTION 'no reader may be added here' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referral_never_reaches_the_excluded BEFORE INSERT OR UPDATE OF to_unit ON referral_referral
    FOR EACH ROW EXECUTE FUNCTION referral_refuse_excluded();
"""


class Migration(migrations.Migration):
    dependencies = [("referral", "0001_initial"), ("casework", "0002_walls")]
    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION referral_refuse_excluded() CASCADE;"),
        secure(
            "referral_referral",
            select={APP: HELD, WORKER: "true"},
            insert={APP: SENDS},
            update={APP: HELD, WORKER: "true"},
        ),
        secure(
            "referral_progress",
            select={APP: IN_HELD},
            insert={APP: f"{IN_HELD} AND written_by = (SELECT security_seat())"},
        ),
        policy(
            "ledger_fact",
            "select_app_referral",
            "SELECT",
            APP,
            "USING (about_kind = 'referral' AND EXISTS (SELECT 1 FROM referral_referral r WHERE r.id = about))",
        ),
    ]
