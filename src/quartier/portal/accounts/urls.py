"""Addresses below `/konto/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.accounts import views, views_people

app_name = "accounts"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("name/", views.profile, name="profile"),
    path("meine-daten/", views.data, name="data"),
    path("meine-daten/laden/", views.download, name="download"),
    path("loeschen/", views.delete, name="delete"),
    path("schutz/noetig/", views.second_factor, name="second_factor"),
    path("personen/", views_people.find, name="people"),
    path("personen/<int:pk>/", views_people.person, name="person"),
    path("personen/<int:pk>/rolle-geben/", views_people.give, name="give_role"),
    path("personen/<int:pk>/rolle-nehmen/", views_people.take, name="take_role"),
    path("personen/<int:pk>/sperren/", views_people.lock, name="lock"),
    path("personen/<int:pk>/entsperren/", views_people.unlock, name="unlock"),
    path("personen/<int:pk>/schutz-zuruecksetzen/", views_people.reset, name="reset_second_factor"),
    path("protokoll/", views_people.audit_log, name="audit_log"),
]
