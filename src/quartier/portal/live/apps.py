"""The app for carrying plans out."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """From the first decision of a funder to the proof of use and the time after the grants."""

    name = "quartier.portal.live"
    label = "live"

    def ready(self) -> None:
        """Have the calendar people subscribe to tell what is still to be done."""
        from quartier.portal.live.subscribing import timetable  # noqa: PLC0415 - loads models
        from quartier.portal.plans.services import register_timetable  # noqa: PLC0415 - as above

        register_timetable(timetable)
