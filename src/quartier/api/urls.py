"""Addresses below `/api/`. Other sites may ask: the answers are public and no cookie is involved."""

from __future__ import annotations

from django.urls import path

from quartier.api.app import api

urlpatterns = [path("v1/", api.urls)]
