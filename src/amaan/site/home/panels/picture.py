"""How do the reports of a territory stand, and where is nobody appointed?"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amaan.access.permissions import Permission as P  # noqa: N817  (a table of uses)
from amaan.directory.queries import VacantSeat, vacant_focal_seats
from amaan.intake.rules.complaint import Closure
from amaan.site.home.panels.shapes import Card, HomePanel, PanelFigure, PanelRow
from amaan.site.home.panels.sight import SHOWN, Sight, code_words
from amaan.statistics.queries.behind import ANY_OPEN
from amaan.statistics.queries.overview import late_reports, reports, standing, vacant_seats
from amaan.ui.language import name_of


def of_my_territory(sight: Sight) -> HomePanel:
    """The figures of the overview: open, late, closed by kind, and districts without anybody."""
    rows = reports(to=sight.actor)
    stands, late = standing(rows), late_reports(rows, to=sight.actor, at=sight.at)
    vacant = vacant_seats(to=sight.actor, at=sight.at)
    page, behind = reverse("statistics:overview"), reverse("statistics:overview_rows")
    closed = tuple(
        PanelFigure(
            code_words("intake:label.closure", kind),
            stands.by_closure.get(kind, 0),
            f"{behind}?closure={kind}",
        )
        for kind in Closure
    )
    figures = (
        PanelFigure(_("Open reports"), stands.open, f"{behind}?status={ANY_OPEN}"),
        PanelFigure(_("Late reports"), late, f"{behind}?late=1", "danger" if late else ""),
        *closed,
        PanelFigure(_("Districts without a focal person"), len(vacant), f"{page}#vacant"),
    )
    funnel = Card(
        title=_("How far reports have come"),
        icon="funnel",
        url=page,
        url_words=_("Overview"),
        template="site/home_funnel.html",
        shown={
            "steps": stands.funnel(),
            "whole": stands.in_funnel,
            "behind": behind,
            "generated": stands.generated,
        },
    )
    return HomePanel(figures, (funnel, without_focal_person(vacant, f"{page}#vacant")))


def vacant_anywhere(sight: Sight) -> HomePanel:
    """For whoever keeps the directory: the empty seats of the whole list."""
    if sight.actor.may(P.STATISTICS_PICTURE_READ):
        return HomePanel()
    vacant, url = vacant_focal_seats(sight.at), reverse("directory:vacant_seats")
    figure = PanelFigure(_("Districts without a focal person"), len(vacant), url)
    return HomePanel((figure,), (without_focal_person(vacant, url),))


def without_focal_person(vacant: list[VacantSeat], url: str) -> Card:
    """Those that stood empty longest first; never filled is longest."""
    longest = sorted(vacant, key=lambda seat: (seat.since is not None, seat.since or date.min))
    rows = tuple(
        PanelRow(
            url=reverse("directory:territory", args=[seat.territory.id]),
            title=name_of(seat.territory),
            on=seat.since,
            note="" if seat.since else _("never filled"),
        )
        for seat in longest[:SHOWN]
    )
    return Card(
        title=_("Districts without a focal person"),
        icon="person-x",
        url=url,
        url_words=_("All of them"),
        rows=rows,
        heads=("", _("District"), _("Empty since")),
        aside=True,
    )
