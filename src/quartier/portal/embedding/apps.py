"""The embedding app."""

from django.apps import AppConfig


class EmbeddingConfig(AppConfig):
    """A small page that other sites may show in a frame."""

    name = "quartier.portal.embedding"
    label = "embedding"
