"""A decision is read and written by who holds the complaint, and by nobody else."""

from django.db import migrations

from amaan.access.row_security import APP, WORKER, policy, secure

HELD = "security_holds(complaint_id)"


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial"), ("intake", "0002_walls")]
    operations = [
        secure(
            "screening_decision",
            select={APP: HELD, WORKER: "true"},
            insert={APP: HELD},
            update={APP: HELD, WORKER: "true"},
        ),
        policy(
            "screening_decision",
            "nobody_reads_while_a_withdrawal_waits",
            "SELECT",
            APP,
            "USING (NOT intake_withdrawal_waiting(complaint_id))",
            restrictive=True,
        ),
        policy(
            "ledger_fact",
            "select_app_screening",
            "SELECT",
            APP,
            "USING (about_kind = 'screening' AND EXISTS"
            " (SELECT 1 FROM screening_decision d WHERE d.id = about))",
        ),
    ]
