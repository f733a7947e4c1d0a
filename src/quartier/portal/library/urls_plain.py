"""Addresses of files, which have no language. Wagtail finds documents by the name `wagtaildocs_serve`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.library import serving

urlpatterns = [
    path("media/<path:path>", serving.media, name="media"),
    path("dokumente/<int:pk>/<str:name>", serving.paper_file, name="wagtaildocs_serve"),
]
