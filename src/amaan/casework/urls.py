"""Addresses of casework on the staff site."""

from django.urls import path

from amaan.casework.views import dossiers, reports

app_name = "casework"
urlpatterns = [
    path("dossiers/", dossiers.dossier_list, name="list"),
    path("dossiers/<uuid:dossier>/", dossiers.dossier, name="dossier"),
    path("dossiers/<uuid:dossier>/entry/", dossiers.new_entry, name="entry"),
    path("dossiers/<uuid:dossier>/person/", dossiers.new_person, name="person"),
    path("dossiers/<uuid:dossier>/close/", dossiers.close, name="close"),
    path("reports/<uuid:complaint>/start/", reports.start, name="start"),
    path("reports/<uuid:complaint>/decline/", reports.decline, name="decline"),
    path("reports/<uuid:complaint>/ask/", reports.ask, name="ask"),
    path("reports/<uuid:complaint>/take-over/", reports.take_over, name="take_over"),
    path("reports/<uuid:complaint>/propose/", reports.propose, name="propose"),
]
