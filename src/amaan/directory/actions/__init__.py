"""Writing the directory: loading reference data, and every change that an officer may make to
it.
"""

from amaan.directory.actions.appointments import appoint_focal_person, end_appointment
from amaan.directory.actions.helplines import HelplineChange, revise_helpline, verify_helpline
from amaan.directory.actions.import_kinds import KINDS
from amaan.directory.actions.importing import apply_import, preview_import, report_on
from amaan.directory.actions.law import revise_offence, sign_off_offence
from amaan.directory.actions.reference import load_reference
from amaan.directory.actions.services import (
    open_service,
    report_vacancy,
    revise_service,
    terms_of,
    verify_service,
)
from amaan.directory.actions.time import revise_calendar, revise_clock_limit
from amaan.directory.actions.units import (
    PostTerms,
    UnitTerms,
    close_unit,
    open_post,
    open_unit,
)

__all__ = [
    "KINDS",
    "HelplineChange",
    "PostTerms",
    "UnitTerms",
    "apply_import",
    "appoint_focal_person",
    "close_unit",
    "end_appointment",
    "load_reference",
    "open_post",
    "open_service",
    "open_unit",
    "preview_import",
    "report_on",
    "report_vacancy",
    "revise_calendar",
    "revise_clock_limit",
    "revise_helpline",
    "revise_offence",
    "revise_service",
    "sign_off_offence",
    "terms_of",
    "verify_helpline",
    "verify_service",
]
