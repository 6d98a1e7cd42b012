"""Every address of the public site."""

from django.urls import URLPattern, URLResolver, include, path

from amaan.directory.urls import public_urlpatterns as directory
from amaan.intake.urls import language_urlpatterns as language
from amaan.intake.urls import public_urlpatterns as intake

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("amaan.site.health")),
    path("", include((intake, "intake"))),
    path("", include(language)),
    path("", include(directory)),
]
handler400 = "amaan.site.public.errors.bad_request"
handler403 = "amaan.site.public.errors.forbidden"
handler404 = "amaan.site.public.errors.not_found"
handler500 = "amaan.site.public.errors.server_error"
