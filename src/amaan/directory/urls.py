"""Addresses of the directory: `staff_urlpatterns` under /directory/, `public_urlpatterns` on the
public site.
"""

from django.urls import path

from amaan.directory.views import (
    bodies,
    details,
    files,
    lists,
    public,
    registers,
    services,
)

app_name = "directory"

staff_urlpatterns = [
    path("", lists.overview, name="overview"),
    path("services/", lists.services, name="services"),
    path("services/new/", services.new, name="service_new"),
    path("services/<uuid:service_id>/", details.service, name="service"),
    path(
        "services/<uuid:service_id>/<int:version>/revise/", services.revise, name="service_revise"
    ),
    path(
        "services/<uuid:service_id>/<int:version>/verify/", services.verify, name="service_verify"
    ),
    path("services/<uuid:service_id>/vacancy/", services.vacancy, name="service_vacancy"),
    path("units/", lists.units, name="units"),
    path("units/new/", bodies.new_unit, name="unit_new"),
    path("units/<uuid:unit_id>/", details.unit, name="unit"),
    path("units/<uuid:unit_id>/close/", bodies.close_unit, name="unit_close"),
    path("focal-persons/", lists.focal_persons, name="focal_persons"),
    path("focal-persons/vacant/", lists.vacant_seats, name="vacant_seats"),
    path("focal-persons/new/", bodies.appoint, name="focal_person_new"),
    path("focal-persons/<uuid:appointment_id>/", details.focal_person, name="focal_person"),
    path(
        "focal-persons/<uuid:appointment_id>/end/", bodies.end_appointment, name="focal_person_end"
    ),
    path("helplines/", lists.helplines, name="helplines"),
    path("helplines/<uuid:entry>/", details.helpline, name="helpline"),
    path("helplines/<uuid:version>/revise/", registers.revise_helpline, name="helpline_revise"),
    path("helplines/<uuid:version>/verify/", registers.verify_helpline, name="helpline_verify"),
    path("laws/", lists.laws, name="laws"),
    path("laws/<uuid:entry>/", details.law, name="law"),
    path("laws/<uuid:version>/revise/", registers.revise_law, name="law_revise"),
    path("laws/<uuid:version>/sign-off/", registers.sign_off_law, name="law_sign_off"),
    path("territories/", lists.territories, name="territories"),
    path("territories/<uuid:territory_id>/", details.territory, name="territory"),
    path("calendars/", lists.calendars, name="calendars"),
    path("calendars/<uuid:entry>/", details.calendar, name="calendar"),
    path("calendars/<uuid:version>/revise/", registers.revise_calendar, name="calendar_revise"),
    path("clock-limits/", lists.clock_limits, name="clock_limits"),
    path("clock-limits/<uuid:entry>/", details.clock_limit, name="clock_limit"),
    path("clock-limits/<uuid:version>/revise/", registers.revise_limit, name="limit_revise"),
    path("import/", files.imports, name="imports"),
    path("import/template/<str:kind>.csv", files.template, name="import_template"),
    path("import/<uuid:run_id>/", files.import_run, name="import_run"),
    path("import/<uuid:run_id>/apply/", files.apply_run, name="import_apply"),
]

public_urlpatterns = [path("help/", public.find_help, name="help")]
