"""Which referrals were received and are not yet answered?"""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amaan.referral.queries import PAGE, received
from amaan.referral.rules.referral import Status
from amaan.site.home.panels.shapes import Card, HomePanel, PanelFigure, PanelRow
from amaan.site.home.panels.sight import SHOWN, Sight, code_words
from amaan.ui.clock_words import clock_words
from amaan.ui.language import name_of
from amaan.work.queries import ClockRow, open_clocks, row_of

UNANSWERED = (Status.SENT, Status.SEEN)


def to_answer(sight: Sight) -> HomePanel:
    """Those that were sent to the unit, the soonest clock first."""
    rows, url = unanswered(sight), reverse("referral:list")
    number = f"{PAGE}+" if len(rows) > PAGE else len(rows)
    card = Card(
        title=_("Referrals to answer"),
        icon="send",
        url=url,
        url_words=_("All referrals"),
        rows=tuple(rows[:SHOWN]),
        heads=(_("Urgency"), _("Service"), _("Time left")),
        aside=True,
    )
    figure = PanelFigure(_("Referrals to answer"), number, url, "warn" if rows else "")
    return HomePanel((figure,), (card,), _("Referrals that other offices send to your unit"))


def unanswered(sight: Sight) -> list[PanelRow]:
    found = {
        row.id: row for row in received(to=sight.actor).filter(status__in=UNANSWERED)[: PAGE + 1]
    }
    owed = open_clocks(to=sight.actor).filter(record_kind="referral", unit=sight.actor.desk)
    soonest: dict[UUID, ClockRow] = {}
    for clock in owed.filter(record__in=list(found)) if found else ():
        soonest.setdefault(clock.record, row_of(clock, at=sight.at))
    in_order = [*soonest, *(ident for ident in found if ident not in soonest)]
    return [
        PanelRow(
            url=reverse("referral:referral", args=[ident]),
            title=name_of(found[ident].service),
            facts=(code_words("referral:status", found[ident].status),),
            urgency=found[ident].urgency,
            child=found[ident].child,
            clock=clock_words(soonest[ident]) if ident in soonest else None,
            on=found[ident].drafted_at,
        )
        for ident in in_order
    ]
