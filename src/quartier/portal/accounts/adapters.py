"""Where allauth asks us: mail, messages, the visitor's address, names of keys."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.portal.accounts.access import is_staff
from quartier.portal.accounts.limits import client_key
from quartier.portal.accounts.models import User

log = logging.getLogger(__name__)
_WAIT = _("Das waren zu viele Versuche. Bitte warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.")
_WRONG_CODE = _("Dieser Code stimmt nicht. Bitte prüfen Sie, ob Sie den neuesten Code eingegeben haben.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Login, sign-up, mail."""

    error_messages: ClassVar[Mapping[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dieses Konto ist gesperrt."),
        "duplicate_email": _("Diese E-Mail-Adresse gehört schon zu Ihrem Konto."),
        "email_password_mismatch": _("E-Mail-Adresse oder Passwort stimmen nicht."),
        "email_taken": _("Diese E-Mail-Adresse kann nicht verwendet werden."),
        "enter_current_password": _("Das bisherige Passwort stimmt nicht."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("Das Passwort stimmt nicht."),
        "invalid_login": _("Diese Anmeldung ist nicht möglich."),
        "invalid_password_reset": _("Dieser Link gilt nicht mehr."),
        "too_many_login_attempts": _WAIT,
        "unverified_primary_email": _("Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse."),
        "same_as_current": _("Das ist schon Ihre Adresse."),
        "rate_limited": _WAIT,
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Only for counting, so a stand-in for the address does."""
        return client_key(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send; where the mail server does not answer, say so instead of failing. Nothing tells for which address."""
        try:
            super().send_mail(template_prefix, email, {"site_url": settings.SITE_URL, **context})
        except (SMTPException, OSError):
            log.exception("mail %s could not be sent", template_prefix)
            text = gettext("Im Moment können wir keine E-Mails senden. Bitte versuchen Sie es später noch einmal.")
            if current.request is not None:
                messages.error(current.request, text)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # as above
    """Passkeys, authenticator apps and recovery codes."""

    error_messages: ClassVar[Mapping[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Mit Ihrer Rolle brauchen Sie einen Passkey oder eine Authenticator-App. "
            "Richten Sie zuerst einen anderen Schutz ein."
        ),
        "cannot_generate_recovery_codes": _("Richten Sie zuerst einen Passkey oder eine Authenticator-App ein."),
        "incorrect_code": _WRONG_CODE,
        "unverified_email": _("Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse."),
        "add_email_blocked": _(
            "Die Adresse lässt sich erst ändern, wenn die Zwei-Schritt-Anmeldung ausgeschaltet ist."
        ),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """A name that tells keys apart until their owner gives a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Schlüssel %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one second factor."""
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        if authenticator.type not in kinds or not is_staff(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=kinds).exclude(pk=authenticator.pk)
        return bool(others.exists())


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # as above
    """Login through another organisation."""

    error_messages: ClassVar[Mapping[str, str | Promise]] = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich bitte zuerst damit an."),
    }
