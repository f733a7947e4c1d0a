"""Ordering and ending on the web."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.portal.reminders.conftest import NOBODY, changed

from quartier.portal.projects.services import Access
from quartier.portal.reminders import services
from quartier.portal.reminders.models import Reminder

pytestmark = pytest.mark.django_db


def address(access: Access, key: str = "") -> str:
    return f"/foerderbaukasten/{key or access.key}/unterlagen/erinnerungen/"


def test_order_confirm_and_end(client: Client, access: Access) -> None:
    page = client.post(address(access), {"email": "rat@example.org", "days": ["14", "3"]}, follow=True)
    assert "sehen Sie in Ihr Postfach" in page.content.decode()
    assert "noch nicht bestätigt" in page.content.decode()
    reminder = Reminder.objects.get()
    link = f"/erinnerungen/{reminder.key}/"

    assert "Ja, erinnern" in client.get(f"{link}bestaetigen/").content.decode()
    reminder.refresh_from_db()
    assert reminder.confirmed is None, "programs that open links confirm nothing"
    assert "Bestätigt" in client.post(f"{link}bestaetigen/").content.decode()
    assert "14, 3 Tage vorher" in client.get(address(access)).content.decode()

    assert "Keine Erinnerungen mehr" in client.get(f"{link}beenden/").content.decode()
    assert "Beendet" in Client(enforce_csrf_checks=True).post(f"{link}beenden/").content.decode()
    assert "Beendet" in client.get(f"{link}beenden/").content.decode()
    assert Reminder.objects.count() == 0
    assert client.get(f"{link}bestaetigen/").status_code == 404


def test_wrong_input_stays_on_the_page(client: Client, access: Access) -> None:
    response = client.post(address(access), {"email": "nobody", "days": ["5"]})

    assert response.status_code == 422
    assert 'value="nobody"' in response.content.decode()


def test_readers_see_no_addresses_and_order_nothing(client: Client, access: Access) -> None:
    services.order(access, "rat@example.org", [3], actor=NOBODY)
    reading = address(access, access.project.read_key)

    assert "rat@example.org" not in client.get(reading).content.decode()
    assert client.post(reading, {"email": "a@example.org", "days": ["3"]}).status_code == 403
    assert client.post(f"{reading}{Reminder.objects.get().pk}/").status_code == 403
    assert client.post(f"{address(access)}{Reminder.objects.get().pk}/").status_code == 302
    assert Reminder.objects.count() == 0


def test_changes_stand_on_the_page(client: Client, access: Access) -> None:
    from tests.portal.reminders.test_services import _used  # noqa: PLC0415 - the same helper

    programme = _used(access)
    with changed(lambda edition: None if edition.programme == programme else edition):
        page = client.get(address(access)).content.decode()

    assert "Seit Ihrem Plan hat sich etwas geändert" in page
    assert "steht nicht mehr im Katalog" in page


def test_the_page_needs_no_more_queries_for_more_addresses(
    client: Client, access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(address(access))
    for number in (1, 3):
        while Reminder.objects.count() < number:
            services.order(access, f"a{Reminder.objects.count()}@example.org", [3], actor=NOBODY)
        with django_assert_num_queries(9):
            client.get(address(access))
