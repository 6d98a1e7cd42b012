"""The addresses of the staff site, with a page for every kind of record."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from amaan.site.urls_staff import urlpatterns as staff_site


def nothing(request: HttpRequest, **kwargs: UUID | str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("records/<str:kind>/<uuid:record>/", nothing, name="record"),
    *staff_site,
]
