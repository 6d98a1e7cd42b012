"""Addresses of what waits, on the staff site."""

from django.urls import path

from amaan.work import views

app_name = "work"

urlpatterns = [
    path("work/", views.queue, name="queue"),
    path("work/notices/read/", views.read, name="read"),
    path("work/tasks/<uuid:task>/finish/", views.finish, name="finish"),
]
