"""Addresses below `/foerderbaukasten/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.toolkit import actions, paste, views

app_name = "toolkit"
urlpatterns = [
    path("", views.start, name="start"),
    path("neu/", views.begin, name="begin"),
    path("datei/", views.from_file, name="from_file"),
    path("aehnlich/", views.similar_projects, name="similar"),
    path("orte/", views.place_search, name="places"),
    path("<str:key>/", views.overview, name="overview"),
    path("<str:key>/tun/", actions.act, name="act"),
    path("<str:key>/datei/", actions.export, name="export"),
    path("<str:key>/tabelle/", paste.paste, name="paste"),
    path("<str:key>/schritt/<slug:slug>/", views.step, name="step"),
]
