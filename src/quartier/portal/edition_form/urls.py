"""Addresses of the form, below those of the drafts."""

from __future__ import annotations

from django.urls import path

from quartier.portal.edition_form import views

app_name = "edition_form"
urlpatterns = [
    path("<str:key>/<slug:section>/", views.section, name="section"),
]
