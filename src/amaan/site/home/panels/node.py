"""Is this node in service, what is lacking, and whose seat ends soon?"""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amaan.kernel.reasons import OutsideFailed, Reason
from amaan.security.queries.node import newest_mark, readiness, real_keys
from amaan.security.queries.people import staff_list
from amaan.security.rules.readiness import reasons_against_service
from amaan.site.home.panels.shapes import Card, HomePanel, PanelFigure, PanelRow
from amaan.site.home.panels.sight import SHOWN, Sight, code_words
from amaan.ui.language import name_of

SOON = timedelta(days=30)


def in_service(sight: Sight) -> HomePanel:
    """What is lacking is looked up only while the node is out of service: it is the work then, and
    asks the database some times for every province.
    """
    mark = newest_mark(to=sight.actor)
    serving = bool(mark and mark.in_service)
    keys = None if serving else keys_if_answered()
    lacking = () if serving else lacking_now(sight, keys=keys)
    shown = {
        "serving": serving,
        "since": mark.marked_at if mark else None,
        "lacking": lacking[:SHOWN],
        "more": max(0, len(lacking) - SHOWN),
        "keys_silent": not serving and keys is None,
    }
    url, template = reverse("security:node"), "site/home_node.html"
    words = _("All about this node")
    return HomePanel(
        (), (Card(_("This node"), "hdd-network", url, words, template=template, shown=shown),)
    )


def keys_if_answered() -> bool | None:
    """Whether the keys are real; None while the key service does not answer."""
    try:
        return real_keys()
    except OutsideFailed:
        return None


def lacking_now(sight: Sight, *, keys: bool | None) -> Sequence[Reason]:
    provinces = readiness(sight.at, to=sight.actor)
    return tuple(reasons_against_service(provinces, real_keys=keys is not False))


def seats_ending(sight: Sight) -> HomePanel:
    """Seats of active staff that end within 30 days, the next first."""
    today, url = sight.at.date(), reverse("security:people")
    ending = staff_list(on=today, to=sight.actor).filter(
        ends_on__lte=today + SOON, staff__is_active=True
    )
    found = list(ending.order_by("ends_on", "pk"))
    rows = tuple(
        PanelRow(
            url=reverse("security:person", args=[seat.staff_id]),
            title=name_of(seat.staff),
            facts=(
                code_words("security:label.role", seat.role),
                name_of(seat.unit),
            ),
            on=seat.ends_on,
        )
        for seat in found[:SHOWN]
    )
    figure = PanelFigure(_("Seats ending within 30 days"), len(found), url, "warn" if found else "")
    heads = ("", _("Person"), _("Until"))
    card = Card(_("Seats ending soon"), "people", url, _("Staff"), rows, heads, aside=True)
    return HomePanel((figure,), (card,))
