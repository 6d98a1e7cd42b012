"""What does the public site say when something goes wrong? Plain words and a code to quote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amaan.site.help_codes import logged_code


def render_error(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """The code is random; the log holds it without an address or a word of the reporter."""
    context = {"kind": kind, "code": logged_code(request, status)}
    return render(request, "ui/error_public.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return render_error(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return render_error(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return render_error(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render_error(request, "500", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that stood open too long, or a browser that keeps no cookies."""
    del reason
    return render_error(request, "400", 403)


def busy(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """The key service is away for a moment."""
    response = render_error(request, "503", 503)
    response.headers["Retry-After"] = str(retry_after)
    return response
