"""Who reads a referral? Sender and receiver, the receiver only from the moment it is sent; once it
is accepted its officer and leads; and the posts that a late clock brought in.
"""

from typing import Final

from amaan.access.permissions import Permission
from amaan.kernel.row_security import ALWAYS, APP, WORKER, Policy, definer, listed, quoted, secured
from amaan.referral.rules.referral import ENDS
from amaan.security.rules.asking import (
    SEAT,
    UNIT,
    holds,
    may,
    never_reaches_the_excluded,
    refuses_excluded,
)
from amaan.security.rules.purposes import ConsentPurpose

# The receiver holds a grant from the moment of sending until the referral ends, so the grant alone
# decides.
HELD: Final = f"from_unit = {UNIT} OR {holds('id')}"
SENDS: Final = f"from_unit = {UNIT} AND {may(Permission.REFERRAL_REFERRAL_SEND)}"
IN_HELD: Final = "EXISTS (SELECT 1 FROM referral_referral r WHERE r.id = referral_id)"
# A receiver does not hold the dossier that the consent is written on, so its own rights reach no
# row; the first statement tells how many rows the referral's own consent has, which must be one.
WITHDRAW: Final = f"""
DECLARE
    r referral_referral%ROWTYPE;
    own integer;
BEGIN
    SELECT * INTO r FROM referral_referral WHERE id = what;
    -- Both sides may be told the wish; a stranger takes nobody's consent away. Without a seat the
    -- comparison is NULL, and NOT NULL is no refusal.
    IF NOT FOUND OR (r.from_unit = security_unit() OR security_holds(what)) IS NOT TRUE THEN
        RETURN 0;
    END IF;
    UPDATE security_consent SET withdrawn_at = COALESCE(withdrawn_at, stamp) WHERE id = r.consent;
    GET DIAGNOSTICS own = ROW_COUNT;
    -- Spare consents for the same receiver go too, or the next referral would start from a wish
    -- that was taken back; one that carries another open referral stays until that one is asked.
    UPDATE security_consent c SET withdrawn_at = stamp
     WHERE c.record = r.dossier_id AND c.recipient = r.to_unit
       AND c.purpose = {quoted(ConsentPurpose.REFERRAL)}
       AND c.withdrawn_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM referral_referral o WHERE o.consent = c.id
                          AND o.status NOT IN ({listed(ENDS)}));
    RETURN own;
END
"""

DECLARED: Final = (
    # Excluded from the matter is excluded from what was made of it.
    refuses_excluded("referral_refuse_excluded", records="id, dossier_id", units="to_unit"),
    *never_reaches_the_excluded(
        "referral_referral",
        "referral_refuse_excluded",
        "to_unit",
        name="referral_never_reaches_the_excluded",
    ),
    *secured(
        "referral_referral",
        select={APP: HELD, WORKER: ALWAYS},
        insert={APP: SENDS},
        update={APP: HELD, WORKER: ALWAYS},
    ),
    *secured(
        "referral_progress",
        select={APP: IN_HELD},
        insert={APP: f"{IN_HELD} AND written_by = {SEAT}"},
    ),
    *definer(
        "referral_withdraw_consent(what uuid, stamp timestamp with time zone)",
        "integer",
        WITHDRAW,
        APP,
        volatile=True,
    ),
    Policy(
        "ledger_fact",
        "select_app_referral",
        "SELECT",
        (APP,),
        using="about_kind = 'referral'"
        " AND EXISTS (SELECT 1 FROM referral_referral r WHERE r.id = about)",
    ),
)
