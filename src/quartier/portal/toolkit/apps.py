"""The toolkit app."""

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    """The Förderbaukasten on the web: describe a project, see what fits, combine, act."""

    name = "quartier.portal.toolkit"
    label = "toolkit"
