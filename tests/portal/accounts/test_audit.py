"""The audit log is written once, holds no names of people, and is read by administrators."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from people import make_person
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from quartier.portal.accounts.models import AppendOnlyError, AuditEntry, Membership, User
from quartier.portal.accounts.permissions import GIVEN, Role
from quartier.portal.accounts.services import record

pytestmark = pytest.mark.django_db
LOG = "/konto/protokoll/"


def test_entries_stay_as_they_are(administrator: User) -> None:
    entry = record(actor=administrator, action="test.done", target="etwas")
    entries = AuditEntry.objects.all()
    for act in (entry.save, entry.delete, entries.delete, lambda: entries.update(action="other")):
        with pytest.raises(AppendOnlyError):
            act()
    with pytest.raises(AppendOnlyError):
        entries.bulk_update([entry], ["action"])

    assert AuditEntry.objects.get().action == "test.done"


def test_people_are_named_by_number(person: User, administrator: User) -> None:
    entry = record(actor=administrator, action="test.done", target=person)

    assert (entry.target_type, entry.target_id, entry.target) == ("accounts.user", str(person.pk), "")


def test_other_objects_are_named_by_their_name(person: User) -> None:
    membership = Membership.objects.create(user=person, role=Role.EDITOR)
    entry = record(actor=None, action="test.done", target=membership, details={"n": 1})

    assert (entry.actor, entry.target_type, entry.target, entry.details) == (
        None,
        "accounts.membership",
        "anna@example.org: Redaktion",
        {"n": 1},
    )


def test_entries_outlive_the_account() -> None:
    gone = make_person(Role.EDITOR)
    record(actor=gone, action="test.done")
    gone.delete()

    assert AuditEntry.objects.get().actor is None


@pytest.mark.parametrize("role", [None, *(role for role in GIVEN if role is not Role.ADMINISTRATOR)])
def test_only_administrators_read_it(client: Client, role: Role | None) -> None:
    client.force_login(make_person(*([role] if role else [])))

    assert client.get(LOG).status_code == 403


def test_reading_and_choosing(as_administrator: Client, administrator: User, person: User) -> None:
    record(actor=administrator, action="role.granted", target=person, details={"role": "editor"})
    record(actor=person, action="other.thing", target="Zaunkönig")
    page = as_administrator.get(LOG).text
    assert [word in page for word in ("Rolle gegeben", "chefin@example.org", "Rolle: Redaktion", "Zaunkönig")] == [
        True
    ] * 4
    assert "Zaunkönig" not in as_administrator.get(LOG, {"action": "role"}).text
    assert "Rolle gegeben" not in as_administrator.get(LOG, {"person": "anna@"}).text
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    assert "Keine Einträge" in as_administrator.get(LOG, {"since": tomorrow}).text
    assert "Rolle gegeben" in as_administrator.get(LOG, {"until": timezone.localdate().isoformat()}).text


def test_wagtails_log_is_shown_there_too(as_administrator: Client, administrator: User) -> None:
    ModelLogEntry.objects.log_action(Membership.objects.get(user=administrator), "wagtail.create", user=administrator)

    assert "angelegt" in as_administrator.get(LOG, {"source": "content"}).text
    assert "Keine Einträge" in as_administrator.get(LOG, {"source": "pages"}).text


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(
    as_administrator: Client, administrator: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        record(actor=administrator, action="role.granted", target=make_person(), details={"role": "editor"})
    # session, person, roles, second factor, number of entries, entries, their people
    with django_assert_num_queries(7):
        as_administrator.get(LOG)
