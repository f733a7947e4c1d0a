"""What accounts delete in time: unconfirmed and unused accounts, sessions, old entries of the audit log."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress, EmailConfirmation
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.privacy import delete_account
from quartier.portal.accounts.roles import RoleError

UNCONFIRMED = dt.timedelta(days=14)
UNUSED = dt.timedelta(days=730)
WARNED_BEFORE = dt.timedelta(days=30)
AUDIT_LOG = dt.timedelta(days=730)


def unconfirmed_accounts(now: dt.datetime) -> int:
    """Accounts whose address nobody confirmed."""
    confirmed = EmailAddress.objects.filter(verified=True).values("user")
    old = User.objects.filter(date_joined__lt=now - UNCONFIRMED, last_login=None, memberships=None)
    return _delete(old.exclude(pk__in=confirmed))


def unused_accounts(now: dt.datetime) -> int:
    """Warn those who were away for nearly two years; delete those who did not come back after the warning."""
    due = now - WARNED_BEFORE
    away = User.objects.annotate(seen=Coalesce("last_login", "date_joined")).filter(
        seen__lt=now - UNUSED + WARNED_BEFORE
    )
    gone = away.filter(seen__lt=now - UNUSED, warned__lte=due)
    deleted = _delete(gone)
    back = User.objects.filter(warned__isnull=False, last_login__gt=Coalesce("warned", "date_joined"))
    back.update(warned=None)
    for user in away.filter(warned=None, is_active=True):
        _warn(user, user.seen, now + WARNED_BEFORE)
        User.objects.filter(pk=user.pk).update(warned=now)
    return deleted


def sessions(now: dt.datetime) -> int:
    """Sessions that are over."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def confirmations(now: dt.datetime) -> int:
    """Links for confirming that nobody used; usually none are kept, as links carry their own signature."""
    days = dt.timedelta(days=settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS)
    old = EmailConfirmation.objects.filter(Q(created__lt=now - days) | Q(sent__lt=now - days))
    return int(old.delete()[0])


def audit_log(now: dt.datetime) -> int:
    """Entries of the audit log."""
    return AuditEntry.objects.delete_before(now - AUDIT_LOG)


def _delete(users: QuerySet[User]) -> int:
    """One by one, so that each app deletes what it keeps; the last administrator stays."""
    count = 0
    for user in users:
        try:
            delete_account(user)
        except RoleError:
            continue
        count += 1
    return count


def _warn(user: User, last: dt.datetime, until: dt.datetime) -> None:
    with translation.override("de"):
        words = {
            "last": timezone.localtime(last).date(),
            "until": timezone.localtime(until).date(),
            "login_url": settings.SITE_URL + reverse("account_login"),
            "site_url": settings.SITE_URL,
        }
        subject = render_to_string("accounts/mail/inactive_subject.txt", words).strip()
        send_mail(subject, render_to_string("accounts/mail/inactive_message.txt", words), None, [user.email])
