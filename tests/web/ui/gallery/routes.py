"""The one address that the base templates ask for: the language switch."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [path("language", language, name="language")]
