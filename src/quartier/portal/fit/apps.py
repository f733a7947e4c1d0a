"""The fit app."""

from django.apps import AppConfig


class FitConfig(AppConfig):
    """What fits a project, with reasons, and the questions that decide."""

    name = "quartier.portal.fit"
    label = "fit"
