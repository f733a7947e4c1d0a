"""Addresses without a language."""

from __future__ import annotations

from django.urls import path

from quartier.portal.frame import views

urlpatterns = [path("darstellung/", views.theme, name="theme")]
