"""Addresses below `/konto/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("schutz/noetig/", views.second_factor, name="second_factor"),
]
