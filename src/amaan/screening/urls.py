"""Addresses of desk and screening pages on the staff site."""

from django.urls import path

from amaan.screening.views import queue, report, steps

app_name = "screening"
urlpatterns = [
    path("reports/", queue.queue, name="queue"),
    path("reports/<uuid:complaint>/", report.report, name="report"),
    path("reports/<uuid:complaint>/acknowledge/", steps.acknowledge, name="acknowledge"),
    path("reports/<uuid:complaint>/triage/", steps.triage, name="triage"),
    path("reports/<uuid:complaint>/renew/", steps.renew, name="renew"),
    path("reports/<uuid:complaint>/decide/", steps.decide, name="decide"),
    path("reports/<uuid:complaint>/review/", steps.review, name="review"),
    path("reports/<uuid:complaint>/allocate/", steps.allocate, name="allocate"),
    path("reports/<uuid:complaint>/pass-on/", steps.pass_on, name="pass_on"),
    path("reports/<uuid:complaint>/keep/", steps.keep, name="keep"),
    path("reports/<uuid:complaint>/write/", steps.write, name="write"),
    path("reports/<uuid:complaint>/agree/", steps.agree, name="agree"),
]
