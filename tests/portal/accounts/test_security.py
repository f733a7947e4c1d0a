"""What must hold for every address: tokens on forms, headers, no foreign hosts, no climbing out of folders."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.core import mail
from django.test import Client
from people import PASSWORD, make_person
from routes import Route, routes

from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import Role

pytestmark = pytest.mark.django_db
ROUTES = list(routes())
OURS = [route for route in ROUTES if route.path.startswith(("/konto/", "/oidc/"))]
# Forms that need no token, with the reason in the view: the theme leaves pages without a cookie so that they can be
# kept; programs call the API without a session; mail programs end reminders with one request.
WITHOUT_TOKEN = ("/darstellung/", "/api/", "/erinnerungen/1-x/beenden/")


def named(route: Route) -> str:
    return f"{route.name} {route.path}"


def test_addresses_are_found() -> None:
    paths = {route.path for route in ROUTES}

    assert {"/", "/konto/anmelden/", "/konto/personen/1/sperren/", "/konto/bestaetigen/1-x/", "/darstellung/"} <= paths
    assert len(OURS) > 45


def test_only_these_forms_need_no_token() -> None:
    exempt = {route.path for route in ROUTES if getattr(route.view, "csrf_exempt", False)}

    assert sorted(path for path in exempt if not path.startswith(WITHOUT_TOKEN)) == []


@pytest.mark.parametrize("route", OURS, ids=named)
def test_no_form_works_without_token(route: Route) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person(Role.ADMINISTRATOR))
    response = client.post(route.path, {"sure": "on", "role": "editor"})

    assert (response.status_code, "Das Formular ist abgelaufen" in response.text) == (403, True)


@pytest.mark.parametrize("route", OURS, ids=named)
@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_every_page_answers(route: Route, role: Role | None) -> None:
    """No address fails, whoever asks and however; what changes something does not do so on GET."""
    client = Client()
    if role:
        client.force_login(make_person(role))
    before = User.objects.count()
    codes = [
        client.get(route.path).status_code,
        client.put(route.path).status_code,
        client.delete(route.path).status_code,
    ]

    assert all(code in {200, 302, 401, 403, 404, 405} for code in codes)
    assert User.objects.count() == before


@pytest.mark.parametrize("route", [route for route in OURS if "{" not in route.path], ids=named)
def test_headers(route: Route) -> None:
    headers = Client().get(route.path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";") if part.strip())

    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert (policy["frame-ancestors"], policy["base-uri"], policy["form-action"]) == ("'none'", "'none'", "'self'")
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


# Not a page, or answered before any is made (probes, redirects); or a page that other sites may show in theirs.
NOT_PAGES = ("/-/", "/redaktion/login/", "/x", "/einbetten/")


@pytest.mark.parametrize("route", [route for route in ROUTES if route not in OURS], ids=named)
@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
@pytest.mark.usefixtures("site")
def test_every_other_address_answers_with_the_same_headers(route: Route, role: Role | None) -> None:
    client = Client()
    if role:
        client.force_login(make_person(role))
    answers = [getattr(client, method)(route.path) for method in ("get", "post", "put", "delete")]

    assert max(answer.status_code for answer in answers) < 500
    if not route.path.startswith("/-/"):
        assert "camera=()" in answers[0]["Permissions-Policy"]
    if not route.path.startswith(NOT_PAGES):
        policy = answers[0]["Content-Security-Policy"] + ";"
        assert ("script-src 'self';" in policy, "style-src 'self';" in policy) == (True, True)
        assert ("frame-ancestors 'none';" in policy, answers[0]["X-Frame-Options"]) == (True, "DENY")


PAGES = [
    "anmelden/",
    "registrieren/",
    "passwort/vergessen/",
    "anmelden/code/",
    "",
    "meine-daten/",
    "schutz/",
    "personen/",
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_accounts_hold_nothing_inline_and_are_kept_nowhere(page: str) -> None:
    client = Client()
    if page in PAGES[4:]:
        client.force_login(make_person(Role.ADMINISTRATOR))
    response = client.get(f"/konto/{page}")
    scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", response.text)

    assert (response.status_code, scripts) == (200, [])
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", response.text)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//(?!localhost)', response.text)
    assert "no-store" in response.get("Cache-Control", "")


def test_cookies_are_closed_to_scripts_and_other_sites(client: Client) -> None:
    client.get("/konto/anmelden/")
    client.post("/konto/anmelden/", {"login": make_person().email, "password": PASSWORD})
    session, token = client.cookies["sessionid"], client.cookies["csrftoken"]

    assert (session["httponly"], session["samesite"], token["samesite"]) == (True, "Lax", "Lax")


def test_behind_tls_cookies_and_pages_stay_there() -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")
    script = f"from quartier.portal import settings; print([getattr(settings, name) for name in {names!r}])"
    environment = {**os.environ, "QUARTIER_URL": "https://quartier.example", "QUARTIER_SECRET_KEY": "x"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter

    assert done.stdout.strip() == "[True, True, 31536000, False]"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example"])
def test_foreign_hosts_are_refused(client: Client, host: str) -> None:
    answers = [client.get(path, headers={"host": host}).status_code for path in ("/konto/anmelden/", "/")]

    assert answers == [400, 400]


def test_mail_names_no_foreign_host(client: Client) -> None:
    response = client.post(
        "/konto/passwort/vergessen/", {"email": "a@example.org"}, headers={"x-forwarded-host": "evil.example"}
    )

    assert response.status_code == 302
    assert "evil.example" not in str(mail.outbox[0].body)


CLIMBING = [
    "../settings.py",
    "..%2f..%2fsecret_key",
    "%2e%2e/%2e%2e/secret_key",
    "....//secret_key",
    "/etc/passwd",
    "..\\secret_key",
    "x%00.png",
]


@pytest.mark.parametrize(
    "folder", ["/static/", "/media/", "/mediathek/", "/programme/", "/foerderbaukasten/", "/-/", "/documents/"]
)
@pytest.mark.parametrize("name", CLIMBING)
def test_nothing_outside_a_folder_is_served(client: Client, site: None, folder: str, name: str) -> None:  # noqa: ARG001 - Wagtail needs it
    response = client.get(folder + name)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined] # only of files

    assert response.status_code in {301, 302, 400, 404}
    assert b"root:" not in body
    assert b"INSTALLED_APPS" not in body


@pytest.mark.parametrize(
    "path", ["/konto/", "/konto/name/", "/konto/meine-daten/", "/konto/loeschen/", "/konto/schutz/", "/konto/e-mail/"]
)
def test_own_pages_ask_for_login(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"/konto/anmelden/?next={path}"


def test_texts_of_people_are_shown_as_text(as_administrator: Client) -> None:
    user = make_person(email="anna@example.org")
    User.objects.filter(pk=user.pk).update(first_name="<script>alert(1)</script>", last_name='"><img src=x>')
    for path in ("/konto/personen/", f"/konto/personen/{user.pk}/"):
        page = as_administrator.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
