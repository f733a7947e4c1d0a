"""Addresses of login, sign-up, password and second factor: allauth's views under German names."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import path, re_path

urlpatterns = [
    path("anmelden/", account.login, name="account_login"),
    path("anmelden/code/", account.request_login_code, name="account_request_login_code"),
    path("anmelden/code/eingeben/", account.confirm_login_code, name="account_confirm_login_code"),
    path("anmelden/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("anmelden/zweiter-schritt/", mfa.authenticate, name="mfa_authenticate"),
    path("abmelden/", account.logout, name="account_logout"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("registrieren/", account.signup, name="account_signup"),
    path("noch-einmal/passwort/", account.reauthenticate, name="account_reauthenticate"),
    path("noch-einmal/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("noch-einmal/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("e-mail/", account.email, name="account_email"),
    path("bestaetigen/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^bestaetigen/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("passwort/aendern/", account.password_change, name="account_change_password"),
    path("passwort/setzen/", account.password_set, name="account_set_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("passwort/vergessen/gesendet/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("passwort/neu/fertig/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("schutz/", mfa.index, name="mfa_index"),
    path("schutz/app/einrichten/", totp.activate_totp, name="mfa_activate_totp"),
    path("schutz/app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("schutz/ersatzcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("schutz/ersatzcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("schutz/ersatzcodes/laden/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("schutz/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("schutz/passkeys/neu/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("schutz/passkeys/<int:pk>/entfernen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("schutz/passkeys/<int:pk>/umbenennen/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("verbinden/", social.connections, name="socialaccount_connections"),
    path("verbinden/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("verbinden/fehler/", social.login_error, name="socialaccount_login_error"),
    path("verbinden/registrieren/", social.signup, name="socialaccount_signup"),
]
