"""A post that cannot be taken now is not lost: its fields stand in a form that sends them again."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LEFT_OUT = ("csrfmiddlewaretoken", "password")


def typed_fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Every field as it was sent, but passwords and the old token."""
    for name, values in request.POST.lists():
        if not any(word in name.lower() for word in LEFT_OUT):
            yield from ((name, str(value)) for value in values)


def keep_input(request: HttpRequest) -> HttpResponse:
    """The same fields to the same address, with a fresh token."""
    context = {
        "fields": list(typed_fields(request)),
        "address": request.get_full_path(),
        "files": bool(request.FILES),
        "signed_in": getattr(request, "actor", None) is not None,
    }
    return render(request, "security/kept.html", context, status=403)
