"""Staff pages work only with a passkey or an authenticator app; both are asked for at login."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.test import Client
from people import PASSWORD, SECRET, add_second_factor, make_person

from quartier.portal.accounts.access import SecondFactorMissingError, has_second_factor, require
from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.permissions import CREATE_PROJECT, EDIT_NEWS, STAFF, Role

pytestmark = pytest.mark.django_db
SET_UP = "/konto/schutz/noetig/"


def code(steps: int = 0) -> str:
    return str(auth.format_hotp_value(auth.hotp_value(SECRET, int(time.time()) // 30 + steps)))


def prove(client: Client) -> None:
    """The password once more, before something that matters."""
    client.post("/konto/noch-einmal/passwort/", {"password": PASSWORD})


@pytest.mark.parametrize(
    "path",
    ["schutz/app/einrichten/", "schutz/app/entfernen/", "schutz/passkeys/neu/", "schutz/ersatzcodes/neu/", "loeschen/"],
)
def test_what_matters_asks_for_the_password_again(client: Client, path: str) -> None:
    client.force_login(make_person(Role.EDITOR))

    assert client.get(f"/konto/{path}")["Location"].startswith("/konto/noch-einmal/passwort/?next=")


@pytest.mark.parametrize("role", STAFF)
def test_no_editors_page_without_second_factor(client: Client, site: None, role: Role) -> None:  # noqa: ARG001 - Wagtail needs it
    client.force_login(make_person(role, second_factor=False))
    for path in ("/redaktion/", "/redaktion/images/", "/redaktion/account/"):
        assert client.get(path)["Location"].startswith(f"{SET_UP}?next=")
    assert client.post("/redaktion/images/add/")["Location"] == SET_UP


@pytest.mark.parametrize("path", ["/konto/personen/", "/konto/protokoll/"])
def test_no_page_of_administrators_without_second_factor(client: Client, path: str) -> None:
    client.force_login(make_person(Role.ADMINISTRATOR, second_factor=False))

    assert client.get(path)["Location"].startswith(f"{SET_UP}?next=")


def test_nothing_is_done_without_second_factor(client: Client, person: User) -> None:
    client.force_login(make_person(Role.ADMINISTRATOR, second_factor=False))
    response = client.post(f"/konto/personen/{person.pk}/rolle-geben/", {"role": "editor"})

    assert (response["Location"], person.memberships.count(), AuditEntry.objects.count()) == (SET_UP, 0, 0)


def test_services_ask_too() -> None:
    editor = make_person(Role.EDITOR, second_factor=False)
    with pytest.raises(SecondFactorMissingError):
        require(editor, EDIT_NEWS)
    require(editor, CREATE_PROJECT)
    add_second_factor(editor)
    require(editor, EDIT_NEWS)


def test_recovery_codes_alone_are_no_second_factor() -> None:
    editor = make_person(Role.EDITOR, second_factor=False)
    Authenticator.objects.create(user=editor, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert not has_second_factor(editor)


def test_set_up_explains_and_leads_on(client: Client) -> None:
    editor = make_person(Role.EDITOR, second_factor=False)
    client.force_login(editor)
    page = client.get(f"{SET_UP}?next=/redaktion/")
    assert "Deshalb reicht ein Passwort nicht" in page.text
    add_second_factor(editor)

    assert client.get(SET_UP)["Location"] == "/redaktion/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example"])
def test_set_up_leads_nowhere_else(client: Client, target: str) -> None:
    client.force_login(make_person(Role.EDITOR))

    assert client.get(SET_UP, {"next": target})["Location"] == "/konto/"


def test_login_asks_for_the_code(client: Client) -> None:
    editor = make_person(Role.EDITOR)
    first = client.post("/konto/anmelden/", {"login": editor.email, "password": PASSWORD})
    assert (first["Location"], "_auth_user_id" in client.session) == ("/konto/anmelden/zweiter-schritt/", False)
    assert "Dieser Code stimmt nicht" in client.post(first["Location"], {"code": "000000"}).text
    client.post(first["Location"], {"code": code()})

    assert client.session["_auth_user_id"] == str(editor.pk)


def test_login_by_mail_code_asks_for_the_second_code_too(client: Client) -> None:
    editor = make_person(Role.EDITOR)
    client.post("/konto/anmelden/code/", {"email": editor.email})
    mailed = next(
        line for line in str(mail.outbox[0].body).splitlines() if line.replace("-", "").isalnum() and line.isupper()
    )
    response = client.post("/konto/anmelden/code/eingeben/", {"code": mailed})

    assert (response["Location"], "_auth_user_id" in client.session) == ("/konto/anmelden/zweiter-schritt/", False)


def test_a_code_works_once() -> None:
    editor, now = make_person(Role.EDITOR), code()
    wrapped = Authenticator.objects.get(user=editor).wrap()

    assert (wrapped.validate_code(now), wrapped.validate_code(now)) == (True, False)


def test_codes_cannot_be_tried_out(client: Client) -> None:
    editor = make_person(Role.EDITOR)
    client.post("/konto/anmelden/", {"login": editor.email, "password": PASSWORD})
    for number in range(8):
        response = client.post("/konto/anmelden/zweiter-schritt/", {"code": f"00000{number}"})

    assert "zu viele Versuche" in response.text


def test_staff_keep_a_second_factor(client: Client) -> None:
    editor = make_person(Role.EDITOR)
    client.post("/konto/anmelden/", {"login": editor.email, "password": PASSWORD})
    client.post("/konto/anmelden/zweiter-schritt/", {"code": code()})
    prove(client)
    response = client.post("/konto/schutz/app/entfernen/")

    assert "Mit Ihrer Rolle brauchen Sie" in response.text
    assert Authenticator.objects.filter(user=editor, type="totp").exists()


def test_setting_up_an_app(client: Client, person: User) -> None:
    client.force_login(person)
    prove(client)
    client.get("/konto/schutz/app/einrichten/")
    secret = client.session[auth.SECRET_SESSION_KEY]
    shown = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    response = client.post("/konto/schutz/app/einrichten/", {"code": shown}, follow=True)

    assert response.redirect_chain[-1][0] == "/konto/schutz/ersatzcodes/"
    assert has_second_factor(User.objects.get(pk=person.pk))


def test_wagtails_own_login_leads_to_ours(client: Client) -> None:
    assert client.get("/redaktion/login/?next=/redaktion/")["Location"] == "/konto/anmelden/?next=/redaktion/"
    assert client.post("/redaktion/login/", {"username": "x", "password": "y"})["Location"] == "/konto/anmelden/"
    assert client.get("/redaktion/password_reset/").status_code == 404
