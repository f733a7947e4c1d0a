"""The addresses of calendars, below `/kalender/`: secret, and apart from those that open the project."""

from __future__ import annotations

from django.urls import path

from quartier.portal.plans import views_documents

app_name = "plan_feed"
urlpatterns = [path("<str:key>.ics", views_documents.feed, name="feed")]
