"""Who may read and add figures, and who counts the own agency? Nobody changes or deletes a row."""

from typing import Final

from amaan.access.permissions import Permission
from amaan.kernel.row_security import ALWAYS, APP, WORKER, definer, quoted, secured
from amaan.security.rules.asking import may
from amaan.statistics.rules.agency import FEWEST_TOLD, Kept, Subject

TABLES: Final = (
    "statistics_official_source",
    "statistics_official_figure",
    "statistics_quarantined_figure",
    "statistics_figure_finding",
    "statistics_claim",
    "statistics_value",
)

# Counts of the own agency for its head, who may read no record: what the head's own office is
# excluded from is left out, and a number below five is not told, or it would name somebody.
TOLD: Final = f"CASE WHEN count(*) >= {FEWEST_TOLD} THEN count(*) END"
OWN: Final = "(SELECT own.id FROM own) AND NOT security_excluded"
CLOCK: Final = (
    f"CASE WHEN k.breached_at IS NOT NULL THEN {quoted(Kept.LATE)} ELSE {quoted(Kept.MET)} END"
)
FIGURES: Final = f"""
BEGIN
    IF NOT security_may({quoted(Permission.STATISTICS_AGENCY_READ)}) THEN RETURN; END IF;
    RETURN QUERY
    WITH own AS (SELECT u.id FROM directory_unit u JOIN directory_unit mine
                     ON mine.agency_id = u.agency_id WHERE mine.id = security_unit())
    SELECT {quoted(Subject.REPORT)}, c.status::text, {TOLD} FROM intake_complaint c
     WHERE c.action_unit IN {OWN}(c.id, security_unit()) GROUP BY 2
    UNION ALL
    SELECT {quoted(Subject.GENERATED)}, {quoted(Subject.REPORT)}, {TOLD} FROM intake_complaint c
     WHERE c.generated AND c.action_unit IN {OWN}(c.id, security_unit()) GROUP BY 2
    UNION ALL
    SELECT {quoted(Subject.REFERRAL)}, r.status::text, {TOLD} FROM referral_referral r
     WHERE r.sent_at IS NOT NULL AND r.to_unit IN {OWN}(r.id, security_unit()) GROUP BY 2
    UNION ALL
    SELECT {quoted(Subject.CLOCK)}, {CLOCK}, {TOLD} FROM work_clock k
     WHERE (k.met_at IS NOT NULL OR k.breached_at IS NOT NULL)
       AND k.unit IN {OWN}(k.record, security_unit()) GROUP BY 2;
END
"""

DECLARED: Final = (
    # Staff read and load by permission; the worker loads by command.
    *(
        part
        for table in TABLES
        for part in secured(
            table,
            select={APP: may(Permission.STATISTICS_FIGURES_READ), WORKER: ALWAYS},
            insert={APP: may(Permission.STATISTICS_FIGURES_IMPORT), WORKER: ALWAYS},
        )
    ),
    *definer(
        "statistics_agency_figures()",
        "TABLE(subject text, code text, number bigint)",
        FIGURES,
        APP,
    ),
)
