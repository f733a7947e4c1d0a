"""Administrators find people, give and take roles, lock accounts and help; nobody else gets there."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from people import make_person
from pytest_django import DjangoAssertNumQueries

from quartier.portal.accounts import people
from quartier.portal.accounts.access import has_second_factor
from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.permissions import GIVEN, Role
from quartier.portal.accounts.roles import RoleError

pytestmark = pytest.mark.django_db
OTHERS = [None, *(role for role in GIVEN if role is not Role.ADMINISTRATOR)]


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("path", ["", "{pk}/"])
def test_others_see_no_people(client: Client, person: User, role: Role | None, path: str) -> None:
    client.force_login(make_person(*([role] if role else [])))

    assert client.get("/konto/personen/" + path.format(pk=person.pk)).status_code == 403


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("act", ["rolle-geben", "rolle-nehmen", "sperren", "entsperren", "schutz-zuruecksetzen"])
def test_others_change_nobody(client: Client, person: User, role: Role | None, act: str) -> None:
    client.force_login(make_person(*([role] if role else [])))
    response = client.post(f"/konto/personen/{person.pk}/{act}/", {"role": "administrator"})

    assert (response.status_code, person.memberships.count(), actions()) == (403, 0, [])


def test_services_ask_as_well(person: User) -> None:
    for act in (people.lock, people.unlock, people.remove_second_factor):
        with pytest.raises(PermissionDenied):
            act(person, actor=make_person(Role.EDITOR))


def test_find(as_administrator: Client) -> None:
    make_person(Role.EDITOR, email="berta@example.org")
    locked = make_person(email="carl@example.org", active=False)
    User.objects.filter(pk=locked.pk).update(first_name="Carl", last_name="Müller")

    def found(**choice: str) -> list[str]:
        page = as_administrator.get("/konto/personen/", choice).context["page"]
        return [person.email for person in page]

    assert found() == ["berta@example.org", "carl@example.org", "chefin@example.org"]
    assert found(q="carl müller") == found(only="locked") == ["carl@example.org"]
    assert found(role="editor") == ["berta@example.org"]
    assert found(only="staff") == ["berta@example.org", "chefin@example.org"]
    assert found(q="niemand") == []
    assert found(q="x" * 101) == found(role="emperor") == found()


@pytest.mark.parametrize("page", ["0", "x", "999", "-1"])
def test_strange_page_numbers(as_administrator: Client, page: str) -> None:
    assert as_administrator.get("/konto/personen/", {"page": page}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(as_administrator: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(rows):
        make_person(Role.EDITOR)
    # session, person, roles, second factor, number of people, people, their roles
    with django_assert_num_queries(7):
        as_administrator.get("/konto/personen/")


def test_give_and_take(as_administrator: Client, person: User) -> None:
    path = f"/konto/personen/{person.pk}/"
    page = as_administrator.post(f"{path}rolle-geben/", {"role": "editor"}, follow=True).text
    assert ("Die Rolle ist gegeben." in page, "gegeben von chefin@example.org" in page) == (True, True)
    as_administrator.post(f"{path}rolle-nehmen/", {"role": "editor"})

    assert actions() == ["role.granted", "role.revoked"]


@pytest.mark.parametrize("role", ["", "reader", "emperor", "editor\0"])
def test_strange_roles_are_refused(as_administrator: Client, person: User, role: str) -> None:
    page = as_administrator.post(f"/konto/personen/{person.pk}/rolle-geben/", {"role": role}, follow=True)

    assert ("Bitte wählen Sie eine Rolle." in page.text, person.memberships.count()) == (True, 0)


def test_locking_ends_sessions(as_administrator: Client, as_person: Client, person: User) -> None:
    as_administrator.post(f"/konto/personen/{person.pk}/sperren/")
    assert as_person.get("/konto/").status_code == 302
    as_administrator.post(f"/konto/personen/{person.pk}/entsperren/")
    person.refresh_from_db()

    assert (person.is_active, actions()) == (True, ["person.locked", "person.unlocked"])


def test_the_last_administrator_is_not_locked(as_administrator: Client, administrator: User) -> None:
    page = as_administrator.post(f"/konto/personen/{administrator.pk}/sperren/", follow=True)
    administrator.refresh_from_db()

    assert ("letzte Person" in page.text, administrator.is_active) == (True, True)
    with pytest.raises(RoleError):
        people.lock(administrator, actor=administrator)


def test_help_after_a_lost_phone(as_administrator: Client) -> None:
    editor, browser = make_person(Role.EDITOR), Client()
    browser.force_login(editor)
    as_administrator.post(f"/konto/personen/{editor.pk}/schutz-zuruecksetzen/")

    assert not has_second_factor(User.objects.get(pk=editor.pk))
    assert browser.get("/konto/").status_code == 302
    assert actions() == ["person.second_factor_removed"]


def test_unknown_person(as_administrator: Client) -> None:
    assert as_administrator.get("/konto/personen/999999/").status_code == 404
