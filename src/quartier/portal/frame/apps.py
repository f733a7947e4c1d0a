"""The frame app."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """Layout and what belongs to no single offer."""

    name = "quartier.portal.frame"
    label = "frame"
