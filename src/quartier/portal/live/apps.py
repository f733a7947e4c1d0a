"""The app for carrying plans out."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """From the first decision of a funder to the proof of use and the time after the grants."""

    name = "quartier.portal.live"
    label = "live"
