"""Addresses below `/einbetten/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.embedding import views

app_name = "embedding"
urlpatterns = [
    path("", views.explain, name="explain"),
    path("passt-das/", views.quick, name="quick"),
]
