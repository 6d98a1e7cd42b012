"""The addresses that the directory's pages need, without the rest of the sites."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from amaan.directory.urls import public_urlpatterns, staff_urlpatterns


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("directory/", include((staff_urlpatterns + public_urlpatterns, "directory"))),
    path("language/", nothing, name="language"),
]
