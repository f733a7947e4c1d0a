"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, privacy."""

    name = "quartier.portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Count for all workers together: allauth would count in each worker's own memory."""
        from allauth.core.internal import ratelimit  # noqa: PLC0415 - apps must be loaded first
        from allauth.mfa.totp.internal import auth as totp  # noqa: PLC0415 - as above
        from django.core.cache import caches  # noqa: PLC0415 - as above
        from django.utils.connection import ConnectionProxy  # noqa: PLC0415 - as above

        ratelimit.cache = totp.cache = ConnectionProxy(caches, "shared")
