"""The forms of login, sign-up and password in our words; what they do is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.socialaccount.forms import SignupForm as AllauthSocialSignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

MAIL, PASSWORD = _("E-Mail-Adresse"), _("Passwort")
NEW, AGAIN = _("Neues Passwort"), _("Neues Passwort noch einmal")
GOOD_PASSWORD = _("Mindestens 12 Zeichen. Vier zufällige Wörter hintereinander sind sicher und leicht zu merken.")
LONGEST_PASSWORD = 256
LONGEST_CODE = 40


def reword(form: forms.BaseForm, **words: tuple[Any, Any]) -> None:
    """Give fields their label and help, and none a text inside: it would vanish as soon as one types."""
    for name, (label, help_text) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, help_text
        field.widget.attrs.pop("placeholder", None)
        longest = LONGEST_CODE if name == "code" else LONGEST_PASSWORD if "password" in name else None
        if isinstance(field, forms.CharField) and longest:
            field.validators.append(forms.CharField(max_length=longest).validators[0])
            field.widget.attrs["maxlength"] = longest


class LoginForm(allauth.LoginForm):  # type: ignore[misc] # allauth ships no types
    """Mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as allauth's
        super().__init__(*args, **kwargs)
        reword(self, login=(MAIL, ""), password=(PASSWORD, ""))


class SignupForm(allauth.SignupForm):  # type: ignore[misc] # as above
    """A new account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        help_text = _("Wir senden Ihnen einen Link zum Bestätigen.")
        reword(self, email=(MAIL, help_text), password1=(PASSWORD, GOOD_PASSWORD))

    def try_save(self, request: HttpRequest) -> Any:  # noqa: ANN401 - as above
        """Take as long for an address that has an account as for a new one."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))
        return super().try_save(request)


class SocialSignupForm(AllauthSocialSignupForm):  # type: ignore[misc] # as above
    """The mail address of somebody who comes from another organisation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, email=(MAIL, ""))


class RequestLoginCodeForm(allauth.RequestLoginCodeForm):  # type: ignore[misc] # as above
    """Where to send the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, email=(MAIL, ""))


class ConfirmLoginCodeForm(allauth.ConfirmLoginCodeForm):  # type: ignore[misc] # as above
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, code=(_("Code aus der E-Mail"), _("Groß- und Kleinschreibung ist gleich.")))


class ResetPasswordForm(allauth.ResetPasswordForm):  # type: ignore[misc] # as above
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, email=(MAIL, ""))


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):  # type: ignore[misc] # as above
    """The new password after the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, password1=(NEW, GOOD_PASSWORD), password2=(AGAIN, ""))


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc] # as above
    """Old and new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, oldpassword=(_("Bisheriges Passwort"), ""), password1=(NEW, GOOD_PASSWORD), password2=(AGAIN, ""))


class SetPasswordForm(allauth.SetPasswordForm):  # type: ignore[misc] # as above
    """A first password for somebody who had none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, password1=(NEW, GOOD_PASSWORD), password2=(AGAIN, ""))


class ReauthenticateForm(allauth.ReauthenticateForm):  # type: ignore[misc] # as above
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, password=(PASSWORD, ""))


class AddEmailForm(allauth.AddEmailForm):  # type: ignore[misc] # as above
    """The new mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        reword(self, email=(_("Neue E-Mail-Adresse"), _("Sie gilt erst, wenn Sie sie bestätigt haben.")))
