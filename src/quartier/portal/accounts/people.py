"""What administrators do with accounts: find them, lock them, help somebody who lost the second factor."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from quartier.portal.accounts.access import Actor, require
from quartier.portal.accounts.audit import record
from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import MANAGE_PEOPLE, Role
from quartier.portal.accounts.roles import keep_an_administrator, make_administrator

ONLY = ("staff", "locked")


def find(text: str = "", role: str = "", only: str = "") -> QuerySet[User]:
    """People whose name or address holds every word, with a role, or only those who work here or are locked."""
    found = User.objects.prefetch_related("memberships").order_by("email")
    for word in text.split():
        found = found.filter(Q(email__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word))
    if role in Role.values:
        found = found.filter(memberships__role=role)
    if only == "staff":
        found = found.filter(is_staff=True)
    elif only == "locked":
        found = found.filter(is_active=False)
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=("totp", "webauthn"))
    return found.annotate(protected=Exists(factors))


@transaction.atomic
def lock(user: User, *, actor: Actor) -> None:
    """Lock an account and end its sessions; raises RoleError for the last administrator."""
    require(actor, MANAGE_PEOPLE)
    keep_an_administrator(user)
    _set_active(user, active=False)
    end_sessions(user)
    record(actor=actor, action="person.locked", target=user)


@transaction.atomic
def unlock(user: User, *, actor: Actor) -> None:
    """Open a locked account again."""
    require(actor, MANAGE_PEOPLE)
    _set_active(user, active=True)
    record(actor=actor, action="person.unlocked", target=user)


@transaction.atomic
def remove_second_factor(user: User, *, actor: Actor) -> None:
    """For somebody who lost phone and recovery codes; staff must set up a new one before they can go on."""
    require(actor, MANAGE_PEOPLE)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record(actor=actor, action="person.second_factor_removed", target=user)


@transaction.atomic
def first_administrator(email: str, password: str | None = None) -> User:
    """Make somebody administrator from the server's command line; the account is made if there is none."""
    address = email.strip().lower()
    user = User.objects.filter(email=address).first() or User.objects.create_user(address)
    if password:
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.filter(user=user, primary=True).exclude(email=address).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=address, defaults={"verified": True, "primary": True})
    make_administrator(user)
    return user


def token_of(user: User) -> tuple[str, str]:
    """The two parts of a link by which somebody chooses a password; valid once and for an hour."""
    from allauth.account.forms import default_token_generator as allauth_token  # noqa: PLC0415 - keeps start quick
    from allauth.account.utils import user_pk_to_url_str  # noqa: PLC0415 - as above

    return user_pk_to_url_str(user), allauth_token.make_token(user)


def end_sessions(user: User) -> None:
    """Log somebody out everywhere."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _set_active(user: User, *, active: bool) -> None:
    user.is_active = active
    user.cached_roles = None
    user.save(update_fields=["is_active"])
