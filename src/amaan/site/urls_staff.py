"""Every address of the staff site."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from amaan.site.home import records, switches, views

# Capability -> the folder its own addresses stand in.
CAPABILITIES = {
    "directory": "directory/",
    "work": "",
    "statistics": "",
    "intake": "",
    "screening": "",
    "casework": "",
    "referral": "",
    "security": "",
}


def of_capability(name: str, prefix: str) -> list[URLResolver]:
    """Its staff addresses under its own name; none while it has no pages or is not loaded."""
    if not apps.is_installed(f"amaan.{name}") or find_spec(f"amaan.{name}.urls") is None:
        return []
    module = import_module(f"amaan.{name}.urls")
    patterns = getattr(module, "staff_urlpatterns", None) or getattr(module, "urlpatterns", [])
    return [path(prefix, include((patterns, module.app_name)))]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("amaan.site.health")),
    path("", views.home, name="home"),
    path("language/", switches.language, name="language"),
    path("theme/", switches.theme, name="theme"),
    path("guide/", views.guides, name="guides"),
    path("guide/<slug:role>/", views.guide, name="guide"),
    path("records/<str:kind>/<uuid:ident>/", records.record, name="record"),
    path("audit/", include("amaan.site.audit.urls")),
    path("api/v1/", include("amaan.site.api")),
    *(found for name, prefix in CAPABILITIES.items() for found in of_capability(name, prefix)),
]
if apps.is_installed("amaan.security") and apps.is_installed("allauth.account"):
    from amaan.security.urls import door_urlpatterns

    urlpatterns += door_urlpatterns

handler400 = "amaan.site.errors.bad_request"
handler403 = "amaan.site.errors.closed"
handler404 = "amaan.site.errors.missing"
handler500 = "amaan.site.errors.broken"
