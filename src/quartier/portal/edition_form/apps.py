"""The edition form app."""

from django.apps import AppConfig


class EditionFormConfig(AppConfig):
    """Programme editors change an edition section by section instead of as YAML."""

    name = "quartier.portal.edition_form"
    label = "edition_form"
