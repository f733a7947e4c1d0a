"""Trying something else changes the project, shows what is different, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from tests.portal.plans.conftest import Store

from quartier.portal.plans.models import PlanChoice
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import StoredProject

NOBODY = AnonymousUser()


@pytest.fixture
def access(store: Store, client: Client) -> projects.Access:
    """The community house, whose plans were looked at."""
    found = store("dorfgemeinschaftshaus")
    client.get(f"/foerderbaukasten/{found.key}/plan/")
    return found


def act(client: Client, access: projects.Access, action: str, **values: object) -> Any:  # noqa: ANN401 - the response with what the test client adds to it
    return client.post(f"/foerderbaukasten/{access.key}/plan/tun/", {"action": action, **values}, follow=True)


def data() -> dict[str, Any]:
    found: dict[str, Any] = StoredProject.objects.get().data
    return found


def test_leaving_a_programme_out_and_taking_it_back(client: Client, access: projects.Access) -> None:
    text = act(client, access, "exclude", programme="bw-quartiersimpulse", revision="1").content.decode()

    assert data()["choose"] == {"without": ["bw-quartiersimpulse"]}
    assert "Was sich gegenüber dem Plan davor ändert" in text
    assert "+81.139\N{NO-BREAK SPACE}€" in text
    assert "Nicht mehr dabei:" in text

    text = act(client, access, "undo", revision="1").content.decode()
    assert "choose" not in data()
    assert "−81.139\N{NO-BREAK SPACE}€" in text
    assert "Neu dabei:" in text


def test_programmes_are_chosen_in_a_form(client: Client, access: projects.Access) -> None:
    act(client, access, "programmes", **{"p-bw-quartiersimpulse": "only", "p-bw-beteiligungstaler": "without"})

    assert data()["choose"] == {"only": ["bw-quartiersimpulse"], "without": ["bw-beteiligungstaler"]}
    act(client, access, "free")
    assert "choose" not in data()


def test_the_start_moves(client: Client, access: projects.Access) -> None:
    act(client, access, "period", **{"t-start": "2027-04", "t-slip": "3"})

    assert data()["period"] == {"start": "2027-04", "end": "2028-12", "start_may_slip_months": 3}


def test_a_start_after_the_costs_is_refused_in_words(client: Client, access: projects.Access) -> None:
    response = act(client, access, "period", **{"t-start": "2028-01", "t-slip": "0"})

    assert response.status_code == 422
    assert "liegt außerhalb des Zeitraums" in response.content.decode()
    assert data()["period"]["start"] == "2027-01"


def test_two_who_change_the_same(client: Client, access: projects.Access) -> None:
    projects.change(access, "choose", {"without": ["bw-beteiligungstaler"]}, actor=NOBODY)
    text = act(client, access, "exclude", programme="bw-quartiersimpulse", revision="1").content.decode()

    assert "Jemand anderes hat gerade dasselbe geändert" in text
    assert data()["choose"] == {"without": ["bw-beteiligungstaler"]}


def test_a_plan_is_chosen(client: Client, access: projects.Access) -> None:
    text = act(client, access, "choose", goal="sicher").content.decode()

    assert PlanChoice.objects.get().goal == "safest"
    assert "Ihr gewählter Plan" in text


@pytest.mark.parametrize(
    ("action", "values", "status"),
    [
        ("unsinn", {}, 400),
        ("choose", {"goal": "best"}, 400),
        ("programmes", {"p-bw-quartiersimpulse": "vielleicht"}, 400),
        ("period", {"t-start": "gestern", "t-slip": "0"}, 400),
        ("period", {}, 400),
        ("exclude", {"programme": "a\0b" * 90}, 422),
        ("exclude", {"programme": "unbekannt"}, 422),
        ("undo", {"revision": "²"}, 200),
        ("undo", {"revision": "99"}, 404),
    ],
)
def test_nonsense_changes_nothing(
    client: Client, access: projects.Access, action: str, values: dict[str, str], status: int
) -> None:
    before = data()

    assert act(client, access, action, **values).status_code == status
    assert data() == before


def test_readers_and_strangers_change_nothing(client: Client, access: projects.Access) -> None:
    reader = projects.open_project(access.project.read_key, actor=NOBODY)
    assert act(client, reader, "exclude", programme="bw-quartiersimpulse").status_code == 403
    stranger = f"/foerderbaukasten/{'x' * 24}/plan/tun/"

    assert client.post(stranger, {"action": "free"}).status_code == 404
    assert client.get(f"/foerderbaukasten/{access.key}/plan/tun/").status_code == 405
    assert "choose" not in data()


def test_a_programme_that_is_gone_can_be_given_up(client: Client, store: Store) -> None:
    found = store("dorfladen", choose={"only": ["no-longer-there"]})
    text = client.get(f"/foerderbaukasten/{found.key}/plan/").content.decode()
    assert "gibt es im Katalog nicht" in text
    assert "Alle Programme wieder erlauben" in text

    assert "Finanzierungspläne" in act(client, found, "free").content.decode()
