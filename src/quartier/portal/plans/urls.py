"""Addresses of a project's plans, below `/foerderbaukasten/<key>/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.plans import changing, views, views_documents

app_name = "plans"
urlpatterns = [
    path("unterlagen/", views_documents.documents, name="documents"),
    path("unterlagen/alle/", views_documents.everything, name="everything"),
    path("unterlagen/datei/<str:name>", views_documents.download, name="download"),
    path("plan/", views.show, name="show"),
    path("plan/tun/", changing.act, name="act"),
    path("plan/vergleich/", views.compare, name="compare"),
    path("plan/absage/<slug:programme>/", views.refusal, name="refusal"),
    path("plan/<slug:goal>/", views.detail, name="detail"),
    path("plan/<slug:goal>/zuschuss/<int:number>/", views.grant, name="grant"),
    path("plan/<slug:goal>/posten/<str:item>/<int:year>/", views.item, name="item"),
    path("plan/<slug:goal>/jahr/<int:year>/", views.year, name="year"),
]
