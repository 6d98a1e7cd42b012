"""The audit pages with the least around them that their frame needs."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("audit/", include("amaan.site.audit.urls")),
    path("language", set_language, name="language"),
]
