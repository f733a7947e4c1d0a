"""The programmes app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """The programmes of the catalogue as pages, and their maintenance by programme editors."""

    name = "quartier.portal.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Let the search over everything find programmes."""
        from quartier.portal.frame.services import register_search  # noqa: PLC0415 - once the apps are loaded
        from quartier.portal.programmes.services import search_programmes  # noqa: PLC0415 - as above

        register_search("programmes", _("Förderprogramme"), search_programmes)
