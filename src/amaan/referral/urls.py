"""Addresses of referrals on the staff site."""

from django.urls import path

from amaan.referral.views import pages, steps

app_name = "referral"
ONE = "referrals/<uuid:referral>"
urlpatterns = [
    path("referrals/", pages.referral_list, name="list"),
    path("dossiers/<uuid:dossier>/refer/", steps.new, name="new"),
    path(f"{ONE}/", pages.referral, name="referral"),
    path(f"{ONE}/submit/", steps.submit, name="submit"),
    path(f"{ONE}/clear/", steps.clear, name="clear"),
    path(f"{ONE}/return/", steps.send_back, name="return"),
    path(f"{ONE}/accept/", steps.accept, name="accept"),
    path(f"{ONE}/decline/", steps.decline, name="decline"),
    path(f"{ONE}/start/", steps.start, name="start"),
    path(f"{ONE}/report/", steps.report, name="report"),
    path(f"{ONE}/confirm/", steps.confirm, name="confirm"),
    path(f"{ONE}/recall/", steps.recall, name="recall"),
    path(f"{ONE}/reroute/", steps.reroute, name="reroute"),
    path(f"{ONE}/withdraw/", steps.withdraw, name="withdraw"),
]
