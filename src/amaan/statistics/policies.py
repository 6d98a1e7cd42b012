"""Who may read and add figures, and who counts the own agency? Nobody changes or deletes a row."""

from typing import Final

from amaan.access.permissions import Permission
from amaan.kernel.row_security import ALWAYS, APP, WORKER, definer, quoted, secured
from amaan.security.rules.asking import may

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
TOLD: Final = "CASE WHEN count(*) >= 5 THEN count(*) END"
OWN: Final = "(SELECT own.id FROM own) AND NOT security_excluded"
CLOCK: Final = (
    "CASE WHEN k.breached_at IS NOT NULL THEN 'LATE' WHEN k.met_at IS NOT NULL THEN 'MET'"
)
FIGURES: Final = f"""
BEGIN
    IF NOT security_may({quoted(Permission.STATISTICS_AGENCY_READ)}) THEN RETURN; END IF;
    RETURN QUERY
    WITH own AS (SELECT u.id FROM directory_unit u JOIN directory_unit mine
                     ON mine.agency_id = u.agency_id WHERE mine.id = security_unit())
    SELECT 'REPORT', c.status::text, {TOLD} FROM intake_complaint c
     WHERE c.action_unit IN {OWN}(c.id, security_unit()) GROUP BY 2
    UNION ALL
    SELECT 'REFERRAL', r.status::text, {TOLD} FROM referral_referral r
     WHERE r.sent_at IS NOT NULL AND r.to_unit IN {OWN}(r.id, security_unit()) GROUP BY 2
    UNION ALL
    SELECT 'CLOCK', {CLOCK} ELSE 'OTHER' END, {TOLD} FROM work_clock k
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
