"""Which pages does the menu offer to this seat, and with which numbers?"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amaan.access.permissions import Permission as P  # noqa: N817  (a table of uses)
from amaan.access.transactions import current_connection, reading
from amaan.kernel.actor import Actor
from amaan.work.queries import RailCounts, counts_for_rail


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One line of the menu; `name` is that of the page's address."""

    label: str | Promise
    icon: str
    name: str
    permission: P | None = None


GROUPS: tuple[tuple[str | Promise, tuple[RailEntry, ...]], ...] = (
    (
        "",
        (
            RailEntry(_("My desk"), "house", "home"),
            RailEntry(_("Work"), "inbox", "work:queue", P.WORK_QUEUE_READ),
            RailEntry(
                _("Take a report"),
                "clipboard-plus",
                "intake:walk_in",
                P.INTAKE_COMPLAINT_RECEIVE,
            ),
            RailEntry(_("Reports"), "funnel", "screening:queue", P.INTAKE_COMPLAINT_READ),
            RailEntry(_("Dossiers"), "folder2-open", "casework:list", P.CASEWORK_DOSSIER_READ),
            RailEntry(_("Referrals"), "send", "referral:list", P.REFERRAL_REFERRAL_READ),
        ),
    ),
    (
        _("Overview"),
        (
            RailEntry(
                _("National picture"),
                "bar-chart-line",
                "statistics:overview",
                P.STATISTICS_PICTURE_READ,
            ),
            RailEntry(_("Own agency"), "building", "statistics:agency", P.STATISTICS_AGENCY_READ),
            RailEntry(_("Figures"), "graph-up", "statistics:figures", P.STATISTICS_FIGURES_READ),
        ),
    ),
    (
        _("Directory"),
        (
            RailEntry(_("Directory"), "house-heart", "directory:overview", P.DIRECTORY_ENTRY_READ),
            RailEntry(_("Staff"), "people", "security:people", P.SECURITY_STAFF_READ),
            RailEntry(
                _("Who read what"), "shield-check", "security:reads", P.SECURITY_READ_LOG_READ
            ),
            RailEntry(_("Audit"), "link-45deg", "audit:overview", P.LEDGER_AUDIT_READ),
            RailEntry(_("This node"), "hdd-network", "security:node", P.SECURITY_NODE_MARK),
            RailEntry(_("Guide"), "question-circle", "guides"),
        ),
    ),
)


def counts_of(request: HttpRequest) -> RailCounts:
    """Counted once for a request: the home page shows the same numbers as the menu."""
    known: RailCounts | None = getattr(request, "rail_counts", None)
    if known is None:
        known = counts(request.actor)  # type: ignore[attr-defined]  # set by the middleware
        request.rail_counts = known  # type: ignore[attr-defined]
    return known


def counts(actor: Actor) -> RailCounts:
    """Inside the reading of a page, or in a short one of its own."""
    at = timezone.now()
    if current_connection().in_atomic_block:
        return counts_for_rail(to=actor, at=at)
    with reading(actor):
        return counts_for_rail(to=actor, at=at)


def rail_of(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups of the menu with their open entries."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return []
    numbers = counts_of(request)
    groups = []
    for title, entries in GROUPS:
        shown = [line(entry, request, numbers) for entry in entries if opens(entry, actor)]
        groups.append({"title": title, "entries": shown})
    return [group for group in groups if group["entries"]]


def opens(entry: RailEntry, actor: Actor) -> bool:
    return entry.permission is None or actor.may(entry.permission)


def line(entry: RailEntry, request: HttpRequest, numbers: RailCounts) -> dict[str, Any]:
    url = reverse(entry.name)
    here = request.path == url or (url != "/" and request.path.startswith(url))
    waiting = numbers.tasks if entry.name == "work:queue" else 0
    return {
        "url": url,
        "icon": entry.icon,
        "label": entry.label,
        "current": here,
        "count": waiting,
        "hot": bool(waiting and numbers.late),
    }
