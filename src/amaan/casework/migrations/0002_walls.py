"""A dossier is read by its unit and by grants; the other side learns only that it exists and whom to ask."""

from django.db import migrations

from amaan.access.row_security import APP, WORKER, definer, policy, secure

HELD = "unit = (SELECT security_unit()) OR security_holds(id)"
IN_HELD = "EXISTS (SELECT 1 FROM casework_dossier d WHERE d.id = dossier_id)"
OPENS = "unit = (SELECT security_unit()) AND (SELECT security_may('casework:dossier:open'))"
WRITES = f"{IN_HELD} AND (SELECT security_may('casework:dossier:note'))"
# Existence and a contact, nothing else; only for who can compute the link, which the key service does for a live pass.
OTHER_SIDE = """
BEGIN
    IF security_seat() IS NULL THEN RETURN; END IF;
    RETURN QUERY
    SELECT d.compartment::text, u.name_en::text, u.name_ur::text, u.duty_contact::text
      FROM casework_dossier d JOIN directory_unit u ON u.id = d.unit WHERE d.link = wanted AND d.status = 'OPEN';
END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("intake", "0002_walls"),
        ("identity", "0002_walls"),
    ]
    operations = [
        definer(
            "casework_other_side(wanted bytea)",
            "TABLE (compartment text, unit_en text, unit_ur text, contact text)",
            OTHER_SIDE,
            APP,
        ),
        secure(
            "casework_dossier",
            select={APP: HELD, WORKER: "true"},
            insert={APP: OPENS},
            update={APP: HELD, WORKER: "true"},
            columns={
                APP: "status, version, officer, urgency, form, child, link, touched_at, closed_at",
                WORKER: "status, version, urgency, touched_at, closed_at",
            },
        ),
        secure("casework_entry", select={APP: IN_HELD}, insert={APP: WRITES}),
        secure("casework_party", select={APP: IN_HELD}, insert={APP: WRITES}),
        policy(
            "ledger_fact",
            "select_app_dossier",
            "SELECT",
            APP,
            "USING (about_kind = 'dossier' AND EXISTS (SELECT 1 FROM casework_dossier d WHERE d.id = about))",
        ),
    ]
