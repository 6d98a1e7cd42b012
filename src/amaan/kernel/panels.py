"""How does a page show what upper capabilities know of its record? By panels that they register at
start-up (architecture.md section 3).
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


class Panels:
    """The panels of one kind of page."""

    def __init__(self) -> None:
        self._makers: list[MakePanel] = []

    def register(self, make: MakePanel) -> None:
        """`make(record, status, actor, at)` runs inside the page's reading transaction; None shows
        nothing.
        """
        if make not in self._makers:
            self._makers.append(make)

    def of(self, record: UUID, status: str, actor: Actor, at: datetime) -> list[Panel]:
        made = (make(record, status, actor, at) for make in self._makers)
        return [panel for panel in made if panel is not None]
