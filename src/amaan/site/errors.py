"""What does a person see when a page cannot be shown? A plain sentence and a random
code to quote.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amaan.kernel.reasons import Refused
from amaan.security.presenters.keeping import keep_input
from amaan.site.help_codes import logged_code


def render_error(request: HttpRequest, status: int, **more: object) -> HttpResponse:
    """The error page of the staff site; its code stands in the log too."""
    context = {"kind": str(status), "code": logged_code(request, status), **more}
    return render(request, "ui/error_staff.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error(request, 404)


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """Why not, in words; too many look-ups are told apart, for waiting helps there."""
    spent = any(reason.code == "key-quota" for reason in exception.reasons)
    return render_error(request, 429 if spent else 409, reasons=exception.reasons)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the menu: whatever broke may break it too."""
    return render_error(request, 500, rail=[])


def busy(request: HttpRequest, *, retry_after: int = 60) -> HttpResponse:
    response = render_error(request, 503, rail=[])
    response.headers["Retry-After"] = str(retry_after)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A token that grew old keeps what was typed; a post from elsewhere is shown nothing of it."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return keep_input(request)
    return render_error(request, 403)
