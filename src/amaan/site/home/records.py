"""Where the page of a record is: tasks and notices name records by kind and id only."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from amaan.access.locks import Everyone, open_to

PAGES = {
    "complaint": "screening:report",
    "dossier": "casework:dossier",
    "referral": "referral:referral",
}


@open_to(Everyone.SIGNED_IN)
@require_safe
def record(_request: HttpRequest, kind: str, ident: UUID) -> HttpResponse:
    """Lead to the page, which asks by itself who may read; 404 for kinds without one."""
    if kind not in PAGES:
        raise Http404
    return redirect(PAGES[kind], ident)
