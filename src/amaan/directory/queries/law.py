"""Which wording of a section was in force on the day of the offence, as far as the register
knows?
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from amaan.directory.models import OffenceVersion
from amaan.directory.rules.vintage import Force, force_on


@dataclass(frozen=True, slots=True)
class InForce:
    """A wording and whether it surely held on the day; UNSURE means: show it and ask the
    prosecutor.
    """

    offence: OffenceVersion
    force: Force


def offences() -> QuerySet[OffenceVersion]:
    """The current versions of every entry, by law and section."""
    rows = OffenceVersion.objects.filter(superseded_at=None)
    return rows.order_by("law_code", "section", "code")


def offence_version(version: UUID) -> OffenceVersion | None:
    return OffenceVersion.objects.filter(id=version).first()


def offence_versions(entry: UUID) -> QuerySet[OffenceVersion]:
    """Every version of one entry, newest first."""
    return OffenceVersion.objects.filter(entry=entry).order_by("-version")


def law_in_force(on: date, section: str = "", *, law_code: str = "") -> list[InForce]:
    """The wordings that held, or may have held, on a day; sure ones first.

    A later, harsher wording is never taken by default: where the change falls in the same year both
    are returned
    (domain.md section 3.1).
    """
    rows = offences()
    if section:
        rows = rows.filter(section=section)
    if law_code:
        rows = rows.filter(law_code=law_code)
    verdicts = [InForce(row, force_on(row.start, row.end, on)) for row in rows]
    held = [verdict for verdict in verdicts if verdict.force is not Force.NOT]
    return sorted(held, key=lambda verdict: verdict.force is Force.UNSURE)
