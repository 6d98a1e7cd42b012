"""Addresses of the public site (the report, the way back with the code, the thread), and of the
desk where reports are taken in person.
"""

from django.urls import path

from amaan.intake.views import beginning, entering, public, questions, thread, walking_in

app_name = "intake"
public_urlpatterns = [
    path("", public.home, name="home"),
    path("guide/", public.guide, name="guide"),
    path("leave/", public.leave, name="leave"),
    path("report/", beginning.start, name="start"),
    path("report/code/", beginning.code, name="code"),
    path("report/sent/", questions.sent, name="sent"),
    path("report/<slug:slug>/", questions.question, name="question"),
    path("track/", entering.track, name="track"),
    path("track/report/", thread.status, name="status"),
    path("track/message/", thread.write, name="write"),
    path("track/contact/", thread.contact, name="contact"),
    path("track/solved/", thread.solved, name="solved"),
    path("track/close/", entering.sign_out, name="sign_out"),
    path("track/<slug:name>/", thread.act, name="act"),
]
staff_urlpatterns = [
    path("walk-in/", walking_in.begin, name="walk_in"),
    path("walk-in/report/", walking_in.send, name="walk_in_send"),
]
language_urlpatterns = [path("language/", public.language, name="language")]
