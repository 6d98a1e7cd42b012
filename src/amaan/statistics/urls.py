"""Addresses of the statistics pages on the staff site."""

from django.urls import path

from amaan.statistics import views
from amaan.statistics.views import agency as agencies
from amaan.statistics.views import overview as pictures

app_name = "statistics"

urlpatterns = [
    path("overview/", pictures.overview, name="overview"),
    path("overview/rows/", pictures.rows, name="overview_rows"),
    path("agency/", agencies.agency, name="agency"),
    path("figures/", views.figures, name="figures"),
    path("figures/official.csv", views.official_csv, name="official_csv"),
    path("figures/published.csv", views.published_csv, name="published_csv"),
]
