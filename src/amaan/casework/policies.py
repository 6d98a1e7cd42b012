"""Who may read a dossier, its protection or its investigation part?

Each part is a dossier of its own, read by its unit and by grants. The other side learns only that
it exists and whom to ask. A page asks `casework:dossier:read` besides, and the words open only for
a key that the key service has for the reader's unit.
"""

from typing import Final

from amaan.access.permissions import Permission
from amaan.casework.rules.dossier import Status
from amaan.kernel.row_security import ALWAYS, APP, WORKER, Policy, definer, quoted, secured
from amaan.security.rules.asking import UNIT, holds, may

HELD: Final = f"unit = {UNIT} OR {holds('id')}"
IN_HELD: Final = "EXISTS (SELECT 1 FROM casework_dossier d WHERE d.id = dossier_id)"
OPENS: Final = f"unit = {UNIT} AND {may(Permission.CASEWORK_DOSSIER_OPEN)}"
WRITES: Final = f"{IN_HELD} AND {may(Permission.CASEWORK_DOSSIER_NOTE)}"
# Existence and a contact, nothing else; only for who can compute the link, which the key service
# does for a live pass.
OTHER_SIDE: Final = f"""
BEGIN
    -- A link that was copied from somewhere opens nothing without a seat.
    IF security_seat() IS NULL THEN RETURN; END IF;
    RETURN QUERY
    SELECT d.compartment::text, u.name_en::text, u.name_ur::text, u.duty_contact::text
      FROM casework_dossier d JOIN directory_unit u ON u.id = d.unit
     WHERE d.link = wanted AND d.status = {quoted(Status.OPEN)};
END
"""

DECLARED: Final = (
    *definer(
        "casework_other_side(wanted bytea)",
        "TABLE(compartment text, unit_en text, unit_ur text, contact text)",
        OTHER_SIDE,
        APP,
    ),
    *secured(
        "casework_dossier",
        select={APP: HELD, WORKER: ALWAYS},
        insert={APP: OPENS},
        update={APP: HELD, WORKER: ALWAYS},
        columns={
            APP: "status, version, officer, urgency, form, child, link, touched_at, closed_at",
            WORKER: "status, version, urgency, touched_at, closed_at",
        },
    ),
    # Whoever sees the dossier sees its rows: the sub-select runs under the reader's own policies.
    *secured("casework_entry", select={APP: IN_HELD}, insert={APP: WRITES}),
    *secured("casework_party", select={APP: IN_HELD}, insert={APP: WRITES}),
    Policy(
        "ledger_fact",
        "select_app_dossier",
        "SELECT",
        (APP,),
        using="about_kind = 'dossier'"
        " AND EXISTS (SELECT 1 FROM casework_dossier d WHERE d.id = about)",
    ),
)
