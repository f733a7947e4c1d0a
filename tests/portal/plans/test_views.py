"""The pages of a project's plans, for owners, readers and strangers, in German and English, finished or not."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from term_links import without_term_links
from tests.portal.plans.conftest import Store

from quartier.portal.plans import services
from quartier.portal.plans.models import PlanJob, State
from quartier.portal.projects import services as projects

NOBODY = AnonymousUser()


def address(access: projects.Access, rest: str = "") -> str:
    return f"/foerderbaukasten/{access.key}/plan/{rest}"


@pytest.fixture
def village_page(store: Store) -> projects.Access:
    return store("dorfgemeinschaftshaus")


PAGES = [
    "",
    "vergleich/",
    "absage/bw-quartiersimpulse/",
    "wenig-eigenes-geld/",
    "dauerhaft/",
    "sicher/",
    "wenig-eigenes-geld/zuschuss/1/",
    "wenig-eigenes-geld/posten/umbau/2027/",
    "wenig-eigenes-geld/jahr/2028/",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_are_there_and_private(client: Client, village_page: projects.Access, page: str, language: str) -> None:
    response = client.get(language + address(village_page, page))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]
    assert response.content.count(b"<h1") == 1
    assert b'name="robots" content="noindex"' in response.content
    assert b" style=" not in response.content


@pytest.mark.parametrize("page", PAGES)
def test_strangers_find_nothing(client: Client, village_page: projects.Access, page: str) -> None:
    response = client.get(address(village_page, page).replace(village_page.key, "x" * 24))

    assert response.status_code == 404
    assert not PlanJob.objects.exists()


@pytest.mark.parametrize(
    "page",
    [
        "unsinn/",
        "absage/kein_programm/",
        "wenig-eigenes-geld/zuschuss/0/",
        "wenig-eigenes-geld/zuschuss/6/",
        "wenig-eigenes-geld/zuschuss/99999999999999999999/",
        "wenig-eigenes-geld/posten/umbau/1999/",
        "wenig-eigenes-geld/posten/%00/2027/",
        "wenig-eigenes-geld/jahr/2040/",
        "unsinn/jahr/2028/",
    ],
)
def test_what_is_not_there(client: Client, village_page: projects.Access, page: str) -> None:
    assert client.get(address(village_page, page)).status_code == 404


def test_the_overview_shows_every_plan(client: Client, village_page: projects.Access) -> None:
    text = client.get(address(village_page)).content.decode()

    for sum_of_own in ("529.585", "614.239", "617.024"):
        assert f"{sum_of_own}\N{NO-BREAK SPACE}€" in text
    assert "Wenig eigenes Geld und dauerhaft" in text
    assert "18.015\N{NO-BREAK SPACE}€" in text
    assert "wer zahlt dann" in text.lower()


def test_every_euro_of_a_plan_leads_to_its_calculation(client: Client, village_page: projects.Access) -> None:
    text = client.get(address(village_page, "wenig-eigenes-geld/")).content.decode()
    links = set(re.findall(r'class="q-euro" href="([^"]+)"', text))

    assert len(links) == 5 + 14 + 2
    for link in links:
        assert client.get(link).status_code == 200


def test_a_calculation_names_rule_and_source(client: Client, village_page: projects.Access) -> None:
    text = without_term_links(client.get(address(village_page, "wenig-eigenes-geld/zuschuss/3/")).text)

    assert "80 % von 101.424 € zuwendungsfähigen Kosten sind 81.139,20 €" in text
    assert "abgerundet also 81.139" in text
    assert "https://" in text
    assert "Anteilfinanzierung" in text


def test_beside_the_plan_only_the_calculation_is_sent(client: Client, village_page: projects.Access) -> None:
    page = address(village_page, "wenig-eigenes-geld/zuschuss/1/")
    response = client.get(page, headers={"HX-Request": "true", "HX-Target": "explain-body"})

    assert b"<html" not in response.content
    assert "256.000" in response.content.decode()


def test_own_money_that_does_not_suffice_is_told_apart(client: Client, store: Store) -> None:
    access = store("dorfgemeinschaftshaus", own_funds={"gemeinde": {2027: 1000}, "verein": {2027: 0}})
    text = client.get(address(access)).content.decode()

    assert "Das eigene Geld reicht nicht" in text
    assert "schritt/mittel/" in text


def test_a_conflict_is_explained_with_a_way_out(client: Client, store: Store) -> None:
    access = store("dorfgemeinschaftshaus", choose={"only": ["bund-dsee-transform-d"]})
    text = client.get(address(access)).content.decode()

    assert "So gibt es keinen Plan" in text
    assert "soll verwendet werden" in text
    assert "Was Sie tun können" in text
    assert client.get(address(access, "sicher/")).status_code == 302


@pytest.mark.django_db
def test_without_costs_people_are_sent_to_them(client: Client) -> None:
    access = projects.begin({"parties": [{"id": "a", "type": "municipality"}]}, actor=NOBODY)
    text = client.get(address(access)).content.decode()

    assert "Für einen Plan fehlt noch etwas" in text
    assert "schritt/kosten/" in text


def test_contradictions_are_listed(client: Client, store: Store) -> None:
    text = client.get(address(store(period={"start": "2040-01", "end": "2041-01"}))).content.decode()

    assert "liegt außerhalb des Zeitraums" in text


class TestWaiting:
    @pytest.fixture(autouse=True)
    def queue(self, settings: Settings) -> None:
        settings.PLANS_SOLVER = "worker"

    def test_without_javascript_the_page_reloads(self, client: Client, village_page: projects.Access) -> None:
        text = client.get(address(village_page)).content.decode()

        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text
        assert "<progress" in text
        assert "Abbrechen" in text

    def test_the_comparison_waits_where_it_stands(self, client: Client, village_page: projects.Access) -> None:
        part = {"HX-Request": "true", "HX-Target": "plan-more"}
        text = client.get(address(village_page, "vergleich/"), headers=part).content.decode()
        assert (text.count("<html"), 'hx-trigger="load delay:2s"' in text) == (0, True)

        PlanJob.objects.update(state=State.FAILED)
        text = client.get(address(village_page, "vergleich/"), headers=part).content.decode()
        assert (text.count("<html"), "hx-trigger" in text, "vergleich/" in text) == (0, False, True)

    def test_with_htmx_only_the_progress_is_sent(self, client: Client, village_page: projects.Access) -> None:
        client.get(address(village_page))
        PlanJob.objects.update(state=State.RUNNING, stage="safest")
        poll = {"HX-Request": "true", "HX-Target": "plan-progress"}
        response = client.get(address(village_page), headers=poll)

        assert b"<html" not in response.content
        assert "sichersten Plan" in response.content.decode()
        PlanJob.objects.update(state=State.FAILED, message="Nein.")
        assert client.get(address(village_page), headers=poll)["HX-Refresh"] == "true"
        assert "Nein." in client.get(address(village_page)).content.decode()

    def test_cancel_and_try_again(self, client: Client, village_page: projects.Access) -> None:
        client.get(address(village_page))
        text = client.post(address(village_page, "tun/"), {"action": "cancel"}, follow=True).content.decode()
        assert "Sie haben die Rechnung abgebrochen" in text

        text = client.post(address(village_page, "tun/"), {"action": "again"}, follow=True).content.decode()
        assert "Der Plan wird gerechnet" in text

    def test_readers_cannot_cancel(self, client: Client, village_page: projects.Access) -> None:
        reader = projects.open_project(village_page.project.read_key, actor=NOBODY)
        assert b"Abbrechen" not in client.get(address(reader)).content

        assert client.post(address(reader, "tun/"), {"action": "cancel"}).status_code == 403

    def test_a_full_queue_is_told(
        self, client: Client, village_page: projects.Access, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(services, "MOST_WAITING", 0)
        response = client.get(address(village_page))

        assert (response.status_code, response["Retry-After"]) == (503, "120")


@pytest.mark.parametrize("example", ["dorfladen", "dorfgemeinschaftshaus"])
def test_queries_do_not_grow_with_the_plans(
    client: Client, store: Store, example: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    access = store(example)
    client.get(address(access))
    with django_assert_num_queries(10):
        client.get(address(access))
