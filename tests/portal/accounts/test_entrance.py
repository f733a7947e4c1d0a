"""Sign-up, login, code and password: they work, and tell nobody which addresses have an account."""

from __future__ import annotations

import re
import time
from statistics import median

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.test.utils import override_settings
from people import PASSWORD, make_person

from quartier.portal.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = "vier lange zufallsworte"
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')


def link(text: str) -> str:
    """The path of the first link in a mail that leads somewhere."""
    found = re.search(r"https?://[^/\s]+(/\S*konto/\S+)", text)
    assert found
    return found.group(1)


def sign_up(client: Client, email: str, password: str = NEW) -> str:
    response = client.post("/konto/registrieren/", {"email": email, "password1": password}, follow=True)
    return TOKEN.sub(r"\1", response.text)


def test_sign_up_confirm_log_in(client: Client) -> None:
    sign_up(client, "Neu@Example.org")
    user = User.objects.get(email="neu@example.org")
    assert not get_user(client).is_authenticated

    path = link(str(mail.outbox[0].body))
    assert client.get(path).status_code == 200
    assert not EmailAddress.objects.get(user=user).verified, "opening the link alone must not confirm"
    client.post(path)

    assert EmailAddress.objects.get(user=user).verified
    response = client.post("/konto/anmelden/", {"login": "neu@example.org", "password": NEW})
    assert (response.status_code, response["Location"]) == (302, "/konto/")


def test_unconfirmed_address_cannot_log_in(client: Client) -> None:
    sign_up(client, "neu@example.org")
    caught = client.post("/konto/anmelden/", {"login": "neu@example.org", "password": NEW})

    assert caught["Location"] == "/konto/bestaetigen/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("password", ["kurz", "1234567890", "passwordpassword", "anna@example.org", "x" * 257])
def test_weak_password_is_refused(client: Client, password: str) -> None:
    client.post("/konto/registrieren/", {"email": "anna@example.org", "password1": password})

    weak = password in {"kurz", "1234567890", "anna@example.org", "x" * 257}
    assert User.objects.exists() is not weak


