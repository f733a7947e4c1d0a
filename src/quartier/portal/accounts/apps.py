"""The accounts app."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, roles, privacy."""

    name = "quartier.portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Count for all workers together, tell what is kept for how long, set up Wagtail's group of administrators."""
        from quartier.portal.accounts.setup import after_migrate  # noqa: PLC0415 - apps must be loaded first

        _count_together()
        _register()
        # Permissions are made app by app after each `migrate`: only after the last are all of them there.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(after_migrate, sender=last)


def _count_together() -> None:
    """Allauth would count attempts and used codes in each worker's own memory."""
    from allauth.core.internal import ratelimit  # noqa: PLC0415 - apps must be loaded first
    from allauth.mfa.totp.internal import auth as totp  # noqa: PLC0415 - as above
    from django.core.cache import caches  # noqa: PLC0415 - as above
    from django.utils.connection import ConnectionProxy  # noqa: PLC0415 - as above

    ratelimit.cache = totp.cache = ConnectionProxy(caches, "shared")


def _register() -> None:
    from quartier.portal.accounts import expiry, own_data  # noqa: PLC0415 - as above
    from quartier.portal.accounts.deletion import register_deletion  # noqa: PLC0415 - as above
    from quartier.portal.accounts.privacy import register_personal_data  # noqa: PLC0415 - as above

    log_kept = _(
        "Haben Sie für das Portal gearbeitet? Dann bleibt zwei Jahre lang, was Sie getan haben, ohne Ihren Namen."
    )
    for key, label, export, kept in (
        ("account", _("Konto"), own_data.account, ""),
        ("addresses", _("E-Mail-Adressen"), own_data.addresses, ""),
        ("factors", _("Passkeys und Apps"), own_data.factors, ""),
        ("connections", _("Anmeldung über andere Stellen"), own_data.connections, ""),
        ("actions", _("Ihre Einträge im Protokoll"), own_data.actions, log_kept),
    ):
        register_personal_data(key, label, export=export, delete=own_data.nothing, kept=kept)
    for name, description, run, after in (
        ("unconfirmed", "Konten mit unbestätigter Adresse", expiry.unconfirmed_accounts, "14 Tagen"),
        ("unused", "Unbenutzte Konten", expiry.unused_accounts, "2 Jahren ohne Anmeldung, 30 Tage nach einer Warnung"),
        ("sessions", "Abgelaufene Anmeldungen", expiry.sessions, "Ablauf, spätestens nach 14 Tagen ohne Besuch"),
        ("confirmations", "Ungenutzte Links zum Bestätigen", expiry.confirmations, "3 Tagen"),
        ("audit_log", "Protokoll der Arbeit am Portal", expiry.audit_log, "2 Jahren"),
    ):
        register_deletion(f"accounts.{name}", description, run, after=after)
