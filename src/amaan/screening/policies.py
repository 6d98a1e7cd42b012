"""Who reads and writes a decision? Who holds the complaint, and nobody else."""

from typing import Final

from amaan.kernel.row_security import ALWAYS, APP, WORKER, Policy, secured
from amaan.security.rules.asking import holds

HELD: Final = holds("complaint_id")

DECLARED: Final = (
    *secured(
        "screening_decision",
        select={APP: HELD, WORKER: ALWAYS},
        insert={APP: HELD},
        update={APP: HELD, WORKER: ALWAYS},
    ),
    # As on the complaint itself: a wish that waits to be applied closes the matter at once.
    Policy(
        "screening_decision",
        "nobody_reads_while_a_withdrawal_waits",
        "SELECT",
        (APP,),
        using="NOT intake_withdrawal_waiting(complaint_id)",
        restrictive=True,
    ),
    Policy(
        "ledger_fact",
        "select_app_screening",
        "SELECT",
        (APP,),
        using="about_kind = 'screening'"
        " AND EXISTS (SELECT 1 FROM screening_decision d WHERE d.id = about)",
    ),
)