def test_login_by_code(client: Client, person: User) -> None:
    client.post("/konto/anmelden/code/", {"email": person.email})
    code = re.search(r"^([A-Z0-9-]{6,})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code
    response = client.post("/konto/anmelden/code/eingeben/", {"code": code.group(1)})

    assert (response["Location"], client.session["_auth_user_id"]) == ("/konto/", str(person.pk))


def test_wrong_code_is_refused(client: Client, person: User) -> None:
    client.post("/konto/anmelden/code/", {"email": person.email})
    for _ in range(3):
        client.post("/konto/anmelden/code/eingeben/", {"code": "AAAA-AAAA"})

    assert "_auth_user_id" not in client.session


def test_new_password_by_link_works_once(client: Client, person: User) -> None:
    client.post("/konto/passwort/vergessen/", {"email": person.email})
    path = link(str(mail.outbox[0].body))
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    person.refresh_from_db()

    assert person.check_password(NEW)
    assert "gilt nicht mehr" in Client().get(path, follow=True).text


@pytest.mark.parametrize("language", ["", "/en"])
def test_mails_speak_the_language_of_the_page(client: Client, person: User, language: str) -> None:
    client.post(f"{language}/konto/passwort/vergessen/", {"email": person.email})

    greeting, host = ("Hello,", "/en/konto/") if language else ("Guten Tag,", "testserver/konto/")
    assert str(mail.outbox[0].body).startswith(greeting)
    assert host in str(mail.outbox[0].body)
    assert "&#" not in str(mail.outbox[0].body) + mail.outbox[0].subject


# No enumeration: the same page, the same headers, one mail, and about the same time.


def answers(address: str, step: str) -> tuple[int, str, str, int]:
    client, before = Client(), len(mail.outbox)
    posts = {
        "sign-up": ("/konto/registrieren/", {"email": address, "password1": NEW}),
        "login": ("/konto/anmelden/", {"login": address, "password": "nicht das richtige"}),
        "code": ("/konto/anmelden/code/", {"email": address}),
        "reset": ("/konto/passwort/vergessen/", {"email": address}),
    }
    path, data = posts[step]
    response = client.post(path, data, follow=True)
    text = TOKEN.sub(r"\1", response.text).replace(address, "ADDRESS")
    return response.status_code, response.request["PATH_INFO"], text, len(mail.outbox) - before


@pytest.mark.parametrize("step", ["sign-up", "login", "code", "reset"])
def test_known_and_unknown_addresses_look_the_same(person: User, step: str) -> None:
    known, unknown = answers(person.email, step), answers("nobody@example.org", step)

    assert known == unknown
    assert known[3] == (0 if step == "login" else 1)


@override_settings(
    PASSWORD_HASHERS=["slow_hasher.SlowHasher"],
    ACCOUNT_RATE_LIMITS=False,
    MFA_RATE_LIMITS=False,
)
@pytest.mark.parametrize("step", ["sign-up", "login", "code", "reset"])
def test_known_and_unknown_addresses_take_about_as_long(step: str) -> None:
    known = [make_person().email for _ in range(3)]
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    answers("warm-up@example.org", step)
    for number, address in enumerate(known):
        for kind, name in (("known", address), ("unknown", f"nobody{number}@example.org")):
            begin = time.process_time()
            answers(name, step)
            times[kind].append(time.process_time() - begin)

    fast, slow = sorted(median(values) for values in times.values())
    assert slow - fast < 0.05, "a password's hash takes longer than this: one of the two ways leaves it out"


def test_changing_to_an_address_of_somebody_else_looks_the_same(as_person: Client) -> None:
    make_person(email="other@example.org")
    texts = []
    for address in ("other@example.org", "free@example.org"):
        response = as_person.post("/konto/e-mail/", {"email": address, "action_add": ""}, follow=True)
        texts.append(TOKEN.sub(r"\1", response.text).replace(address, "ADDRESS"))

    assert texts[0] == texts[1]


# Sessions and where one goes after login.


def test_session_is_new_after_login(client: Client, person: User) -> None:
    client.get("/konto/anmelden/code/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = before = str(session.session_key)
    client.post("/konto/anmelden/", {"login": person.email, "password": PASSWORD})

    assert client.cookies["sessionid"].value != before
    assert Client(headers={"cookie": f"sessionid={before}"}).get("/konto/").status_code == 302


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_login_leads_nowhere_else(client: Client, person: User, target: str) -> None:
    response = client.post("/konto/anmelden/", {"login": person.email, "password": PASSWORD, "next": target})

    assert response["Location"] == "/konto/"


def test_login_leads_back_to_where_one_was(client: Client, person: User) -> None:
    asked = client.get("/konto/name/")
    response = client.post(asked["Location"], {"login": person.email, "password": PASSWORD, "next": "/konto/name/"})

    assert (asked["Location"], response["Location"]) == ("/konto/anmelden/?next=/konto/name/", "/konto/name/")


def test_logout_needs_a_post(as_person: Client) -> None:
    assert as_person.get("/konto/abmelden/").status_code == 200
    assert "_auth_user_id" in as_person.session
    as_person.post("/konto/abmelden/")
    assert "_auth_user_id" not in as_person.session


def test_password_change_ends_other_sessions(as_person: Client, person: User) -> None:
    other = Client()
    other.force_login(person)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    as_person.post("/konto/passwort/aendern/", data)

    assert other.get("/konto/")["Location"] == "/konto/anmelden/?next=/konto/"


def test_locked_account_cannot_log_in(client: Client) -> None:
    locked = make_person(active=False)
    response = client.post("/konto/anmelden/", {"login": locked.email, "password": PASSWORD})

    assert (response["Location"], "_auth_user_id" in client.session) == ("/konto/gesperrt/", False)
