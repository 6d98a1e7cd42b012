"""Every address of the staff site."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("amaan.front.machine.health"))]
