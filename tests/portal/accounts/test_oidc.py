"""Login through another organisation, against a real OpenID Connect provider on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread
from people import make_person

from quartier.portal.accounts import configuration
from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import Role

pytestmark = [
    pytest.mark.django_db,
    # The provider is a development server of another project; its threads end after the test.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
LOGIN = "/oidc/anmeldung/login/"
PEOPLE = (
    Known(sub="1", claims={"email": "anna@example.org", "email_verified": True, "given_name": "Anna"}),
    Known(sub="2", claims={"email": "berta@example.org", "email_verified": False}),
    Known(sub="3", claims={"name": "Ohne Adresse"}),
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows three people."""
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def connected(provider: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> str:  # noqa: ANN401 - pytest-django's
    """As an operator sets it up."""
    for name, value in {"URL": provider, "CLIENT": "quartier", "SECRET": "geheim", "NAME": "Landes-Login"}.items():
        monkeypatch.setenv(f"QUARTIER_OIDC_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = configuration.oidc()
    return provider


def agree(client: Client, sub: str, *, process: str = "login") -> Any:  # noqa: ANN401 - the test client's response
    """Go to the provider, say who one is there, and come back."""
    there = client.post(f"{LOGIN}?process={process}")["Location"]
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}", follow=True)


def who(client: Client) -> str | None:
    number = client.session.get("_auth_user_id")
    return User.objects.get(pk=number).email if number else None


def test_nothing_is_offered_without_settings(client: Client) -> None:
    assert "Landes-Login" not in client.get("/konto/anmelden/").text
    assert client.post(LOGIN).status_code == 404


def test_offered_on_the_login_page(client: Client, connected: str) -> None:
    there = client.post(LOGIN)["Location"]

    assert "Mit Landes-Login anmelden" in client.get("/konto/anmelden/").text
    assert there.startswith(f"{connected}/oauth2/authorize?")
    for part in ("client_id=quartier", "response_type=code", "code_challenge_method=S256", "state="):
        assert part in there


@pytest.mark.usefixtures("connected")
def test_address_that_they_confirmed_opens_an_account(client: Client) -> None:
    agree(client, "1")
    user = User.objects.get()

    assert (who(client), user.first_name, user.has_usable_password()) == ("anna@example.org", "Anna", False)
    assert EmailAddress.objects.get().verified
    assert SocialToken.objects.count() == 0


@pytest.mark.usefixtures("connected")
def test_second_login_is_the_same_account(client: Client) -> None:
    agree(client, "1")
    again = Client()
    agree(again, "1")

    assert (who(again), User.objects.count()) == ("anna@example.org", 1)


@pytest.mark.usefixtures("connected")
def test_unconfirmed_address_is_confirmed_here(client: Client) -> None:
    page = agree(client, "2")

    assert (who(client), "Postfach" in page.text, mail.outbox[0].to) == (None, True, ["berta@example.org"])


@pytest.mark.usefixtures("connected")
def test_without_an_address_we_ask_for_one(client: Client) -> None:
    page = agree(client, "3")

    assert page.redirect_chain[-1][0] == "/konto/verbinden/registrieren/"
    client.post("/konto/verbinden/registrieren/", {"email": "carl@example.org"})
    assert (who(client), mail.outbox[0].to) == (None, ["carl@example.org"])


@pytest.mark.usefixtures("connected")
def test_their_account_does_not_open_an_account_of_ours(client: Client) -> None:
    """Without trust, an account here with the same address stays closed to them."""
    person = make_person(email="anna@example.org")
    agree(client, "1")

    assert (who(client), SocialAccount.objects.filter(user=person).count()) == (None, 0)


@pytest.mark.usefixtures("connected")
def test_trusted_provider_opens_it(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:  # noqa: ANN401 - as above
    person = make_person(email="anna@example.org")
    monkeypatch.setenv("QUARTIER_OIDC_TRUST_EMAIL", "1")
    settings.SOCIALACCOUNT_PROVIDERS = configuration.oidc()
    settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    agree(client, "1")

    assert (who(client), SocialAccount.objects.get().user) == ("anna@example.org", person)


@pytest.mark.usefixtures("connected")
def test_staff_need_their_second_factor_all_the_same(client: Client) -> None:
    editor = make_person(Role.EDITOR, email="editor@example.org")
    SocialAccount.objects.create(user=editor, provider="anmeldung", uid="1")
    page = agree(client, "1")

    assert (who(client), page.redirect_chain[-1][0]) == (None, "/konto/anmelden/zweiter-schritt/")


@pytest.mark.usefixtures("connected")
def test_connect_and_disconnect(as_person: Client, person: User) -> None:
    agree(as_person, "2", process="connect")
    account = SocialAccount.objects.get()
    assert account.user == person
    as_person.post("/konto/verbinden/", {"account": account.pk})

    assert SocialAccount.objects.count() == 0


@pytest.mark.usefixtures("connected")
def test_who_says_no_there_is_told_so(client: Client) -> None:
    there = client.post(LOGIN)["Location"]
    answer = requests.post(there, data={"action": "deny"}, allow_redirects=False, timeout=10).headers["Location"]
    state = there.split("state=")[1].split("&")[0]

    assert "error=access_denied" in answer
    page = client.get(f"{LOGIN}callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "abgebrochen" in page.text


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize(
    "query", [{}, {"code": "x"}, {"code": "x", "state": "y"}, {"error": "<script>"}, {"code": "\0"}]
)
def test_made_up_answers_open_nothing(client: Client, query: dict[str, str]) -> None:
    page = client.get(f"{LOGIN}callback/", query)

    assert (who(client), page.status_code) == (None, 401)
    assert "Die Anmeldung hat nicht geklappt" in page.text


@pytest.mark.usefixtures("connected")
def test_an_answer_for_somebody_else_opens_nothing(client: Client) -> None:
    there = client.post(LOGIN)["Location"]
    back = urlsplit(requests.post(there, data={"sub": "1"}, allow_redirects=False, timeout=10).headers["Location"])
    victim = Client()
    victim.get(f"{back.path}?{back.query}")

    assert who(victim) is None


def test_silent_provider_is_told(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:  # noqa: ANN401 - as above
    monkeypatch.setenv("QUARTIER_OIDC_URL", "http://localhost:9")
    settings.SOCIALACCOUNT_PROVIDERS = configuration.oidc()

    assert "Die Anmeldung hat nicht geklappt" in client.post(LOGIN).text
