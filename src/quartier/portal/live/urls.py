"""Addresses of a plan being carried out, below `/foerderbaukasten/<key>/umsetzen/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.live import actions, downloads, entering, views

app_name = "live"
urlpatterns = [
    path("", views.show, name="show"),
    path("abrechnung/", views.settlement, name="settlement"),
    path("abruf/", views.need, name="need"),
    path("vergleich/", views.comparison, name="comparison"),
    path("danach/", views.afterwards, name="afterwards"),
    path("zuschuss/<int:number>/", entering.grant, name="grant"),
    path("weitere/", entering.extra, name="extra"),
    path("kosten/", entering.costs, name="costs"),
    path("einnahmen/", entering.money, name="money"),
    path("zahlungen/", entering.payments, name="payments"),
    path("tun/", actions.act, name="act"),
    path("datei/<str:name>", downloads.download, name="download"),
]
