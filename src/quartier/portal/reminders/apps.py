"""The app of the reminders."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    """Deadlines by mail, only for those who asked and confirmed; changed programmes and whose plans they touch."""

    name = "quartier.portal.reminders"
    label = "reminders"

    def ready(self) -> None:
        """Tell accounts what is kept about people, and for how long."""
        from quartier.portal.accounts.services import (  # noqa: PLC0415 - loads models
            register_deletion,
            register_personal_data,
        )
        from quartier.portal.reminders import services  # noqa: PLC0415 - as above

        register_personal_data(
            "reminders", _("Erinnerungen"), export=services.reminders_of, delete=services.delete_reminders
        )
        register_deletion(
            "reminders.unconfirmed",
            "Nicht bestätigte Erinnerungen",
            services.delete_unconfirmed,
            after="7 Tagen",
        )
