"""Loading all reference data of a new node, register by register, in the order in which they
point to each other.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from amaan.directory.actions.loading_places import load_territories
from amaan.directory.actions.loading_registers import (
    load_agencies,
    load_calendars,
    load_clock_limits,
    load_codes,
    load_helplines,
    load_offences,
)
from amaan.directory.adapters.reference_files import ReferenceFiles
from amaan.kernel.actor import Actor

YEARS_BEFORE = 1
YEARS_AFTER = 2


def load_reference(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int]:
    """Load `folder` (the project's `data/`) and return how many rows each register gained; all 0
    the second time.

    Each register is one action. Raises Refused with the problems of a file that does not read;
    registers
    loaded before it stay, those after it are not touched.
    """
    files = ReferenceFiles(folder)
    years = range(at.year - YEARS_BEFORE, at.year + YEARS_AFTER + 1)
    return {
        "territories": load_territories(files=files, by=by, at=at),
        "agencies": load_agencies(files=files, by=by, at=at),
        "codes": load_codes(files=files, by=by, at=at),
        "helplines": load_helplines(files=files, by=by, at=at),
        "offences": load_offences(files=files, by=by, at=at),
        "calendars": load_calendars(files=files, years=years, by=by, at=at),
        "clock_limits": load_clock_limits(files=files, by=by, at=at),
    }
