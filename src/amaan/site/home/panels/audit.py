"""What did the last check of the ledger find, and which root was signed last?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amaan.ledger.queries import last_check, recent_roots
from amaan.site.audit.overdue import overdue
from amaan.site.home.panels.shapes import Card, HomePanel
from amaan.site.home.panels.sight import Sight


def last_check_and_root(sight: Sight) -> HomePanel:
    check, root = last_check(), recent_roots(1).first()
    shown = {
        "check": check,
        "root": root,
        "late": overdue(check, sight.at),
        "sheet": reverse("audit:sheet", args=[root.number]) if root else "",
    }
    card = Card(
        title=_("Audit of the ledger"),
        icon="link-45deg",
        url=reverse("audit:overview"),
        url_words=_("Audit"),
        template="site/home_audit.html",
        shown=shown,
    )
    return HomePanel((), (card,))
