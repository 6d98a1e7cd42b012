"""What each role may do: a role is a named set of permissions (domain.md section 7), given as
workflows.md section 1 names the actors of each step.
"""

from collections.abc import Mapping
from enum import StrEnum

from amaan.access.permissions import Permission as P  # noqa: N817  (a table of two hundred uses)


class Role(StrEnum):
    """The user roles of the platform, as the field names them."""

    COMPLAINT_OPERATOR = "complaint_operator"
    COMPLAINT_SCREENER = "complaint_screener"
    DUTY_OFFICER = "duty_officer"
    TEAM_LEAD = "team_lead"
    DISTRICT_FOCAL_PERSON = "district_focal_person"
    PROVINCIAL_COORDINATOR = "provincial_coordinator"
    FEDERAL_DESK = "federal_desk"
    OVERSIGHT_OFFICER = "oversight_officer"
    FIA_IO = "fia_io"
    FIA_SUPERVISOR = "fia_supervisor"
    POLICE_SHO = "police_sho"
    POLICE_IO = "police_io"
    DPO_RPO = "dpo_rpo"
    NPB_ANALYST = "npb_analyst"
    PROSECUTOR = "prosecutor"
    COURT_READER = "court_reader"
    CPWB_CASE_MANAGER = "cpwb_case_manager"
    SW_OFFICER = "sw_officer"
    SHELTER_MANAGER = "shelter_manager"
    LABOUR_INSPECTOR = "labour_inspector"
    DVC_MEMBER = "dvc_member"
    PROTECTOR_OF_EMIGRANTS = "protector_of_emigrants"
    NADRA_FOCAL = "nadra_focal"
    COMMITTEE_SECRETARY = "committee_secretary"
    NAP_MONITOR = "nap_monitor"
    NGO_PARTNER = "ngo_partner"
    MISSION_CWA = "mission_cwa"
    TRAINER = "trainer"
    AUDITOR = "auditor"
    RESEARCHER_PUBLIC = "researcher_public"
    SYSTEM_ADMIN = "system_admin"
    AGENCY_HEAD = "agency_head"


EVERY_SEAT = frozenset(
    {P.DIRECTORY_ENTRY_READ, P.STATISTICS_FIGURES_READ, P.WORK_QUEUE_READ, P.WORK_TASK_FINISH}
)
DESK = EVERY_SEAT | {P.INTAKE_COMPLAINT_READ, P.INTAKE_MESSAGE_WRITE, P.SECURITY_STAFF_READ}
SCREENING = DESK | {
    P.INTAKE_ACCUSATION_READ,
    P.REFERRAL_REFERRAL_READ,
    P.SCREENING_COMPLAINT_TRIAGE,
    P.SCREENING_DECISION_REVIEW,
}
WORKER = DESK | {
    P.CASEWORK_DOSSIER_NOTE,
    P.CASEWORK_DOSSIER_OPEN,
    P.CASEWORK_DOSSIER_READ,
    P.IDENTITY_PERSON_RECORD,
    P.INTAKE_ACCUSATION_READ,
    P.INTAKE_COMPLAINT_ACT,
    P.REFERRAL_REFERRAL_ANSWER,
    P.REFERRAL_REFERRAL_READ,
    P.REFERRAL_REFERRAL_SEND,
}
LEAD = WORKER | {P.REFERRAL_REFERRAL_CLEAR}
LADDER = EVERY_SEAT | {
    P.CASEWORK_DOSSIER_READ,
    P.INTAKE_COMPLAINT_READ,
    P.REFERRAL_REFERRAL_READ,
    P.SECURITY_STAFF_READ,
    P.STATISTICS_PICTURE_READ,
}

