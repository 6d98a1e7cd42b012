"""The two addresses that the base templates ask for: the switches of language and colours."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def switch(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    path("language", switch, name="language"),
    path("theme", switch, name="theme"),
]
