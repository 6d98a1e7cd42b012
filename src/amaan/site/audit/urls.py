"""The addresses of the audit pages; the staff site mounts them under /audit/."""

from django.urls import path

from amaan.site.audit.views import overview, sheet

app_name = "audit"
urlpatterns = [
    path("", overview, name="overview"),
    path("sheet/<int:number>/", sheet, name="sheet"),
]
