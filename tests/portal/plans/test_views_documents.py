"""The documents of the chosen plan: written by the worker, downloaded one by one or together; the calendar."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings
from tests.portal.plans.conftest import Store

from quartier.portal.plans import services
from quartier.portal.plans.models import PlanChoice, PlanJob, State
from quartier.portal.projects import services as projects

NOBODY = AnonymousUser()
POLL = {"HX-Request": "true", "HX-Target": "plan-progress"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def address(access: projects.Access, rest: str = "") -> str:
    return f"/foerderbaukasten/{access.key}/unterlagen/{rest}"


def act(client: Client, access: projects.Access, action: str, **values: str) -> str:
    page = f"/foerderbaukasten/{access.key}/plan/tun/"
    return client.post(page, {"action": action, **values}, follow=True).content.decode()


@pytest.fixture
def shop(store: Store) -> projects.Access:
    return store("dorfladen")


def test_every_document_can_be_downloaded(client: Client, shop: projects.Access) -> None:
    text = client.get(address(shop)).content.decode()
    links = re.findall(r'href="([^"]+/unterlagen/datei/[^"]+)"', text)

    assert len(links) >= 8
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        assert response["Content-Disposition"] == f'attachment; filename="{link.rpartition("/")[2]}"'
    assert client.get(next(link for link in links if link.endswith("docx")))["Content-Type"] == DOCX
    assert client.get(next(link for link in links if link.endswith("pdf"))).content.startswith(b"%PDF")


def test_all_together(client: Client, shop: projects.Access) -> None:
    response = client.get(address(shop, "alle/"))

    assert response["Content-Type"] == "application/zip"
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+-entwurf\.zip"', response["Content-Disposition"])
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        assert any(name.endswith("/README.txt") for name in archive.namelist())


@pytest.mark.parametrize("name", ["unsinn.pdf", "..", "README", "%00.pdf", "dorfladen"])
def test_there_are_no_other_files(client: Client, shop: projects.Access, name: str) -> None:
    assert client.get(address(shop, f"datei/{name}")).status_code == 404


@pytest.mark.parametrize("page", ["", "alle/", "datei/03-termine.ics"])
def test_strangers_find_nothing(client: Client, shop: projects.Access, page: str) -> None:
    assert client.get(address(shop, page).replace(shop.key, "x" * 24)).status_code == 404


def test_days_of_the_council_change_the_dates(client: Client, shop: projects.Access) -> None:
    client.get(address(shop))
    text = act(client, shop, "dates", **{"d-0": "2026-06-09", "d-1": "2026-05-05", "d-2": "2026-05-05"})

    assert "Sitzungstage sind gespeichert" in text
    assert services.choice_of(shop).council_dates == ["2026-05-05", "2026-06-09"]
    written = PlanJob.objects.filter(kind="papers")
    assert {tuple(job.options["dates"]) for job in written} == {(), ("2026-05-05", "2026-06-09")}
    assert "Bitte geben Sie die Tage so ein" in act(client, shop, "dates", **{"d-0": "gestern"})
    assert services.choice_of(shop).council_dates == ["2026-05-05", "2026-06-09"]


def test_the_calendar_has_a_secret_address_that_can_be_renewed(client: Client, shop: projects.Access) -> None:
    assert "Geheime Adresse" not in client.get(address(shop)).content.decode()
    text = act(client, shop, "feed")
    first = urlsplit(re.findall(r'value="(http[^"]+\.ics)"', text)[0]).path
    assert shop.key not in first

    response = client.get(first)
    assert response["Content-Type"].startswith("text/calendar")
    assert response["Content-Disposition"].startswith("inline")
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) > 0
    act(client, shop, "feed")
    assert client.get(first).status_code == 404


def test_readers_see_documents_but_not_the_address(client: Client, shop: projects.Access) -> None:
    act(client, shop, "feed")
    reader = projects.open_project(shop.project.read_key, actor=NOBODY)
    text = client.get(address(reader)).content.decode()

    assert "Geheime Adresse" not in text
    assert PlanChoice.objects.get().feed_key not in text
    assert "datei/" in text
    assert client.post(f"/foerderbaukasten/{reader.key}/plan/tun/", {"action": "feed"}).status_code == 403


def test_documents_are_for_the_chosen_plan(client: Client, store: Store) -> None:
    access = store("dorfgemeinschaftshaus")
    services.ask(access, actor=NOBODY)
    services.choose_goal(access, "safest", actor=NOBODY)
    text = client.get(address(access)).content.decode()

    assert text.count("04-antrag-") == 2
    assert "noch keinen Plan gewählt" not in text


def test_without_a_plan_there_are_none(client: Client, store: Store) -> None:
    access = store("dorfgemeinschaftshaus", choose={"only": ["bund-dsee-transform-d"]})

    assert "Nachsehen, was im Weg steht" in client.get(address(access)).content.decode()
    assert client.get(address(access, "alle/")).status_code == 404


def test_progress_is_told_while_they_are_written(client: Client, shop: projects.Access, settings: Settings) -> None:
    services.ask(shop, actor=NOBODY)
    settings.PLANS_SOLVER = "worker"
    text = client.get(address(shop)).content.decode()
    assert 'http-equiv="refresh"' in text

    PlanJob.objects.filter(kind="papers").update(state=State.RUNNING, stage="3/11")
    part = client.get(address(shop), headers=POLL).content.decode()
    assert 'max="11" value="3"' in part
    assert client.get(address(shop, "alle/")).status_code == 303
    PlanJob.objects.filter(kind="papers").update(state=State.FAILED, message="Nein.")
    assert client.get(address(shop), headers=POLL)["HX-Refresh"] == "true"
    assert "Nein." in client.get(address(shop)).content.decode()


def test_the_page_is_loaded_anew_once_they_are_written(client: Client, shop: projects.Access) -> None:
    client.get(address(shop))
    response = client.get(address(shop), headers=POLL)

    assert (response["HX-Refresh"], response.content) == ("true", b"")


def test_a_calendar_that_is_not_ready_says_when_to_come_back(
    client: Client, shop: projects.Access, settings: Settings
) -> None:
    choice = services.renew_feed(shop, actor=NOBODY)
    settings.PLANS_SOLVER = "worker"
    response = client.get(f"/kalender/{choice.feed_key}.ics")

    assert (response.status_code, response["Retry-After"]) == (503, "60")