PERMISSIONS: Mapping[Role, frozenset[P]] = {
    Role.COMPLAINT_OPERATOR: DESK | {P.INTAKE_COMPLAINT_RECEIVE},
    Role.COMPLAINT_SCREENER: SCREENING
    | {
        P.REFERRAL_REFERRAL_CLEAR,
        P.SCREENING_COMPLAINT_ALLOCATE,
        P.SCREENING_DECISION_DECIDE,
    },
    Role.DUTY_OFFICER: SCREENING | {P.INTAKE_COMPLAINT_ACKNOWLEDGE},
    Role.TEAM_LEAD: LEAD | {P.INTAKE_CLOSURE_AGREE, P.SCREENING_DECISION_REVIEW},
    Role.DISTRICT_FOCAL_PERSON: LADDER,
    Role.PROVINCIAL_COORDINATOR: LADDER,
    Role.FEDERAL_DESK: LADDER | {P.STATISTICS_FIGURES_IMPORT},
    Role.OVERSIGHT_OFFICER: LADDER
    | {
        P.INTAKE_ACCUSATION_READ,
        P.INTAKE_CLOSURE_AGREE,
        P.INTAKE_COMPLAINT_ACKNOWLEDGE,
        P.INTAKE_EXCLUSION_REVIEW,
        P.INTAKE_MESSAGE_WRITE,
        P.LEDGER_AUDIT_READ,
        P.SCREENING_COMPLAINT_ALLOCATE,
        P.SCREENING_COMPLAINT_TRIAGE,
        P.SCREENING_DECISION_DECIDE,
        P.SCREENING_DECISION_REVIEW,
        P.SECURITY_READ_LOG_READ,
    },
    Role.FIA_IO: WORKER,
    Role.FIA_SUPERVISOR: LEAD | {P.INTAKE_CLOSURE_AGREE},
    Role.POLICE_SHO: LEAD,
    Role.POLICE_IO: WORKER,
    Role.DPO_RPO: EVERY_SEAT
    | {
        P.CASEWORK_DOSSIER_READ,
        P.INTAKE_CLOSURE_AGREE,
        P.INTAKE_COMPLAINT_READ,
        P.REFERRAL_REFERRAL_READ,  # as a supervisor on the ladder of a late referral
    },
    # Figures of the own agency, and no record (domain.md section 7 knows no head as a reader).
    Role.AGENCY_HEAD: EVERY_SEAT | {P.STATISTICS_AGENCY_READ},
    Role.NPB_ANALYST: EVERY_SEAT | {P.STATISTICS_FIGURES_IMPORT, P.STATISTICS_PICTURE_READ},
    Role.PROSECUTOR: EVERY_SEAT,
    Role.COURT_READER: EVERY_SEAT,
    Role.CPWB_CASE_MANAGER: WORKER,
    Role.SW_OFFICER: WORKER,
    Role.SHELTER_MANAGER: LEAD,
    Role.LABOUR_INSPECTOR: WORKER,
    Role.DVC_MEMBER: EVERY_SEAT,
    Role.PROTECTOR_OF_EMIGRANTS: WORKER,
    Role.NADRA_FOCAL: EVERY_SEAT,
    Role.COMMITTEE_SECRETARY: EVERY_SEAT,
    Role.NAP_MONITOR: EVERY_SEAT | {P.STATISTICS_PICTURE_READ},
    Role.NGO_PARTNER: WORKER,
    Role.MISSION_CWA: WORKER,
    Role.TRAINER: EVERY_SEAT,
    Role.AUDITOR: EVERY_SEAT | {P.LEDGER_AUDIT_READ, P.SECURITY_READ_LOG_READ},
    Role.RESEARCHER_PUBLIC: frozenset({P.DIRECTORY_ENTRY_READ, P.STATISTICS_FIGURES_READ}),
    Role.SYSTEM_ADMIN: EVERY_SEAT
    | {
        P.DIRECTORY_ENTRY_IMPORT,
        P.DIRECTORY_ENTRY_REVISE,
        P.DIRECTORY_LAW_REVISE,
        P.SECURITY_NODE_MARK,
        P.SECURITY_STAFF_MANAGE,
        P.SECURITY_STAFF_READ,
    },
}

# "Lead or delegate" of workflows.md section 1: the roles that may do all that a lead may.
LEADS = frozenset(role for role, may in PERMISSIONS.items() if may >= LEAD)

# "Supervisor" of workflows.md section 1.
SUPERVISORS = frozenset({Role.FIA_SUPERVISOR, Role.DPO_RPO, Role.TEAM_LEAD})

# Who sees the picture of how wide a territory; everybody else sees only what their unit holds.
PICTURE_OF_NATION = frozenset(
    {Role.FEDERAL_DESK, Role.OVERSIGHT_OFFICER, Role.NPB_ANALYST, Role.NAP_MONITOR}
)
PICTURE_OF_TERRITORY = frozenset({Role.DISTRICT_FOCAL_PERSON, Role.PROVINCIAL_COORDINATOR})


def permissions_of(role: str) -> frozenset[str]:
    """The permissions of a role; an unknown role may do nothing."""
    return frozenset(map(str, PERMISSIONS[Role(role)])) if role in set(Role) else frozenset()
