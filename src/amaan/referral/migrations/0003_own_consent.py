"""One consent carries one open referral, and whoever is told the person's wish takes it back."""

from django.db import migrations, models

from amaan.access.row_security import APP, definer

# A receiver does not hold the dossier that the consent is written on, so its own rights reach no row;
# the first statement tells how many rows the referral's own consent has, which must be one.
WITHDRAW = """
DECLARE
    r referral_referral%ROWTYPE;
    own integer;
BEGIN
    SELECT * INTO r FROM referral_referral WHERE id = what;
    -- Without a seat the comparison is NULL, and NOT NULL is no refusal.
    IF NOT FOUND OR (r.from_unit = security_unit() OR security_holds(what)) IS NOT TRUE THEN
        RETURN 0;
    END IF;
    UPDATE security_consent SET withdrawn_at = COALESCE(withdrawn_at, stamp) WHERE id = r.consent;
    GET DIAGNOSTICS own = ROW_COUNT;
    UPDATE security_consent c SET withdrawn_at = stamp
     WHERE c.record = r.dossier_id AND c.purpose = 'REFERRAL' AND c.recipient = r.to_unit
       AND c.withdrawn_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM referral_referral o WHERE o.consent = c.id AND o.status NOT IN
                       ('CLOSED', 'RECALLED', 'REROUTED', 'WITHDRAWN_BY_SURVIVOR'));
    RETURN own;
END
"""


class Migration(migrations.Migration):
    dependencies = [("referral", "0002_walls"), ("security", "0004_node")]
    operations = [
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                fields=["consent"],
                condition=~models.Q(
                    status__in=["CLOSED", "RECALLED", "REROUTED", "WITHDRAWN_BY_SURVIVOR"]
                ),
                name="referral_consent_carries_one_open_referral",
            ),
        ),
        definer(
            "referral_withdraw_consent(what uuid, stamp timestamptz)",
            "integer",
            WITHDRAW,
            APP,
            volatile=True,
        ),
    ]
