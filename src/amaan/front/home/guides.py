"""Which guide belongs to which role, and what does it say? One file a role, both
languages in it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from amaan.front.machine.places import REPOSITORY
from amaan.ui.language import Language

FOLDER = REPOSITORY / "docs" / "guides"
GUIDES: Final = ("administrator", "auditor", "focal-person", "federal-desk", "oversight")
GUIDES_OF_ROLE: Final[Mapping[str, str]] = {
    "system_admin": "administrator",
    "auditor": "auditor",
    "district_focal_person": "focal-person",
    "provincial_coordinator": "focal-person",
    "federal_desk": "federal-desk",
    "oversight_officer": "oversight",
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
