"""Which tasks and notices wait for this seat?"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amaan.access.permissions import Permission
from amaan.kernel.ids import Ref
from amaan.site.home.panels.shapes import Card, HomePanel, PanelFigure, PanelRow, Words
from amaan.site.home.panels.sight import SHOWN, Sight, code_words
from amaan.site.home.records import PAGES
from amaan.ui import catalogues
from amaan.ui.amounts import time_left
from amaan.ui.language import current
from amaan.work.queries import RailCounts, notices_for, tasks_for
from amaan.work.rules.standing import NOTHING, SOON, State, share_used

if TYPE_CHECKING:
    from amaan.work.models import Task

UNNAMED = "OTHER"
READS = {
    "complaint": Permission.INTAKE_COMPLAINT_READ,
    "dossier": Permission.CASEWORK_DOSSIER_READ,
    "referral": Permission.REFERRAL_REFERRAL_READ,
}


def to_do(sight: Sight, counts: RailCounts) -> HomePanel:
    """What was counted for the menu, as figures; nothing is read where nothing waits."""
    url = reverse("work:queue")
    figures = (
        PanelFigure(
            _("Tasks"), counts.tasks, url, "danger" if counts.late else "", late_words(counts)
        ),
        PanelFigure(_("Unread notices"), counts.notices, url),
    )
    tasks = tuple(tasks_for(to=sight.actor, at=sight.at)[:SHOWN]) if counts.tasks else ()
    card = Card(
        title=_("What needs you now"),
        icon="list-check",
        url=url,
        url_words=_("All work"),
        rows=tuple(task_row(task, sight) for task in tasks),
        heads=(_("Urgency"), _("What to do"), _("Time left")),
        aside=True,
    )
    return HomePanel(figures, (card,))


def late_words(counts: RailCounts) -> str:
    words = ngettext("%(number)s of them late", "%(number)s of them late", counts.late)
    return words % {"number": counts.late} if counts.late else ""


def task_row(task: "Task", sight: Sight) -> PanelRow:
    left, used = task.due_at - sight.at, share_used(task.made_at, task.due_at, sight.at)
    near = State.SOON if used > SOON else State.FINE
    state = State.LATE if left < NOTHING else near
    return PanelRow(
        url=page_of(task.about, sight) or reverse("work:queue"),
        title=str(named("label.task", task.kind)),
        facts=(named("label.record", task.record_kind),),
        urgency=task.urgency,
        clock={"state": str(state), "text": time_left(left, current()), "used": used},
    )


def news(sight: Sight, counts: RailCounts) -> HomePanel:
    url = reverse("work:queue")
    found = tuple(notices_for(to=sight.actor)[:SHOWN]) if counts.notices else ()
    rows = tuple(
        PanelRow(
            url=page_of(notice.about, sight) or url,
            title=str(named("label.notice", notice.kind)),
            on=notice.at,
        )
        for notice in found
    )
    heads = ("", _("What is new"), _("When"))
    return HomePanel((), (Card(_("Notices"), "bell", url, _("All work"), rows, heads, aside=True),))


def page_of(about: Ref, sight: Sight) -> str:
    """Where the record is read; nothing for a kind that this seat may not open."""
    permission = READS.get(about.kind)
    may = permission is not None and sight.actor.may(permission)
    return reverse(PAGES[about.kind], args=[about.id]) if may else ""


def named(section: str, code: str) -> Words:
    """A code that no catalogue names must not close the page."""
    try:
        return code_words(section, code)
    except catalogues.UnknownWord:
        return code_words(section, UNNAMED)
