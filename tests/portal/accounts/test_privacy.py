"""People see, take and delete everything about them; other apps add theirs."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from people import PASSWORD, add_second_factor, make_person

from quartier.portal.accounts import privacy
from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.permissions import Role
from quartier.portal.accounts.services import record, register_personal_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """What an imaginary app keeps about people."""
    kept: dict[int, str] = {}

    def burn(user: User) -> None:
        kept.pop(user.pk, None)

    monkeypatch.setattr(privacy, "_KINDS", dict(privacy._KINDS))  # noqa: SLF001 - put back after the test
    register_personal_data(
        "letters",
        "Briefe",
        export=lambda user: [{"Text": kept[user.pk]}] if user.pk in kept else [],
        delete=burn,
        kept="Briefe an andere behalten diese.",
    )
    return kept


def prove(client: Client) -> None:
    client.post("/konto/noch-einmal/passwort/", {"password": PASSWORD})


def test_everything_is_shown(as_person: Client, person: User, letters: dict[int, str]) -> None:
    letters[person.pk] = "Liebe Grüße"
    add_second_factor(person)
    page = as_person.get("/konto/meine-daten/").text

    for word in ("anna@example.org", "Passkeys und Apps", "Briefe", "Liebe Grüße", "Bestätigt"):
        assert word in page
    assert "JBSWY3DPEHPK3PXP" not in page


def test_file(as_person: Client, person: User, letters: dict[int, str]) -> None:
    letters[person.pk] = "Liebe Grüße"
    response = as_person.post("/konto/meine-daten/laden/")
    content = json.loads(zipfile.ZipFile(io.BytesIO(response.content)).read("meine-daten.json"))

    assert response["Content-Type"] == "application/zip"
    assert content["format"] == "quartier.personal-data/1"
    assert content["data"]["letters"] == [{"Text": "Liebe Grüße"}]
    assert content["data"]["account"]["E-Mail-Adresse"] == "anna@example.org"
    assert content["data"]["addresses"] == [{"E-Mail-Adresse": "anna@example.org", "Bestätigt": True}]


def test_file_holds_nobody_else(as_person: Client) -> None:
    make_person(email="other@example.org")
    packed = zipfile.ZipFile(io.BytesIO(as_person.post("/konto/meine-daten/laden/").content))

    assert b"other@example.org" not in packed.read("meine-daten.json")


def test_delete(as_person: Client, person: User, letters: dict[int, str]) -> None:
    letters[person.pk] = "Liebe Grüße"
    prove(as_person)
    page = as_person.get("/konto/loeschen/").text
    assert "Briefe an andere behalten diese." in page
    assert "Bitte bestätigen Sie" in as_person.post("/konto/loeschen/").text
    assert User.objects.filter(pk=person.pk).exists()
    after = as_person.post("/konto/loeschen/", {"sure": "on"}, follow=True)

    assert "Ihr Konto ist gelöscht." in after.text
    assert (User.objects.count(), EmailAddress.objects.count(), letters) == (0, 0, {})
    assert as_person.get("/konto/").status_code == 302


def test_deleting_leaves_no_trace_of_the_person(person: User, administrator: User) -> None:
    add_second_factor(person)
    record(actor=administrator, action="role.granted", target=person, details={"role": "editor"})
    privacy.delete_account(person)

    assert Authenticator.objects.filter(user_id=person.pk).count() == 0
    left = json.dumps(list(AuditEntry.objects.values("target", "target_type", "target_id", "details", "action")))
    assert "anna" not in left


def test_the_last_administrator_stays(as_administrator: Client, administrator: User) -> None:
    prove(as_administrator)
    page = as_administrator.post("/konto/loeschen/", {"sure": "on"})

    assert ("letzte Person" in page.text, User.objects.filter(pk=administrator.pk).exists()) == (True, True)


def test_what_staff_did_is_theirs_to_see(administrator: User, person: User) -> None:
    record(actor=administrator, action="role.granted", target=person)
    kinds = {held.kind.key: held.data for held in privacy.held_about(administrator)}

    assert isinstance(kinds["actions"], list)
    assert [entry["Was"] for entry in kinds["actions"]] == ["role.granted"]


def test_nobody_takes_roles_by_form_fields(as_person: Client, person: User) -> None:
    extra = {"is_staff": "on", "is_superuser": "on", "email": "x@example.org", "role": "administrator", "groups": "1"}
    as_person.post(
        "/konto/name/", {"first_name": "Anna", "last_name": "Groß", "memberships": "1", "password": "x", **extra}
    )
    person.refresh_from_db()

    assert (person.get_full_name(), person.email) == ("Anna Groß", "anna@example.org")
    assert (person.is_staff, person.is_superuser, person.memberships.count(), person.groups.count()) == (
        False,
        False,
        0,
        0,
    )
    assert person.check_password(PASSWORD)


def test_nobody_takes_roles_at_sign_up(client: Client) -> None:
    extra = {"is_staff": "on", "is_superuser": "1", "is_active": "1", "memberships": "administrator", "verified": "on"}
    data = {"email": "neu@example.org", "password1": "vier lange zufallsworte", **extra}
    client.post("/konto/registrieren/", data)
    user = User.objects.get()

    assert (user.is_staff, user.is_superuser, user.memberships.count()) == (False, False, 0)
    assert not EmailAddress.objects.get().verified


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_overview_shows_what_is_open(client: Client, role: Role) -> None:
    client.force_login(make_person(role))
    page = client.get("/konto/").text

    assert ("Redaktion öffnen" in page, "Personen und Rollen" in page) == (True, role is Role.ADMINISTRATOR)
