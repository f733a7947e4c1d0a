"""Settings of login, second factor and login through another organisation; `portal/settings.py` takes them over."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from quartier.portal import environment as env

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:overview"
LOGOUT_REDIRECT_URL = "frame:start"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# Two weeks without a visit end a session.
SESSION_COOKIE_AGE = 14 * 24 * 3600
PASSWORD_RESET_TIMEOUT = 3600
EMAIL_TIMEOUT = 10

ACCOUNT_ADAPTER = "quartier.portal.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_FORMS = {
    "login": "quartier.portal.accounts.entrance.LoginForm",
    "signup": "quartier.portal.accounts.entrance.SignupForm",
    "request_login_code": "quartier.portal.accounts.entrance.RequestLoginCodeForm",
    "reset_password": "quartier.portal.accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "quartier.portal.accounts.entrance.ResetPasswordKeyForm",
    "change_password": "quartier.portal.accounts.entrance.ChangePasswordForm",
    "set_password": "quartier.portal.accounts.entrance.SetPasswordForm",
    "add_email": "quartier.portal.accounts.entrance.AddEmailForm",
    "confirm_login_code": "quartier.portal.accounts.entrance.ConfirmLoginCodeForm",
    "reauthenticate": "quartier.portal.accounts.entrance.ReauthenticateForm",
}
# How many proxies of the operator's stand in front; what others write into X-Forwarded-For counts for nothing.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("QUARTIER_PROXIES", "0"))
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 64
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "30/m/ip",
    "login_failed": "20/10m/ip,5/5m/key",
    "signup": "10/h/ip",
    "request_login_code": "30/h/ip,3/10m/key",
    "reset_password": "10/h/ip,3/10m/key",
    "reset_password_from_key": "20/h/ip",
    "confirm_email": "1/3m/key",
    "change_password": "5/10m/user",
    "manage_email": "10/h/user",
    "reauthenticate": "10/10m/user",
}

MFA_ADAPTER = "quartier.portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Quartier"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "quartier.portal.accounts.second_factor.AuthenticateForm",
    "reauthenticate": "quartier.portal.accounts.second_factor.ReauthenticateForm",
    "activate_totp": "quartier.portal.accounts.second_factor.ActivateForm",
    "add_webauthn": "quartier.portal.accounts.second_factor.AddKeyForm",
    "edit_webauthn": "quartier.portal.accounts.second_factor.EditKeyForm",
}
# Browsers take passkeys without TLS from the machine itself only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = urlsplit(env.text("QUARTIER_URL", "http://localhost:8000")).hostname == "localhost"

SOCIALACCOUNT_ADAPTER = "quartier.portal.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_FORMS = {"signup": "quartier.portal.accounts.entrance.SocialSignupForm"}

# Wagtail's pages log in, reset and change passwords nowhere but here.
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

RATELIMIT_USE_CACHE = "shared"
# Off only for load tests, which come from one address.
RATELIMIT_ENABLE = env.flag("QUARTIER_LIMITS", default=True)
if not RATELIMIT_ENABLE:
    ACCOUNT_RATE_LIMITS = False
    MFA_RATE_LIMITS = False
SILENCED_SYSTEM_CHECKS = [
    "django_ratelimit.E003",  # the database's cache counts atomically enough for us: one request too many harms nobody
    "django_ratelimit.W001",  # as above
]


def oidc() -> dict[str, Any]:
    """The organisation through which people may log in: `QUARTIER_OIDC_URL`, `_CLIENT`, `_SECRET`, `_NAME`.

    With `QUARTIER_OIDC_TRUST_EMAIL` a confirmed address there opens the account with the same address here.
    """
    url = env.text("QUARTIER_OIDC_URL", "")
    if not url:
        return {}
    app: dict[str, Any] = {
        "provider_id": "anmeldung",
        "name": env.text("QUARTIER_OIDC_NAME", "OpenID Connect"),
        "client_id": env.text("QUARTIER_OIDC_CLIENT", ""),
        "secret": env.text("QUARTIER_OIDC_SECRET", ""),
        "settings": {"server_url": url, "oauth_pkce_enabled": True},
    }
    trusted = env.flag("QUARTIER_OIDC_TRUST_EMAIL")
    return {"openid_connect": {"APPS": [app], "EMAIL_AUTHENTICATION": trusted, "VERIFIED_EMAIL": False}}


SOCIALACCOUNT_PROVIDERS = oidc()
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = env.flag("QUARTIER_OIDC_TRUST_EMAIL")

# The login form leads there, which the content security policy must allow.
OIDC_ORIGINS = [
    f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
    for url in [env.text("QUARTIER_OIDC_URL", ""), *env.words("QUARTIER_OIDC_ORIGINS")]
    if url
]
