"""Addresses for the operator's tools, outside the languages."""

from __future__ import annotations

from django.urls import path

from quartier.portal.operation import views

app_name = "operation"
urlpatterns = [
    path("live", views.live, name="live"),
    path("ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
