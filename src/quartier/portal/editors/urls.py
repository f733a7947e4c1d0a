"""Addresses of the programme editors, below `/programmpflege/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.editors import views

app_name = "editors"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("neu/", views.begin, name="begin"),
    path("veroeffentlicht.zip", views.export, name="export"),
    path("veroeffentlicht/<int:number>/", views.published_file, name="published_file"),
    path("programm/<slug:programme>/", views.history, name="history"),
    path("entwurf/<uuid:key>/", views.draft, name="draft"),
    path("entwurf/<uuid:key>/tun/", views.act, name="act"),
    path("entwurf/<uuid:key>/text/", views.text, name="text"),
    path("entwurf/<uuid:key>/wirkung/", views.preview, name="preview"),
    path("entwurf/<uuid:key>/datei/", views.download, name="download"),
]
