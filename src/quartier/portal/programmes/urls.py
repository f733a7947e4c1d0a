"""Addresses below `/programme/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.programme_list, name="list"),
    path("<slug:programme>/", views.programme_detail, name="detail"),
    path("<slug:programme>/<str:edition>/", views.programme_edition, name="edition"),
]
