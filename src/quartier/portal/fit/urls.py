"""Addresses below `/foerderbaukasten/<key>/passt/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.fit import views

app_name = "fit"
urlpatterns = [
    path("", views.show, name="show"),
    path("antwort/", views.answer, name="answer"),
    path("antworten/", views.answers, name="answers"),
    path("kurz/", views.summary, name="summary"),
    path("programm/<slug:programme>/", views.programme, name="programme"),
]
