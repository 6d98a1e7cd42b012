"""What every staff page of the directory carries: tabs, what this reader may do, and the search."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from amaan.access.locks import StaffRequest
from amaan.access.permissions import Permission
from amaan.directory.presenters.tabs import tabs


def render_page(
    request: StaffRequest, template: str, tab: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """One page of the directory under its tab."""
    actor = request.actor
    common = {
        "tabs": tabs(tab),
        "now": now(),
        "query": request.GET.get("q", ""),
        "may_revise": actor.may(Permission.DIRECTORY_ENTRY_REVISE),
        "may_revise_law": actor.may(Permission.DIRECTORY_LAW_REVISE),
        "may_import": actor.may(Permission.DIRECTORY_ENTRY_IMPORT),
    }
    return render(request, f"directory/{template}.html", {**common, **context}, status=status)


def search_text(request: StaffRequest) -> str:
    """What was typed into the search of a list."""
    return request.GET.get("q", "").strip()[:80]
