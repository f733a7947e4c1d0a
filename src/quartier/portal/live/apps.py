"""The app for carrying plans out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    """From the first decision of a funder to the proof of use and the time after the grants."""

    name = "quartier.portal.live"
    label = "live"

    def ready(self) -> None:
        """Tell accounts what is kept about people; have the calendar tell what is still to be done."""
        from quartier.portal.accounts.services import register_personal_data  # noqa: PLC0415 - loads models
        from quartier.portal.live import about_people as mine  # noqa: PLC0415 - as above
        from quartier.portal.live.subscribing import timetable  # noqa: PLC0415 - as above
        from quartier.portal.plans.services import register_timetable  # noqa: PLC0415 - as above

        register_timetable(timetable)
        register_personal_data("courses", _("Umsetzung"), export=mine.courses, delete=mine.delete_courses)
