"""What the reporter reads for each state: public words never tell more than these (workflows.md
section 11).
"""

from enum import StrEnum
from typing import Final

from amaan.intake.rules.complaint import Status


class PublicStatus(StrEnum):
    RECEIVED = "RECEIVED"
    LOOKED_AT = "LOOKED_AT"
    WITH_AGENCY = "WITH_AGENCY"
    MORE_WANTED = "MORE_WANTED"
    ASK_SOLVED = "ASK_SOLVED"
    PASSED_ON = "PASSED_ON"
    FINISHED = "FINISHED"


PUBLIC_STATUS: Final = {
    Status.RECEIVED: PublicStatus.RECEIVED,
    Status.ACKNOWLEDGED: PublicStatus.RECEIVED,
    Status.TRIAGED: PublicStatus.LOOKED_AT,
    Status.KEPT: PublicStatus.LOOKED_AT,
    Status.ALLOCATED: PublicStatus.WITH_AGENCY,
    Status.UNDER_ACTION: PublicStatus.WITH_AGENCY,
    Status.MORE_INFORMATION: PublicStatus.MORE_WANTED,
    Status.OUTCOME_READY: PublicStatus.ASK_SOLVED,
    Status.REDIRECTED: PublicStatus.PASSED_ON,
    Status.CLOSED: PublicStatus.FINISHED,
    Status.WITHDRAWN: PublicStatus.FINISHED,
}
