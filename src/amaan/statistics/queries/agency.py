"""What the head of an agency sees of it: counts, and no record."""

from dataclasses import dataclass, field

from amaan.access.transactions import current_connection
from amaan.kernel.actor import Actor
from amaan.statistics.rules.agency import Subject

Counts = dict[str, int | None]  # code -> number; None is "fewer than five"
ASKED = "SELECT subject, code, number FROM statistics_agency_figures() ORDER BY subject, code"


@dataclass(slots=True)
class AgencyFigures:
    """Reports that units of the agency act on, referrals sent to them, steps met and late."""

    reports: Counts = field(default_factory=dict)
    referrals: Counts = field(default_factory=dict)
    clocks: Counts = field(default_factory=dict)
    generated: Counts = field(default_factory=dict)  # those of the reports that a generator made


def agency_figures(*, to: Actor) -> AgencyFigures:
    """Empty for whoever may not see them: the database asks the pass again."""
    del to  # the pass of the reading transaction decides
    found = AgencyFigures()
    parts = {
        Subject.REPORT: found.reports,
        Subject.REFERRAL: found.referrals,
        Subject.CLOCK: found.clocks,
        Subject.GENERATED: found.generated,
    }
    with current_connection().cursor() as cursor:
        cursor.execute(ASKED)
        for subject, code, number in cursor.fetchall():
            parts[Subject(subject)][code] = number
    return found
