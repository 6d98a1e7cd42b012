"""What upper capabilities add to the page of a dossier: panels registered at start-up
(ARCHITECTURE.md section 3).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """A template of the capability that made it, and what it shows."""

    template: str
    context: Mapping[str, object]


MakePanel = Callable[[UUID, str, Actor, datetime], Panel | None]
_makers: list[MakePanel] = []


def register_panel(make: MakePanel) -> None:
    """`make(dossier, status, actor, at)` runs inside the page's reading transaction; None shows
    nothing.
    """
    if make not in _makers:
        _makers.append(make)


def panels(dossier: UUID, status: str, actor: Actor, at: datetime) -> list[Panel]:
    made = (make(dossier, status, actor, at) for make in _makers)
    return [panel for panel in made if panel is not None]
