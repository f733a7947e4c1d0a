"""What is due is deleted, twice the same, and docs/privacy.md names every period."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from people import make_person

from quartier.portal.accounts import deletion, expiry
from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.permissions import Role
from quartier.portal.accounts.services import record, register_deletion

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
DOCUMENT = Path(__file__).parents[3] / "docs/privacy.md"


def run(key: str, now: dt.datetime = NOW) -> int:
    return next(one.run(now) for one in deletion.deletions() if one.key == key)


def joined(days: float, *, email: str, last_login: float | None = None) -> User:
    """Somebody whose account is so many days old."""
    user = User.objects.create_user(email)
    seen = None if last_login is None else NOW - dt.timedelta(days=last_login)
    User.objects.filter(pk=user.pk).update(date_joined=NOW - dt.timedelta(days=days), last_login=seen)
    return user


def left() -> set[str]:
    return set(User.objects.values_list("email", flat=True))


def test_unconfirmed_accounts_go_after_14_days() -> None:
    joined(14.1, email="old@example.org")
    joined(13.9, email="young@example.org")
    joined(400, email="used@example.org", last_login=1)
    confirmed = make_person(email="confirmed@example.org")
    User.objects.filter(pk=confirmed.pk).update(date_joined=NOW - dt.timedelta(days=400))

    assert (run("accounts.unconfirmed"), run("accounts.unconfirmed")) == (1, 0)
    assert left() == {"young@example.org", "used@example.org", "confirmed@example.org"}


def test_unused_accounts_are_warned_and_go_30_days_later() -> None:
    joined(900, email="away@example.org", last_login=731)
    joined(900, email="nearly@example.org", last_login=701)
    joined(900, email="here@example.org", last_login=699)
    assert (run("accounts.unused"), run("accounts.unused")) == (0, 0)
    assert sorted(message.to[0] for message in mail.outbox) == ["away@example.org", "nearly@example.org"]
    assert "25.12.2026" in str(mail.outbox[0].body)

    assert run("accounts.unused", NOW + dt.timedelta(days=29)) == 0
    later = NOW + dt.timedelta(days=31)
    assert (run("accounts.unused", later), run("accounts.unused", later)) == (2, 0)
    assert left() == {"here@example.org"}


def test_who_comes_back_stays_and_is_warned_again_in_time() -> None:
    user = joined(900, email="away@example.org", last_login=731)
    run("accounts.unused")
    User.objects.filter(pk=user.pk).update(last_login=NOW + dt.timedelta(days=5))
    run("accounts.unused", NOW + dt.timedelta(days=40))
    user.refresh_from_db()

    assert (user.warned, len(mail.outbox)) == (None, 1)
    run("accounts.unused", NOW + dt.timedelta(days=5 + 701))
    assert len(mail.outbox) == 2


def test_the_last_administrator_is_kept() -> None:
    administrator = make_person(Role.ADMINISTRATOR)
    long_ago = NOW - dt.timedelta(days=2000)
    User.objects.filter(pk=administrator.pk).update(date_joined=long_ago, warned=long_ago)

    assert (run("accounts.unused"), left()) == (0, {administrator.email})


def test_sessions_go_when_they_are_over() -> None:
    for days in (-1, 1):
        Session.objects.create(
            session_key=str(days), session_data=SessionStore().encode({}), expire_date=NOW + dt.timedelta(days)
        )

    assert (run("accounts.sessions"), list(Session.objects.values_list("pk", flat=True))) == (1, ["1"])


def test_audit_log_is_kept_two_years() -> None:
    record(actor=None, action="test.done")
    soon = timezone.now() + expiry.AUDIT_LOG - dt.timedelta(minutes=1)

    assert run("accounts.audit_log", soon) == 0
    assert run("accounts.audit_log", soon + dt.timedelta(minutes=2)) == 1
    assert AuditEntry.objects.count() == 0


def test_one_failure_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_now: dt.datetime) -> int:
        raise RuntimeError("disk full")

    monkeypatch.setattr(deletion, "_DELETIONS", {})
    register_deletion("b", "Zweites", lambda _now: 7)
    register_deletion("a", "Erstes", fail)

    assert [(one.key, count) for one, count in deletion.run_all()] == [("a", None), ("b", 7)]


def test_document_names_every_period() -> None:
    assert deletion.table() in DOCUMENT.read_text(encoding="utf-8"), (
        "put the table that `django-admin delete_expired --table` prints into docs/privacy.md"
    )


def test_every_period_is_named() -> None:
    assert [one.key for one in deletion.deletions() if not one.after or not one.description] == []
