"""Which guide belongs to which role, and what does it say? One file a guide, both
languages in it; the references beside them in `docs/guides` are for whoever runs a node.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from amaan.node.places import REPOSITORY
from amaan.ui.language import Language

FOLDER = REPOSITORY / "docs" / "guides"
GUIDES: Final = (
    "operator",
    "duty-officer",
    "screener",
    "team-lead",
    "case-worker",
    "investigator",
    "supervisor",
    "focal-person",
    "federal-desk",
    "oversight",
    "agency-head",
    "analyst",
    "reader",
    "auditor",
    "administrator",
    "signing-in",
    "time-left",
)
# Every role of security/rules/roles.py; roles that do the same work share one guide.
GUIDES_OF_ROLE: Final[Mapping[str, str]] = {
    "complaint_operator": "operator",
    "complaint_screener": "screener",
    "duty_officer": "duty-officer",
    "team_lead": "team-lead",
    "police_sho": "team-lead",
    "shelter_manager": "team-lead",
    "cpwb_case_manager": "case-worker",
    "sw_officer": "case-worker",
    "labour_inspector": "case-worker",
    "protector_of_emigrants": "case-worker",
    "ngo_partner": "case-worker",
    "mission_cwa": "case-worker",
    "fia_io": "investigator",
    "police_io": "investigator",
    "fia_supervisor": "supervisor",
    "dpo_rpo": "supervisor",
    "district_focal_person": "focal-person",
    "provincial_coordinator": "focal-person",
    "federal_desk": "federal-desk",
    "oversight_officer": "oversight",
    "agency_head": "agency-head",
    "npb_analyst": "analyst",
    "nap_monitor": "analyst",
    "prosecutor": "reader",
    "court_reader": "reader",
    "dvc_member": "reader",
    "nadra_focal": "reader",
    "committee_secretary": "reader",
    "trainer": "reader",
    "researcher_public": "reader",
    "auditor": "auditor",
    "system_admin": "administrator",
}
URDU_BEGINS = "## اردو"


@cache
def guide_text(role: str, lang: Language) -> dict[str, object]:
    """Title and steps in one language: `# title`, plain paragraphs, `- steps`, then `## اردو`."""
    english, _, urdu = (FOLDER / f"{role}.md").read_text("utf-8").partition(URDU_BEGINS)
    lines = [line.strip() for line in (urdu if lang == Language.URDU else english).splitlines()]
    title = next(line.lstrip("# ") for line in lines if line.startswith("#"))
    steps = [line[2:] for line in lines if line.startswith("- ")]
    words = [line for line in lines if line and line[0] not in "#-"]
    return {"title": title, "paragraphs": words, "steps": steps}
