"""The forms of passkeys and authenticator apps in our words; what they do is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from quartier.portal.accounts.entrance import reword

CODE = (_("Code"), _("Sechs Ziffern aus Ihrer App, oder ein Ersatzcode."))
NAME = (_("Name des Schlüssels"), _("Damit Sie ihn wiedererkennen, zum Beispiel „Diensthandy“."))
LONGEST_NAME = 60


class AuthenticateForm(base.AuthenticateForm):  # type: ignore[misc] # allauth ships no types
    """The second step of a login."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as allauth's
        super().__init__(*args, **kwargs)
        reword(self, code=CODE)


class ReauthenticateForm(base.ReauthenticateForm):  # type: ignore[misc] # as above
    """Once more before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, code=CODE)


class ActivateForm(totp.ActivateTOTPForm):  # type: ignore[misc] # as above
    """The first code of a new app proves that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, code=(_("Code, den die App jetzt zeigt"), _("Sechs Ziffern.")))


class AddKeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc] # as above
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        help_text = _("Der Schlüssel ersetzt dann auch das Passwort. Er fragt Sie dafür nach PIN oder Fingerabdruck.")
        reword(self, name=NAME, passwordless=(_("Ohne Passwort anmelden"), help_text))
        self.fields["name"].max_length = LONGEST_NAME
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME

    def clean_name(self) -> str:
        """Kept short; the key exists by now, so a long name is cut and not refused."""
        return str(super().clean_name())[:LONGEST_NAME]


class EditKeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc] # as above
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, name=NAME)
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME

    def clean_name(self) -> str:
        """Kept short."""
        return str(self.cleaned_data["name"])[:LONGEST_NAME]
