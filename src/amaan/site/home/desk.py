"""What does the home page show to whom? By what the seat may do, never by the name of its role."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amaan.access.permissions import Permission as P  # noqa: N817  (a table of uses)
from amaan.site.home.panels import audit, dossiers, node, picture, referrals, reports, tasks
from amaan.site.home.panels.shapes import Card, HomePanel, PanelFigure, Words
from amaan.site.home.panels.sight import Sight
from amaan.work.queries import RailCounts

Make = Callable[[Sight], HomePanel]
# One of the permissions opens the panel; figures and cards stand in this order.
PANELS: Final[Sequence[tuple[tuple[P, ...], Make]]] = (
    ((*reports.AT_A_DESK, P.SCREENING_DECISION_REVIEW), reports.at_the_desk),
    ((P.SCREENING_DECISION_REVIEW,), reports.second_reviews),
    ((P.INTAKE_COMPLAINT_ACT,), reports.in_my_unit),
    ((P.REFERRAL_REFERRAL_ANSWER,), referrals.to_answer),
    ((P.CASEWORK_DOSSIER_NOTE,), dossiers.last_touched),
    ((P.STATISTICS_PICTURE_READ,), picture.of_my_territory),
    ((P.LEDGER_AUDIT_READ,), audit.last_check_and_root),
    ((P.SECURITY_NODE_MARK,), node.in_service),
    ((P.SECURITY_STAFF_MANAGE,), node.seats_ending),
    ((P.DIRECTORY_ENTRY_REVISE,), picture.vacant_anywhere),
)


@dataclass(frozen=True, slots=True)
class HomeDesk:
    """The home page of one seat: figures on top, two columns of cards below."""

    figures: tuple[PanelFigure, ...]
    first: tuple[Card, ...]
    second: tuple[Card, ...]
    coming: tuple[Words, ...]

    @property
    def empty(self) -> bool:
        """Whether no card has anything to show."""
        return not (self.first or self.second)


def desk_of(sight: Sight, counts: RailCounts) -> HomeDesk:
    """Call inside `reading(actor)`; `counts` are those of the menu."""
    work = [make(sight) for permissions, make in PANELS if sight.may_any(permissions)]
    waits = sight.actor.may(P.WORK_QUEUE_READ)
    tasks_first = [tasks.to_do(sight, counts)] if waits else []
    news_last = [tasks.news(sight, counts)] if waits else []
    return HomeDesk(
        figures=tuple(figure for panel in work + tasks_first for figure in panel.figures),
        first=tuple(cards_of(work, aside=False)),
        second=tuple(cards_of(tasks_first + work + news_last, aside=True)),
        coming=tuple(panel.coming for panel in work if panel.coming),
    )


def cards_of(panels: list[HomePanel], *, aside: bool) -> Iterator[Card]:
    """The cards of one column that have something to show."""
    for panel in panels:
        for card in panel.cards:
            if card.aside == aside and (card.rows or card.empty or card.shown):
                yield card
