"""The first page after sign-in: what needs this seat now, and the guide of its role."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from amaan.access.locks import Everyone, StaffRequest, open_to
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.security.queries.sign_ins import last_sign_in
from amaan.site.home.desk import desk_of
from amaan.site.home.guides import GUIDES, GUIDES_OF_ROLE, guide_text
from amaan.site.home.panels.sight import Sight
from amaan.site.home.rail import counts_of
from amaan.ui import catalogues
from amaan.ui.language import current


@open_to(Everyone.SIGNED_IN)
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Drawn inside the one reading, so that the menu counts in it too."""
    actor = request.actor
    with reading(actor):
        context = {
            "desk": desk_of(Sight(actor, timezone.now()), counts_of(request)),
            "last": last_sign_in(to=actor),
            "role": catalogues.say("security:label.role", actor.role, current()),
            "take_url": take_url(request),
        }
        return render(request, "site/home.html", context)


def take_url(request: StaffRequest) -> str:
    may = request.actor.may(Permission.INTAKE_COMPLAINT_RECEIVE)
    return reverse("intake:walk_in") if may else ""


@open_to(Everyone.SIGNED_IN)
@require_GET
def guides(request: StaffRequest) -> HttpResponse:
    """The guide of the reader's own role first."""
    own = GUIDES_OF_ROLE.get(request.actor.role, "")
    rows = [
        {"name": n, "title": guide_text(n, current())["title"], "own": n == own}
        for n in sorted(GUIDES, key=lambda name: name != own)
    ]
    return render(request, "site/guides.html", {"guides": rows})


@open_to(Everyone.SIGNED_IN)
@require_GET
def guide(request: StaffRequest, role: str) -> HttpResponse:
    if role not in GUIDES:
        raise Http404
    return render(request, "site/guide.html", guide_text(role, current()))
