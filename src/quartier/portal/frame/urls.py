"""The addresses of the frame."""

from __future__ import annotations

from django.urls import path

from quartier.portal.frame import views

app_name = "frame"
urlpatterns = [
    path("", views.start, name="start"),
    path("suche/", views.search, name="search"),
    path("begriffe/", views.terms, name="terms"),
    path("impressum/", views.page("legal"), name="legal"),
    path("datenschutz/", views.page("privacy"), name="privacy"),
    path("barrierefreiheit/", views.page("accessibility"), name="accessibility"),
    path("barriere-melden/", views.feedback, name="feedback"),
    path("leichte-sprache/", views.page("easy"), name="easy"),
    path("gebaerdensprache/", views.page("sign"), name="sign"),
]
