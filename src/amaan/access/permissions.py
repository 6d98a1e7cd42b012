"""Every permission of the platform, in one alphabetical list: `capability:thing:act`."""

from collections.abc import Iterator
from enum import StrEnum

from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.reasons import Audience, Reason


class Permission(StrEnum):
    CASEWORK_DOSSIER_NOTE = "casework:dossier:note"
    CASEWORK_DOSSIER_OPEN = "casework:dossier:open"
    CASEWORK_DOSSIER_READ = "casework:dossier:read"
    DIRECTORY_ENTRY_IMPORT = "directory:entry:import"
    DIRECTORY_ENTRY_READ = "directory:entry:read"
    DIRECTORY_ENTRY_REVISE = "directory:entry:revise"
    DIRECTORY_LAW_REVISE = "directory:law:revise"
    IDENTITY_PERSON_RECORD = "identity:person:record"
    INTAKE_ACCUSATION_READ = "intake:accusation:read"
    INTAKE_CLOSURE_AGREE = "intake:closure:agree"
    INTAKE_COMPLAINT_ACKNOWLEDGE = "intake:complaint:acknowledge"
    INTAKE_COMPLAINT_ACT = "intake:complaint:act"
    INTAKE_COMPLAINT_READ = "intake:complaint:read"
    INTAKE_COMPLAINT_RECEIVE = "intake:complaint:receive"
    INTAKE_EXCLUSION_REVIEW = "intake:exclusion:review"
    INTAKE_MESSAGE_WRITE = "intake:message:write"
    LEDGER_AUDIT_READ = "ledger:audit:read"
    REFERRAL_REFERRAL_ANSWER = "referral:referral:answer"
    REFERRAL_REFERRAL_CLEAR = "referral:referral:clear"
    REFERRAL_REFERRAL_READ = "referral:referral:read"
    REFERRAL_REFERRAL_SEND = "referral:referral:send"
    SCREENING_COMPLAINT_ALLOCATE = "screening:complaint:allocate"
    SCREENING_COMPLAINT_TRIAGE = "screening:complaint:triage"
    SCREENING_DECISION_DECIDE = "screening:decision:decide"
    SCREENING_DECISION_REVIEW = "screening:decision:review"
    SECURITY_NODE_MARK = "security:node:mark"
    SECURITY_READ_LOG_READ = "security:read_log:read"
    SECURITY_STAFF_MANAGE = "security:staff:manage"
    SECURITY_STAFF_READ = "security:staff:read"
    STATISTICS_AGENCY_READ = "statistics:agency:read"
    STATISTICS_FIGURES_IMPORT = "statistics:figures:import"
    STATISTICS_FIGURES_READ = "statistics:figures:read"
    STATISTICS_PICTURE_READ = "statistics:picture:read"
    WORK_QUEUE_READ = "work:queue:read"
    WORK_TASK_FINISH = "work:task:finish"


def reasons_against_seat(by: Actor, *permissions: Permission) -> Iterator[Reason]:
    """The objection to a step by a seat that holds none of these; the platform needs none."""
    if by.kind is not ActorKind.SYSTEM and not any(map(by.may, permissions)):
        yield Reason("not-permitted", audience=Audience.NOBODY)
