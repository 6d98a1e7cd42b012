"""Every address of the staff site."""

from django.urls import URLPattern, URLResolver, include, path

from amaan.directory.urls import staff_urlpatterns as directory
from amaan.intake.urls import staff_urlpatterns as intake
from amaan.security.urls import door_urlpatterns
from amaan.security.urls import staff_urlpatterns as security
from amaan.site.home import records, switches, views

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
    path("directory/", include((directory, "directory"))),
    path("", include("amaan.work.urls")),
    path("", include("amaan.statistics.urls")),
    path("", include((intake, "intake"))),
    path("", include("amaan.screening.urls")),
    path("", include("amaan.casework.urls")),
    path("", include("amaan.referral.urls")),
    path("", include((security, "security"))),
    *door_urlpatterns,
]

handler400 = "amaan.site.errors.bad_request"
handler403 = "amaan.site.errors.forbidden"
handler404 = "amaan.site.errors.not_found"
handler500 = "amaan.site.errors.server_error"
