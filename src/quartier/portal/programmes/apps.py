"""The programmes app."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """The programmes of the catalogue as pages, and their maintenance by programme editors."""

    name = "quartier.portal.programmes"
    label = "programmes"
