"""With what is a new database filled? Reference data for every node, and a nation to show for
demonstrations.

Each part is a command of `amaan`, run under the role that its work needs and only when its inputs
have changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from amaan.node.database import run_as
from amaan.node.endpoint import Endpoint
from amaan.node.places import REPOSITORY, Places

DATA = REPOSITORY / "data"
SOURCE = REPOSITORY / "src" / "amaan"


@dataclass(frozen=True, slots=True)
class Part:
    """One command that fills; `code` are the sources whose change asks for it again."""

    name: str
    title: str
    command: tuple[str, ...]
    code: tuple[str, ...]
    role: str = "worker"

    def inputs(self) -> Iterable[Path]:
        data = (path for path in DATA.rglob("*") if path.is_file())
        code = (path for pattern in self.code for path in SOURCE.glob(pattern))
        return [*data, *code]

    def load(self, where: Places, *, at: Endpoint | None = None) -> None:
        run_as(self.role, *self.command, where=where, at=at)


REFERENCE = Part(
    "reference",
    "reference data: districts, law, helplines, calendars",
    ("django", "load_reference", str(DATA), "--skip-checks"),
    ("directory/actions/*.py", "directory/rules/*.py"),
)
OFFICES = Part(
    "offices",
    "offices and staff of the demonstration nation",
    ("demo", "seat"),
    ("demo/*.py", "node/preparing.py", "security/rules/roles.py"),
)
NATION = Part(
    "nation",
    "demonstration nation: offices, staff, complaints",
    ("demo", "build"),
    ("demo/*.py", "node/preparing.py"),
)
TALES = Part(
    "tales",
    "a few reports told by hand, published figures",
    ("demo", "tell"),
    ("demo/*.py",),
)
GENERATED = Part(
    "generated",
    "three hundred invented reports over two years",
    ("demo", "generate", "--reports", "300", "--years", "2", "--seed", "3", "--no-chained"),
    ("demo/generator/*.py",),
    role="owner",
)
