"""The first page, the guide, the language, and the way out."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import check_for_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from amaan.access.locks import Everyone, open_to
from amaan.access.transactions import reading
from amaan.directory.queries import clock_limit, public_helplines
from amaan.intake.actions.signing_in import stranger
from amaan.intake.rules.clocks import ACKNOWLEDGE
from amaan.intake.views.basics import drop_thread_cookie, render_page, url_for
from amaan.intake.views.entering import end_pass
from amaan.kernel.urgency import Urgency

ALWAYS: Final = ("15", "1122")
WEATHER: Final = "https://www.pmd.gov.pk/"


@open_to(Everyone.PUBLIC_PAGE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Numbers that are verified, the three doors, and a time only when it is ratified."""
    at = now()
    with reading(stranger()):
        lines = [row for row in public_helplines(at) if row["number_text"] not in ALWAYS]
        limit = clock_limit(ACKNOWLEDGE, Urgency.U1, at)
    minutes = limit.limit.amount if limit.ratified else 0
    return render_page(request, "home", lines=lines[:4], minutes=minutes)


@open_to(Everyone.PUBLIC_PAGE)
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    return render_page(request, "guide")


@open_to(Everyone.PUBLIC_PAGE)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Stay on the page in the other language; the choice is gone with the browser."""
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = HttpResponseRedirect(back if safe and back.startswith("/") else url_for("home"))
    if check_for_language(wanted) and wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, secure=True, httponly=True, samesite="Lax"
        )
    return response


@never_cache
@open_to(Everyone.PUBLIC_PAGE)
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """The way out in one press: the pass ends, the browser forgets, the weather shows."""
    end_pass(request)
    return drop_thread_cookie(HttpResponseRedirect(WEATHER))
