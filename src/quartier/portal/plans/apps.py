"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Solving, comparing and explaining financing plans."""

    name = "quartier.portal.plans"
    label = "plans"

    def ready(self) -> None:
        """Have answers forgotten that nobody asks for any more."""
        from quartier.portal.accounts.services import register_deletion  # noqa: PLC0415 - loads models
        from quartier.portal.plans.services import forget_old  # noqa: PLC0415 - as above

        register_deletion("plans.answers", "Gerechnete Pläne", forget_old, after="30 Tagen, in denen niemand sie ansah")
