"""Addresses below `/mediathek/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.library import views

app_name = "library"
urlpatterns = [
    path("", views.start, name="start"),
    path("auswahl.zip", views.selection_zip, name="selection_zip"),
    path("bild/<int:pk>/", views.picture, name="picture"),
    path("bild/<int:pk>/<slug:size>.<slug:kind>", views.picture_file, name="picture_file"),
    path("dokument/<int:pk>/", views.paper, name="paper"),
    path("alben/", views.albums, name="albums"),
    path("alben/<slug:slug>/", views.album, name="album"),
    path("alben/<slug:slug>.zip", views.album_zip, name="album_zip"),
]
