"""What every page of the staff site is given: menu, seat, colours, banner."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from amaan.security.queries.node import in_service
from amaan.site.home.rail import rail_of
from amaan.site.home.switches import THEME_COOKIE, THEMES

__all__ = ["staff"]


def staff(request: HttpRequest) -> dict[str, Any]:
    """Nothing is read from the database before a template asks for the menu."""
    actor = getattr(request, "actor", None)
    theme = request.COOKIES.get(THEME_COOKIE, "")
    shown: dict[str, Any] = {
        "node_in_service": SimpleLazyObject(in_service),
        "theme": theme if theme in THEMES else "light",
        "theme_url": reverse("theme"),
        "home_url": "/",
    }
    if actor is not None:
        shown["rail"] = SimpleLazyObject(lambda: rail_of(request))
        shown["signed_in"] = {"name": actor.name, "unit": actor.unit_name}
        shown["sign_out_url"] = reverse("account_logout")
    return shown
