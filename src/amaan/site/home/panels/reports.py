"""Which reports wait for a desk, and which were given to a unit? The soonest clock first."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amaan.access.permissions import Permission as P  # noqa: N817  (a table of uses)
from amaan.intake.queries.desk import PAGE, QueueRow
from amaan.intake.rules.complaint import Status
from amaan.kernel.urgency import Urgency
from amaan.screening.queries import waiting_for_review
from amaan.site.home.panels.shapes import Card, HomePanel, PanelFigure, PanelRow, Share, Words
from amaan.site.home.panels.sight import SHOWN, Sight, code_words
from amaan.ui.clock_words import clock_words
from amaan.work.queries import open_clocks

# Whoever takes, opens or sorts reports sits at a desk all day: that nothing waits is news there.
AT_A_DESK = (
    P.INTAKE_COMPLAINT_RECEIVE,
    P.INTAKE_COMPLAINT_ACKNOWLEDGE,
    P.SCREENING_COMPLAINT_TRIAGE,
)
HEADS = (_("Urgency"), _("Report"), _("Time left"))


def at_the_desk(sight: Sight) -> HomePanel:
    """Reports that nobody has been given yet."""
    rows = [row for row in sight.waiting if not is_own_case(row, sight)]
    desk = sight.may_any(AT_A_DESK)
    if not rows and not desk:
        return HomePanel()
    shares = tuple(by_urgency(sight))
    number = sum(share.number for share in shares)
    card = Card(
        title=_("Reports waiting"),
        icon="funnel",
        url=reverse("screening:queue"),
        url_words=_("All reports"),
        rows=tuple(row_of(row, sight) for row in rows[:SHOWN]),
        heads=HEADS,
        empty=_("No report waits for your desk."),
        shares=shares,
    )
    return HomePanel((PanelFigure(_("Reports waiting"), number, card.url),), (card,))


def by_urgency(sight: Sight) -> list[Share]:
    """As the list of reports counts them: by the clocks that this unit owes."""
    owed = open_clocks(to=sight.actor).filter(record_kind="complaint", unit=sight.actor.desk)
    found = owed.order_by().values_list("urgency").annotate(n=Count("record", distinct=True))
    numbers = dict(found)
    queue = reverse("screening:queue")
    return [
        Share(str(u), numbers[str(u)], f"{queue}?view=waiting&u={u}")
        for u in Urgency
        if numbers.get(str(u))
    ]


def in_my_unit(sight: Sight) -> HomePanel:
    """Reports given to the unit: first those not taken up, then those under action."""
    mine = [row for row in sight.waiting if is_own_case(row, sight)]
    fresh = [row for row in mine if row.complaint.status == Status.ALLOCATED]
    going = [row for row in mine if row.complaint.status != Status.ALLOCATED]
    full = len(sight.waiting) >= PAGE
    queue = reverse("screening:queue")

    def card(title: Words, icon: str, rows: list[QueueRow]) -> Card:
        shown = tuple(row_of(row, sight) for row in rows[:SHOWN])
        return Card(title, icon, queue, _("All reports"), shown, HEADS)

    def number(rows: list[QueueRow]) -> int | str:
        return f"{len(rows)}+" if full else len(rows)

    return HomePanel(
        (
            PanelFigure(_("Given to my unit"), number(fresh), queue, "warn" if fresh else ""),
            PanelFigure(_("Under action"), number(going), queue),
        ),
        (
            card(_("Given to my unit, not yet taken up"), "inbox", fresh),
            card(_("Under action, the soonest first"), "briefcase", going),
        ),
        _("Reports that a desk gives to your unit, the most urgent first"),
    )


def second_reviews(sight: Sight) -> HomePanel:
    """Decisions that want a second person: the number, and none of them where none waits."""
    number = waiting_for_review(to=sight.actor).count()
    if not number and not sight.may_any(AT_A_DESK):
        return HomePanel()
    url = reverse("screening:queue") + "?view=review"
    return HomePanel((PanelFigure(_("Second reviews"), number, url, "warn" if number else ""),))


def is_own_case(row: QueueRow, sight: Sight) -> bool:
    return row.complaint.action_unit == sight.actor.desk


def row_of(row: QueueRow, sight: Sight) -> PanelRow:
    report = row.complaint
    return PanelRow(
        url=reverse("screening:report", args=[report.id]),
        ref=report.locator,
        facts=(
            sight.place(report.district),
            code_words("intake:status", report.status),
            code_words("work:label.clock", row.clock.kind.upper()),
        ),
        urgency=report.urgency,
        child=report.child,
        clock=clock_words(row.clock),
    )
