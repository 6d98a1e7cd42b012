"""Language and colours: two small posts that change a cookie and nothing else."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from amaan.access.locks import Everyone, open_to

THEME_COOKIE = "amaan-theme"
THEMES = {"light", "dark"}
YEAR = 365 * 24 * 3600


@open_to(Everyone.SIGN_IN)
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    return set_language(request)


@open_to(Everyone.SIGN_IN)
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next", "/")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    response = redirect(wanted if own else "/")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, secure=True, httponly=True, samesite="Strict"
        )
    return response
