"""Addresses below `/foerderbaukasten/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "toolkit"
urlpatterns: list[URLPattern | URLResolver] = []
