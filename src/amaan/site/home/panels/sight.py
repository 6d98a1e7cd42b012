"""Who looks, when, and what several panels need of the same reading?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from amaan.access.permissions import Permission
from amaan.directory.queries import Tree, territory_tree
from amaan.intake.queries.desk import QueueRow, waiting
from amaan.kernel.actor import Actor
from amaan.site.home.panels.shapes import Words
from amaan.ui import catalogues
from amaan.ui.language import current, name_of

SHOWN = 5


@dataclass
class Sight:
    """One visit to the home page; made inside `reading(actor)` and dropped with it."""

    actor: Actor
    at: datetime

    def may_any(self, permissions: Iterable[Permission]) -> bool:
        return any(self.actor.may(permission) for permission in permissions)

    @cached_property
    def waiting(self) -> list[QueueRow]:
        """Reports with a step that this unit owes, the soonest first, a page at most."""
        return waiting(to=self.actor, at=self.at)

    @cached_property
    def tree(self) -> Tree:
        return territory_tree()

    def place(self, district: UUID | None) -> str:
        row = self.tree.rows.get(district) if district else None
        return name_of(row) if row else ""


def code_words(section: str, code: str) -> Words:
    return catalogues.say(section, code, current()) if code else ""
