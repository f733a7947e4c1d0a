"""The frame app."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """Layout and what belongs to no single offer."""

    name = "quartier.portal.frame"
    label = "frame"

    def ready(self) -> None:
        """Have old messages deleted in time."""
        from quartier.portal.accounts.services import register_deletion  # noqa: PLC0415 - loads models
        from quartier.portal.frame.feedback import KEPT, forget  # noqa: PLC0415 - as above

        register_deletion(
            "frame.feedback",
            "Nachrichten aus dem Formular „Barriere melden“",
            lambda now: forget(now=now),
            after=f"{KEPT.days} Tagen",
        )
