"""What is counted of an agency for its head, and below which number nothing is told?"""

from enum import StrEnum
from typing import Final

FEWEST_TOLD: Final = 5  # below it a number would name somebody


class Subject(StrEnum):
    REPORT = "REPORT"
    REFERRAL = "REFERRAL"
    CLOCK = "CLOCK"
    GENERATED = "GENERATED"


class Kept(StrEnum):
    """How an owed step ended."""

    MET = "MET"
    LATE = "LATE"
