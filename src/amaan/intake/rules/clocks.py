"""Which clock runs in which state of a complaint (workflows.md sections 2 and 3)."""

from typing import Final

from amaan.intake.rules.complaint import Status

ACKNOWLEDGE, TRIAGE, ALLOCATE = "acknowledge", "triage", "allocate"
ACCEPT, CONTACT, PROGRESS, CONFIRM = "accept", "contact", "progress", "confirm"

# Entering a state starts these; the clocks of other kinds that are still open are met (work done)
# or ended (called off).
STARTS: Final = {
    Status.RECEIVED: (ACKNOWLEDGE,),
    Status.ACKNOWLEDGED: (TRIAGE,),
    Status.TRIAGED: (ALLOCATE,),
    Status.ALLOCATED: (ACCEPT,),
    Status.UNDER_ACTION: (CONTACT, PROGRESS),
    Status.OUTCOME_READY: (CONFIRM,),
}
# A step into one of these states is what the open clock was waiting for.
MEETS: Final = {
    Status.ACKNOWLEDGED: (ACKNOWLEDGE,),
    Status.TRIAGED: (TRIAGE,),
    Status.ALLOCATED: (ALLOCATE,),
    Status.UNDER_ACTION: (ACCEPT,),
    Status.OUTCOME_READY: (CONTACT, PROGRESS),
    Status.REDIRECTED: (ALLOCATE,),
    Status.KEPT: (ALLOCATE,),
    Status.CLOSED: (CONFIRM,),
}
# The rest while the reporter is asked ends by itself (workflows.md section 2, *pauses*).
INFORMATION: Final = "information"
KINDS: Final = (ACKNOWLEDGE, TRIAGE, ALLOCATE, ACCEPT, CONTACT, PROGRESS, CONFIRM)
