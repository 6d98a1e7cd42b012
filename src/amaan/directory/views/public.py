"""Find help near me: services and helplines that were verified lately, without any secret place."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from amaan.access.locks import Everyone, open_to
from amaan.access.transactions import reading
from amaan.directory import queries
from amaan.directory.queries.choices import districts_by_province
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.services import ServiceKind
from amaan.kernel.actor import Actor
from amaan.ui import catalogues
from amaan.ui.language import current

PASSER_BY: Final = Actor.system("public-page")


@require_safe
@open_to(Everyone.PUBLIC_PAGE)
def find_help(request: HttpRequest) -> HttpResponse:
    """Without a district: 15, 1122 and what serves the whole country. Nothing that is asked is
    kept.
    """
    at, kind = now(), request.GET.get("kind", "")
    wanted = kind if kind in set(ServiceKind) else ""
    with reading(PASSER_BY):
        tree = queries.territory_tree()
        district = tree.rows.get(as_id(request.GET.get("district", "")) or queries.nation().id)
        place = district.id if district else queries.nation().id
        province = next((p.id for p in tree.above(place) if p.kind == "PROVINCE"), None)
        context = {
            "groups": districts_by_province(tree, at.date()),
            "kinds": kinds(),
            "kind": wanted,
            "chosen": district if district and district.kind == TerritoryKind.DISTRICT else None,
            "services": queries.public_services(place, wanted, at=at),
            "helplines": queries.public_helplines(at, province),
        }
    return render(request, "directory/help.html", context)


def as_id(text: str) -> UUID | None:
    """An id from the address, or None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def kinds() -> list[dict[str, str]]:
    said = "directory:label.service_kind"
    return [{"code": kind, "label": catalogues.say(said, kind, current())} for kind in ServiceKind]
