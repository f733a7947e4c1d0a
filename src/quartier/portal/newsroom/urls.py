"""Addresses below `/aktuelles/`."""

from __future__ import annotations

from django.urls import path

from quartier.portal.newsroom import feeds, views

app_name = "newsroom"
urlpatterns = [
    path("", views.start, name="start"),
    path("feed.rss", feeds.RssFeed(), name="rss"),
    path("feed.atom", feeds.AtomFeed(), name="atom"),
    path("teilen/<int:pk>/mastodon/", views.mastodon, name="mastodon"),
    path("<slug:slug>/", views.item, name="item"),
]
