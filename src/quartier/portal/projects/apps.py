"""The projects app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Projects that people describe: kept, shared, versioned. How they look is the toolkit's business."""

    name = "quartier.portal.projects"
    label = "projects"

    def ready(self) -> None:
        """Tell accounts what is kept about people, for how long, and who may do what."""
        from quartier.portal.accounts.services import (  # noqa: PLC0415 - loads models
            register_deletion,
            register_personal_data,
        )
        from quartier.portal.projects import about_people as mine  # noqa: PLC0415 - as above

        mine.register_checks()
        stays = _("Ihre Anmerkungen in Vorhaben anderer, ohne Ihren Namen, weil sie zu deren Vorhaben gehören.")
        register_personal_data("projects", _("Vorhaben"), export=mine.projects, delete=mine.delete_projects)
        register_personal_data("shares", _("Mit Ihnen geteilt"), export=mine.shares, delete=mine.delete_shares)
        register_personal_data("remarks", _("Anmerkungen"), export=mine.remarks, delete=mine.forget_author, kept=stays)
        register_deletion("projects.abandoned", "Vorhaben ohne Konto", mine.abandoned, after="180 Tagen ohne Änderung")
