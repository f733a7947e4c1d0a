"""What accounts themselves keep about people, for the page „Meine Daten“."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _

from quartier.portal.accounts.access import roles_of
from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.permissions import GIVEN
from quartier.portal.accounts.privacy import Data


def account(user: User) -> Data:
    """The account itself."""
    return {
        _("E-Mail-Adresse"): user.email,
        _("Vorname"): user.first_name,
        _("Nachname"): user.last_name,
        _("Angelegt"): user.date_joined,
        _("Zuletzt angemeldet"): user.last_login,
        _("Passwort gesetzt"): user.has_usable_password(),
        _("Rollen"): sorted(str(role.label) for role in roles_of(user) if role in GIVEN),
    }


def addresses(user: User) -> Data:
    """Mail addresses, confirmed or not."""
    rows = EmailAddress.objects.filter(user=user).order_by("email")
    return [{_("E-Mail-Adresse"): row.email, _("Bestätigt"): row.verified} for row in rows]


def factors(user: User) -> Data:
    """Passkeys, apps and recovery codes, without their secrets."""
    rows = Authenticator.objects.filter(user=user).order_by("created_at")
    return [
        {_("Art"): row.get_type_display(), _("Angelegt"): row.created_at, _("Zuletzt benutzt"): row.last_used_at}
        for row in rows
    ]


def connections(user: User) -> Data:
    """Logins through other organisations."""
    rows = SocialAccount.objects.filter(user=user)
    return [
        {_("Stelle"): row.provider, _("Kennung"): row.uid, _("Angaben"): row.extra_data, _("Seit"): row.date_joined}
        for row in rows
    ]


def actions(user: User) -> Data:
    """What somebody did as a member of staff."""
    rows = AuditEntry.objects.filter(actor=user)
    return [{_("Wann"): row.at, _("Was"): row.action, _("Womit"): row.target or row.target_id} for row in rows]


def nothing(_user: User) -> None:
    """These rows go with the account."""
