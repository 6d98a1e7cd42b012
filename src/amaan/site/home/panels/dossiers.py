"""Which dossiers of the unit were touched last?"""

from uuid import UUID

import structlog
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amaan.casework.queries import dossiers, titles_of
from amaan.kernel.reasons import OutsideFailed
from amaan.site.home.panels.shapes import Card, HomePanel, PanelRow
from amaan.site.home.panels.sight import SHOWN, Sight

log = structlog.get_logger("amaan.home")


def last_touched(sight: Sight) -> HomePanel:
    found = list(dossiers(to=sight.actor)[:SHOWN])
    titles = titles_if_opened(found, sight)
    rows = tuple(
        PanelRow(
            url=reverse("casework:dossier", args=[row.id]),
            ref=row.number,
            title=titles.get(row.id) or "",
            urgency=row.urgency,
            child=row.child,
            on=row.touched_at,
        )
        for row in found
    )
    card = Card(
        title=_("Dossiers last touched"),
        icon="folder2-open",
        url=reverse("casework:list"),
        url_words=_("All dossiers"),
        rows=rows,
        heads=(_("Urgency"), _("Dossier"), _("Last entry")),
        aside=True,
    )
    return HomePanel((), (card,), _("Dossiers of your unit, once it takes up a report"))


def titles_if_opened(found: list, sight: Sight) -> dict[UUID, str | None]:  # type: ignore[type-arg]
    """The home page stays useful by the numbers while the key service does not answer."""
    try:
        return titles_of(found, to=sight.actor)
    except OutsideFailed:
        log.warning("titles-not-opened", exc_info=True)
        return {}
