"""Addresses without a language."""

from __future__ import annotations

from django.urls import path

from quartier.portal.frame import machines, views

urlpatterns = [
    path("darstellung/", views.theme, name="theme"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.site_map, name="sitemap"),
]
