"""Addresses of the reminders of a project, below `/foerderbaukasten/<key>/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.reminders import views

app_name = "reminders"
urlpatterns = [
    path("foerderbaukasten/<str:key>/unterlagen/erinnerungen/", views.show, name="show"),
    path("foerderbaukasten/<str:key>/unterlagen/erinnerungen/<int:pk>/", views.withdraw, name="withdraw"),
    path("erinnerungen/<str:key>/bestaetigen/", views.confirm, name="confirm"),
    path("erinnerungen/<str:key>/beenden/", views.stop, name="stop"),
]
