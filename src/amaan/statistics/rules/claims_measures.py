"""What do the measures of the published figures count, and in which unit?

Hand-made from the 33 lines of `data/statistics.csv` (domain.md section 10). Enquiry is not FIR,
agents are not migrants, units are never added across: so each measure has a code of its own and one
unit.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class MeasureUnit(StrEnum):
    CASES = "CASES"
    ENQUIRIES = "ENQUIRIES"
    COMPLAINTS = "COMPLAINTS"
    RAIDS = "RAIDS"
    PERSONS = "PERSONS"
    CHALLANS = "CHALLANS"
    FIRS = "FIRS"


class Count(NamedTuple):
    """A measure and its unit."""

    code: str
    unit: MeasureUnit


@dataclass(frozen=True, slots=True)
class ClaimMeasure:
    """How one written measure is split.

    `heads`: what the figures without words mean, in order. `words`: what a figure with words means,
    as (count, submeasure). `places`: bracketed names are places; otherwise each must stand in
    `words`.
    """

    heads: tuple[Count, ...]
    words: dict[str, tuple[Count, str]]
    places: bool = False


def of(*heads: Count, places: bool = False, **words: tuple[Count, str]) -> ClaimMeasure:
    return ClaimMeasure(
        heads, {word.replace("_", " "): meaning for word, meaning in words.items()}, places
    )


CONVICTIONS_FIA = Count("CONVICTIONS_FIA", MeasureUnit.PERSONS)
RAIDS = Count("RAIDS_FIA", MeasureUnit.RAIDS)
ARRESTS = Count("ARRESTS_FIA", MeasureUnit.PERSONS)
SMUGGLING_CASES = Count("SMUGGLING_CASES", MeasureUnit.CASES)
SMUGGLING_CONVICTED = Count("SMUGGLING_CONVICTED", MeasureUnit.PERSONS)
AGENTS_ARRESTED = Count("AGENTS_ARRESTED", MeasureUnit.PERSONS)
COMPLAINTS = Count("COMPLAINTS_FIA", MeasureUnit.COMPLAINTS)
VICTIMS = Count("VICTIMS_IDENTIFIED", MeasureUnit.PERSONS)
ENQUIRIES = Count("ENQUIRIES_FIA", MeasureUnit.ENQUIRIES)
ENQUIRY_CASES = Count("CASES_FROM_ENQUIRIES", MeasureUnit.CASES)
AHTC_CASES = Count("AHTC_CASES", MeasureUnit.CASES)
AHTC_ARRESTS = Count("AHTC_ARRESTS", MeasureUnit.PERSONS)
FIRS_AGENTS = Count("FIRS_AGENTS", MeasureUnit.FIRS)
OFFLOADED = Count("PASSENGERS_OFFLOADED", MeasureUnit.PERSONS)
DEPORTED = Count("DEPORTED_FROM_EUROPE", MeasureUnit.PERSONS)
POTIPA_CASES = Count("POTIPA_CASES_PROBED", MeasureUnit.CASES)
POTIPA_CONVICTIONS = Count("POTIPA_CONVICTIONS", MeasureUnit.PERSONS)
BOAT_CASES = Count("GREECE_BOAT_CASES", MeasureUnit.CASES)
BOAT_CONVICTIONS = Count("GREECE_BOAT_CONVICTIONS", MeasureUnit.PERSONS)
LAHORE_CASES = Count("LAHORE_CASES", MeasureUnit.CASES)
LAHORE_ARRESTS = Count("LAHORE_ARRESTS", MeasureUnit.PERSONS)
LAHORE_CHALLANS = Count("LAHORE_CHALLANS", MeasureUnit.CHALLANS)
LAHORE_CONVICTIONS = Count("LAHORE_CONVICTIONS", MeasureUnit.PERSONS)
OFFICIALS_DISMISSED = Count("OFFICIALS_DISMISSED", MeasureUnit.PERSONS)
OFFICIALS_NOMINATED = Count("OFFICIALS_NOMINATED", MeasureUnit.PERSONS)
OFFICIALS_ARRESTED = Count("OFFICIALS_ARRESTED", MeasureUnit.PERSONS)
OFFICIALS_ACQUITTED = Count("OFFICIALS_ACQUITTED", MeasureUnit.PERSONS)
OFFICIALS_CASES = Count("OFFICIALS_CASES_OPEN", MeasureUnit.CASES)
POTIPA_INVESTIGATIONS = Count("POTIPA_INVESTIGATIONS", MeasureUnit.CASES)
TIP_CONVICTIONS = Count("TIP_CONVICTIONS", MeasureUnit.PERSONS)
BONDED = Count("BONDED_LABOURERS", MeasureUnit.PERSONS)
MODERN_SLAVERY = Count("MODERN_SLAVERY", MeasureUnit.PERSONS)
CHILD_ABUSE = Count("CHILD_ABUSE_CASES", MeasureUnit.CASES)
MISSING_CHILDREN = Count("MISSING_CHILDREN", MeasureUnit.CASES)
MOST_WANTED = Count("MOST_WANTED", MeasureUnit.PERSONS)

MEASURES = {
    "convictions (FIA, mostly emigration law)": of(CONVICTIONS_FIA),
    "raids / total arrests (FIA)": of(
        RAIDS, ARRESTS, raids=(RAIDS, ""), arrests=(ARRESTS, ""), places=True
    ),
    "cases registered against smugglers (3 y to Apr 2021)": of(SMUGGLING_CASES),
    "persons convicted (3 y)": of(SMUGGLING_CONVICTED),
    "traffickers/smugglers/agents arrested (3 y)": of(AGENTS_ARRESTED),
    "FIA AHT complaints": of(COMPLAINTS, action_in=(COMPLAINTS, "ACTION_TAKEN"), places=True),
    "victims identified by police (US TIP 2021)": of(VICTIMS, children=(VICTIMS, "CHILDREN")),
    "victims identified by police (US TIP 2022)": of(VICTIMS),
    "FIA AHS enquiries -> cases": of(enquiries=(ENQUIRIES, ""), cases=(ENQUIRY_CASES, "")),
    "FIA AHTC cases / arrests": of(AHTC_CASES, AHTC_ARRESTS),
    "FIA FIRs against agents": of(FIRS_AGENTS),
    "passengers offloaded": of(OFFLOADED, in_reports=(OFFLOADED, "OTHER_REPORTS")),
    "deported from Europe (FIA officer claim)": of(DEPORTED),
    "PoTiPA cases probed / convictions (FIA reply to NA)": of(POTIPA_CASES, POTIPA_CONVICTIONS),
    "Greece 2023 boat: cases in court / convictions (PM briefing)": of(
        BOAT_CASES, BOAT_CONVICTIONS
    ),
    "FIA Lahore: cases / arrests / challans / convictions": of(
        LAHORE_CASES, LAHORE_ARRESTS, LAHORE_CHALLANS, LAHORE_CONVICTIONS
    ),
    "smugglers/agents arrested": ClaimMeasure(
        heads=(AGENTS_ARRESTED,),
        words={
            "Red Book": (AGENTS_ARRESTED, "RED_BOOK"),
            "POs Greece-2023": (AGENTS_ARRESTED, "PROCLAIMED_GREECE_2023"),
            "Greece-2024": (AGENTS_ARRESTED, "GREECE_2024"),
        },
    ),
    "FIA officials: dismissed / nominated / arrested / acquitted": of(
        OFFICIALS_DISMISSED,
        OFFICIALS_NOMINATED,
        OFFICIALS_ARRESTED,
        OFFICIALS_ACQUITTED,
        under_investigation=(OFFICIALS_CASES, "UNDER_INVESTIGATION"),
        final_challan=(OFFICIALS_CASES, "FINAL_CHALLAN"),
        interim_challan=(OFFICIALS_CASES, "INTERIM_CHALLAN"),
    ),
    "PoTiPA investigations": of(
        POTIPA_INVESTIGATIONS,
        sex=(POTIPA_INVESTIGATIONS, "SEX"),
        labour=(POTIPA_INVESTIGATIONS, "LABOUR"),
        unspecified=(POTIPA_INVESTIGATIONS, "UNSPECIFIED"),
    ),
    "convictions": of(TIP_CONVICTIONS),
    "victims identified": of(VICTIMS),
    "bonded labourers estimate": of(BONDED),
    "people in modern slavery": of(MODERN_SLAVERY),
    "child abuse cases (SSDO via RTI)": of(
        CHILD_ABUSE,
        sexual_abuse=(CHILD_ABUSE, "SEXUAL_ABUSE"),
        kidnapping=(CHILD_ABUSE, "KIDNAPPING"),
        child_labour=(CHILD_ABUSE, "CHILD_LABOUR"),
        physical=(CHILD_ABUSE, "PHYSICAL"),
        trafficking=(CHILD_ABUSE, "TRAFFICKING"),
        child_marriage=(CHILD_ABUSE, "CHILD_MARRIAGE"),
    ),
    "ZARRA missing children cases": of(
        reported=(MISSING_CHILDREN, ""),
        closed=(MISSING_CHILDREN, "CLOSED"),
        open=(MISSING_CHILDREN, "OPEN"),
    ),
    "most wanted": ClaimMeasure(
        heads=(MOST_WANTED,),
        words={
            "women": (MOST_WANTED, "WOMEN"),
            "of 2023 list arrested": (MOST_WANTED, "ARRESTED_OF_2023_LIST"),
        },
        places=True,
    ),
}
# Said beside the figures, and no figure of the measure; the raw value keeps them.
REMARKS = frozenset({"conviction mostly <1%"})
PLACES = {"zone II": "Punjab zone II"}  # the source does not repeat the province
ESTIMATES = frozenset({"bonded labourers estimate", "people in modern slavery"})
