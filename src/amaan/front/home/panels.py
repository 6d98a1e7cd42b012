"""What stands on the home page besides tasks? Panels that capabilities' queries fill, by
permission.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from amaan.access.permissions import Permission
from amaan.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """Counts by state for the unit of the one who looks; `section` is the table of words of a code.

    `counts` is called inside the reading of the page and gives state -> number.
    """

    title: str | Promise
    icon: str
    permission: Permission
    section: str
    counts: Callable[[Actor, datetime], Mapping[str, int]]
    url_name: str = ""


_panels: list[Panel] = []


def register_panel(panel: Panel) -> None:
    """Show this panel to all who hold its permission; the same again changes nothing."""
    if panel not in _panels:
        _panels.append(panel)


def panels_for(actor: Actor) -> list[Panel]:
    return [panel for panel in _panels if actor.may(panel.permission)]


def address(url_name: str) -> str:
    """The address of a page, or nothing where this node has no such page."""
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""
