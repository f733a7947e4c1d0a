"""The newsroom app."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """News: written, reviewed and published by the editors."""

    name = "quartier.portal.newsroom"
    label = "newsroom"
