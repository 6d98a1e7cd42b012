"""Reading the reference data that the project carries (`data/`): whole files, or a refusal with
their problems.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from amaan.directory.rules import (
    agencies,
    clock_limits,
    codes,
    helplines,
    offences,
    regions,
)
from amaan.directory.rules.calendars import CalendarTerms, read_calendars
from amaan.directory.rules.districts import (
    DISTRICTS,
    NEW_DISTRICTS,
    DistrictRow,
    NewDistrictRow,
)
from amaan.directory.rules.importing import ImportReport, Layout, read_file
from amaan.kernel.reasons import Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReferenceFiles:
    """The folder `data/`. Every method raises Refused with the reasons of all rows that do not
    read.
    """

    folder: Path

    def provinces(self) -> tuple[regions.ProvinceRow, ...]:
        return self._rows("provinces.csv", regions.PROVINCES)

    def divisions(self) -> tuple[regions.DivisionRow, ...]:
        return self._rows("divisions.csv", regions.DIVISIONS)

    def districts(self) -> tuple[DistrictRow, ...]:
        return self._rows("districts.csv", DISTRICTS)

    def new_districts(self) -> tuple[NewDistrictRow, ...]:
        return self._rows("districts_post_census.csv", NEW_DISTRICTS)

    def agencies(self) -> tuple[agencies.AgencyRow, ...]:
        return self._rows("agencies.csv", agencies.LAYOUT)

    def codes(self) -> tuple[codes.CodeRow, ...]:
        return self._rows("codes.csv", codes.LAYOUT)

    def clock_limits(self) -> tuple[clock_limits.LimitRow, ...]:
        return self._rows("clock_limits.csv", clock_limits.LAYOUT)

    def helplines(self) -> tuple[helplines.HelplineRow, ...]:
        """Split by province (domain.md section 8)."""
        rows = self._rows("helplines.csv", helplines.LAYOUT)
        return tuple(part for row in rows for part in helplines.by_province(row))

    def offences(self) -> tuple[offences.OffenceRow, ...]:
        return self._rows("offences.csv", offences.LAYOUT)

    def calendars(self, years: Sequence[int]) -> list[CalendarTerms]:
        """With their fixed holidays written out for `years`."""
        return read_calendars(tomllib.loads(self._bytes("calendars.toml").decode()), years)

    def _rows(self, name: str, layout: Layout[T]) -> tuple[T, ...]:
        return whole(read_file(self._bytes(name), layout))

    def _bytes(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


def whole(report: ImportReport[T]) -> tuple[T, ...]:
    """All rows of a clean report. Raises Refused with every problem otherwise."""
    if report.problems:
        raise Refused(*(problem.reason for problem in report.problems))
    return report.rows
