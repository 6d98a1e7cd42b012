"""Counts of the own agency for its head, who may read no record: the function counts, leaves out what
the head's own office is excluded from, and does not tell a number below five.
"""

from django.db import migrations

from amaan.access.row_security import APP, definer

TOLD = "CASE WHEN count(*) >= 5 THEN count(*) END"
OWN = "(SELECT own.id FROM own) AND NOT security_excluded"
CLOCK = "CASE WHEN k.breached_at IS NOT NULL THEN 'LATE' WHEN k.met_at IS NOT NULL THEN 'MET'"
FIGURES = f"""
BEGIN
    IF NOT security_may('statistics:agency:read') THEN RETURN; END IF;
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


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0002_walls"),
        ("referral", "0003_own_consent"),
        ("work", "0002_walls"),
    ]
    operations = [
        definer(
            "statistics_agency_figures()",
            "TABLE (subject text, code text, number bigint)",
            FIGURES,
            APP,
        )
    ]
