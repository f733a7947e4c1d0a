"""An account in a real browser: sign-up, mail, passkey, authenticator app, no JavaScript, administrators."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal import auth
from browsing import NARROW, WIDE, Visitors, axe, screenshot, too_wide
from django.core import mail
from django.core.cache import caches
from html_check import html_errors
from people import PASSWORD, SECRET, make_person
from playwright.sync_api import Page

from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import Role
from quartier.portal.accounts.services import record

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = pytest.mark.parametrize(
    ("width", "language", "theme"), [(WIDE, "de", "light"), (NARROW, "en", "dark")], ids=["wide", "narrow"]
)
NEW = "vier lange zufallsworte"


@pytest.fixture(autouse=True)
def nothing_counted(transactional_db: None) -> None:  # noqa: ARG001 - the table of the cache must be there
    """Every test begins with no attempt counted."""
    caches["shared"].clear()


def send(page: Page, **values: str) -> None:
    """Fill in the page's form and send it."""
    for name, value in values.items():
        page.fill(f"#id_{name}", value)
    page.click("form.q-form button[type=submit]")
    page.wait_for_load_state()


def looked_at(page: Page, name: str, width: int) -> list[str]:
    """What is wrong with a page as it stands."""
    html = page.content()  # before axe and the camera touch the page
    screenshot(page, f"account-{name}-{width}")
    return [*axe(page), *too_wide(page), *html_errors({name: html})]


def code() -> str:
    return str(auth.format_hotp_value(auth.hotp_value(SECRET, int(time.time()) // 30)))


def add_passkey_device(page: Page) -> None:
    """A device that has a passkey and says yes."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@LOOKS
def test_from_sign_up_to_a_login_by_passkey(visitors: Visitors, width: int, language: str, theme: str) -> None:
    start = "/konto" if language == "de" else "/en/konto"
    with visitors.visit(width=width, language=language, theme=theme) as page:
        add_passkey_device(page)
        page.goto(f"{start}/registrieren/")
        assert looked_at(page, "sign-up", width) == []
        send(page, email="neu@example.org", password1=NEW)
        assert looked_at(page, "sent", width) == []
        found = re.search(r"https?://\S+", str(mail.outbox[0].body))
        assert found
        page.goto(found.group())
        assert looked_at(page, "confirm", width) == []
        send(page)
        send(page, login="neu@example.org", password=NEW)
        assert looked_at(page, "overview", width) == []
        page.goto(f"{start}/schutz/passkeys/neu/")
        assert looked_at(page, "once-more", width) == []
        send(page, password=NEW)
        assert looked_at(page, "new-passkey", width) == []
        page.check("#id_passwordless")
        page.click("#mfa_webauthn_add")
        page.wait_for_url("**/ersatzcodes/")
        assert looked_at(page, "recovery-codes", width) == []
        page.goto(f"{start}/abmelden/")
        send(page)
        page.goto(f"{start}/anmelden/")
        assert looked_at(page, "login", width) == []
        page.click("#passkey_login")
        page.wait_for_url(f"**{start}/")

        assert page.inner_text("h1") == ("Mein Konto" if language == "de" else "My account")


def test_a_refused_passkey_is_told(visitors: Visitors) -> None:
    with visitors.visit() as page:
        add_passkey_device(page)
        page.goto("/konto/anmelden/")
        assert not page.is_visible("#passkey-error")
        page.click("#passkey_login")
        page.wait_for_selector("#passkey-error", state="visible")


def test_staff_set_up_an_app_without_javascript(visitors: Visitors) -> None:
    editor = make_person(Role.EDITOR, second_factor=False)
    with visitors.visit(javascript=False, width=NARROW) as page:
        page.goto("/redaktion/")
        send(page, login=editor.email, password=PASSWORD)
        assert page.inner_text("h1") == "Ihr Konto braucht einen zweiten Schutz"
        page.click("text=Authenticator-App")
        send(page, password=PASSWORD)
        secret = page.inner_text("code.q-secret").strip()
        send(page, code=str(auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))))
        assert page.inner_text("h1") == "Ersatzcodes"
        page.click("text=Weiter zu Ihrer Seite")

        assert page.url.endswith("/redaktion/")


def test_second_step_without_javascript(visitors: Visitors) -> None:
    editor = make_person(Role.EDITOR)
    with visitors.visit(javascript=False) as page:
        page.goto("/konto/anmelden/")
        assert not page.is_visible("#passkey_login")
        send(page, login=editor.email, password=PASSWORD)
        assert not page.is_visible("#mfa_webauthn_authenticate")
        send(page, code=code())

        assert page.inner_text("h1") == "Mein Konto"


@LOOKS
def test_pages_of_administrators(visitors: Visitors, width: int, language: str, theme: str) -> None:
    chief, other = make_person(Role.ADMINISTRATOR), make_person(Role.EDITOR, Role.EVENT_MANAGER)
    User.objects.filter(pk=other.pk).update(first_name="Berta", last_name="Beispiel")
    record(actor=chief, action="role.granted", target=other, details={"role": "editor"})
    start = "/konto" if language == "de" else "/en/konto"
    with visitors.visit(width=width, language=language, theme=theme) as page:
        visitors.let_in(page, chief)
        for name in (
            "",
            "personen/",
            f"personen/{other.pk}/",
            "protokoll/",
            "schutz/",
            "meine-daten/",
            "e-mail/",
            "name/",
        ):
            page.goto(f"{start}/{name}")
            assert looked_at(page, f"admin-{name.strip('/').replace('/', '-')}", width) == []
