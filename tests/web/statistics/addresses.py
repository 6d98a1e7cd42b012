"""The addresses that the page of figures needs, without the rest of the staff site."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", include("amaan.statistics.urls")),
    path("language/", nothing, name="language"),
]
