"""The addresses that the page of what waits needs, without the rest of the staff site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest, **kwargs: UUID | str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", include("amaan.work.urls")),
    path("sign-in/", nothing, name="account_login"),
    path("language/", nothing, name="language"),
    path("records/<str:kind>/<uuid:record>/", nothing, name="record"),
]
