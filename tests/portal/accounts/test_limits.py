"""Who tries too often waits; counted for all workers, by an address that is not kept in the clear."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache, caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from people import make_person
from pytest_django import DjangoAssertNumQueries

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import client_key, limited

pytestmark = pytest.mark.django_db


@limited("test", "2/m")
def view(_request: HttpRequest) -> HttpResponse:
    """A form that may be sent twice a minute."""
    return HttpResponse("ja")


def post(address: str = "192.0.2.1", **headers: str) -> HttpResponse:
    request = RequestFactory().post("/x/", REMOTE_ADDR=address, headers=headers)
    response = view(request)
    assert isinstance(response, HttpResponse)
    return response


def test_third_time_is_one_too_many() -> None:
    codes = [post().status_code for _ in range(3)]
    waiting = post()

    assert codes == [200, 200, 429]
    assert 1 <= int(waiting["Retry-After"]) <= 60
    assert "Bitte warten Sie einen Moment" in waiting.text
    assert post("192.0.2.2").status_code == 200
    assert view(RequestFactory().get("/x/")).status_code == 200


@limited("local", "2/m", method="GET", shared=False)
def light(_request: HttpRequest) -> HttpResponse:
    """A page that may be asked for twice a minute of each worker."""
    return HttpResponse("ja")


def test_light_pages_are_counted_without_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cache.clear()
    with django_assert_num_queries(0):
        answers = [light(RequestFactory().get("/x/")) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert light(RequestFactory().get("/x/", REMOTE_ADDR="192.0.2.2")).status_code == 200
    assert light(RequestFactory().post("/x/")).status_code == 200


def test_search_is_limited(client: Client, site: None) -> None:  # noqa: ARG001 - the search asks Wagtail
    cache.clear()
    codes = [client.get("/suche/").status_code for _ in range(121)]

    assert codes == [200] * 120 + [429]


def test_many_visitors_do_not_push_one_another_out() -> None:
    assert settings.CACHES["shared"]["OPTIONS"] == {"MAX_ENTRIES": 50_000}


def test_other_addresses_of_one_ipv6_network_count_together() -> None:
    codes = [post(f"2001:db8::{number}").status_code for number in range(1, 4)]

    assert codes == [200, 200, 429]
    assert post("2001:db8:0:1::1").status_code == 200


def test_a_header_that_anybody_can_write_changes_nothing() -> None:
    assert [post(x_forwarded_for=f"198.51.100.{number}").status_code for number in range(3)] == [200, 200, 429]


def test_behind_a_proxy_the_last_address_counts(settings: Any) -> None:  # noqa: ANN401 - pytest-django's
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert [post(x_forwarded_for=f"made.up, 198.51.100.{n}").status_code for n in range(3)] == [200] * 3
    assert [post(x_forwarded_for=f"{n}, 203.0.113.9").status_code for n in range(3)] == [200, 200, 429]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert post("192.0.2.77", x_forwarded_for="203.0.113.9").status_code == 200


@pytest.mark.parametrize("address", ["", "unknown", "192.0.2.1", "2001:db8::1"])
def test_key_tells_no_address(address: str) -> None:
    key = client_key(RequestFactory().get("/", REMOTE_ADDR=address))

    assert (len(key), address in key) == (32, address == "")


def sent(path: str, count: int, **data: str) -> list[int]:
    """The answers to the same form, sent by new visitors from one address."""
    return [Client().post(path, data).status_code for _ in range(count)]


def test_sign_up_is_limited(client: Client) -> None:
    codes = [
        client.post("/konto/registrieren/", {"email": f"n{n}@example.org", "password1": "vier lange worte"}).status_code
        for n in range(11)
    ]

    assert (codes, User.objects.count(), len(mail.outbox)) == ([302] * 10 + [429], 10, 10)


def test_mails_to_one_address_are_limited(person: User) -> None:
    """Whether or not it has an account."""
    for address in (person.email, "nobody@example.org"):
        mail.outbox.clear()
        caches["shared"].clear()
        sent("/konto/passwort/vergessen/", 5, email=address)
        assert len(mail.outbox) == 3
        mail.outbox.clear()
        sent("/konto/anmelden/code/", 5, email=address)
        assert len(mail.outbox) == 3


def test_passwords_cannot_be_tried_out(person: User) -> None:
    """Five times for one account from anywhere; the right one does not help any more then."""
    for number in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/konto/anmelden/", {"login": person.email, "password": "x"})
    browser = Client(REMOTE_ADDR="192.0.2.99")
    page = browser.post("/konto/anmelden/", {"login": person.email, "password": "richtig-pferd-batterie"})

    assert "zu viele Versuche" in page.text
    assert "_auth_user_id" not in browser.session


def test_one_visitor_cannot_try_many_accounts(client: Client) -> None:
    pages = [client.post("/konto/anmelden/", {"login": make_person().email, "password": "x"}).text for _ in range(21)]

    assert ["zu viele Versuche" in page for page in pages] == [False] * 20 + [True]


def test_limit_page_is_ours(client: Client) -> None:
    sent("/konto/passwort/vergessen/", 3, email="a@example.org")
    page = client.post("/konto/passwort/vergessen/", {"email": "a@example.org"})

    assert (page.status_code, "Bitte warten Sie einen Moment" in page.text) == (429, True)
    assert page["Retry-After"] == "60"


def test_keys_of_the_cache_hold_no_address(client: Client, person: User) -> None:
    client.post("/konto/anmelden/", {"login": person.email, "password": "x"}, REMOTE_ADDR="198.51.100.7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM quartier_cache")
        rows = repr(cursor.fetchall())

    assert "login_failed" in rows
    assert not any(word in rows for word in ("198.51.100.7", "anna@example.org"))
