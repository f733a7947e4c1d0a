"""Addresses below `/aktuelles/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "newsroom"
urlpatterns: list[URLPattern | URLResolver] = []
