"""Every address of the public site."""

from django.urls import URLPattern, URLResolver, include, path

from amaan.directory.urls import public_urlpatterns as directory
from amaan.intake.urls import language_urlpatterns as language
from amaan.intake.urls import public_urlpatterns as intake

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("amaan.front.machine.health")),
    path("", include((intake, "intake"))),
    path("", include(language)),
    path("", include(directory)),
]
handler400 = "amaan.front.public.errors.bad_request"
handler403 = "amaan.front.public.errors.forbidden"
handler404 = "amaan.front.public.errors.not_found"
handler500 = "amaan.front.public.errors.server_error"
