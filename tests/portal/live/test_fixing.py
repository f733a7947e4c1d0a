"""A decided grant stands in one place: what is told here, or in the description of the project; it counts once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.portal.live.conftest import ELR, NOBODY, TALKS, granted
from tests.portal.toolkit.sending import sent_money

from quartier.model.answers import PlanAnswer
from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.since import since_of
from quartier.portal.projects import services as projects
from quartier.portal.projects.models import StoredProject
from quartier.portal.projects.services import Access
from quartier.portal.toolkit.money import MoneyStep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
HAND = {"programme": "eu-leader", "party": "gemeinde", "amount": "5000.00", "decided_on": "2025-03-01"}
LEADER = {"programme": "eu-leader", "amount": "5000.00", "decided_on": "2026-05-01"}


def _project(access: Access) -> StoredProject:
    return projects.open_project(access.key, actor=NOBODY).project


def _granted(access: Access) -> list[dict[str, object]]:
    found: list[dict[str, object]] = _project(access).data.get("granted") or []
    return found


def test_a_decision_takes_the_place_of_what_was_typed_about_the_same_grant(access: Access, answer: PlanAnswer) -> None:
    grant = answer.plans[0].grants[TALKS]
    typed = {"programme": grant.programme, "party": grant.party, "amount": "1.00", "decided_on": "2025-03-01"}
    projects.change(access, "granted", [HAND, typed], actor=NOBODY)
    services.decide(access, TALKS, granted("2500.00"), [], actor=NOBODY)

    assert [(entry["programme"], entry["amount"]) for entry in _granted(access)] == [
        ("eu-leader", "5000.00"),
        (grant.programme, "2500.00"),
    ]


def test_an_application_takes_nothing_away(access: Access, answer: PlanAnswer) -> None:
    grant = answer.plans[0].grants[TALKS]
    typed = {"programme": grant.programme, "amount": "1.00", "decided_on": "2025-03-01"}
    projects.change(access, "granted", [typed], actor=NOBODY)
    services.decide(access, TALKS, {"state": "applied"}, [], actor=NOBODY)

    assert _granted(access) == [typed]


def test_the_step_shows_decisions_of_here_and_changes_only_its_own(client: Client, access: Access) -> None:
    services.decide(access, TALKS, granted("2500.00"), [], actor=NOBODY)
    services.tell_extra(access, [LEADER], actor=NOBODY)
    here, project = _granted(access), _project(access)
    assert MoneyStep(project).rows("granted") == []

    page = f"/foerderbaukasten/{access.key}/schritt/mittel/"
    typed = {"what": "bw-beteiligungstaler", "party": "gemeinde", "amount": "7", "decided_on": "2025-03-01"}
    assert "stehen unter „Umsetzen“" in client.get(page).text
    assert client.post(page, sent_money(project, [typed], [])).status_code == 302
    mine = {"programme": "bw-beteiligungstaler", "party": "gemeinde", "amount": "7.00", "decided_on": "2025-03-01"}
    assert _granted(access) == [mine, *here]
    assert client.post(page, sent_money(_project(access), [], [])).status_code == 302
    assert _granted(access) == here


@pytest.mark.parametrize("party", ["own", "other"])
def test_the_step_refuses_what_belongs_here(client: Client, access: Access, answer: PlanAnswer, party: str) -> None:
    grant = answer.plans[0].grants[ELR]
    other = next(one["id"] for one in _project(access).data["parties"] if one["id"] != grant.party)
    who = grant.party if party == "own" else other
    row = {"what": grant.programme, "party": who, "amount": "5", "decided_on": "2025-03-01"}
    response = client.post(f"/foerderbaukasten/{access.key}/schritt/mittel/", sent_money(_project(access), [row], []))

    assert (response.status_code, "führen Sie unter „Umsetzen“" in response.text) == (
        (422, True) if party == "own" else (302, False)
    )


def test_it_is_not_told_here_what_the_description_says(client: Client, access: Access) -> None:
    projects.change(access, "granted", [HAND], actor=NOBODY)
    page = f"/foerderbaukasten/{access.key}/umsetzen/weitere/"
    row = {f"extra-0-{name}": value for name, value in LEADER.items()}
    response = client.post(page, {"extra-TOTAL_FORMS": "1", "extra-INITIAL_FORMS": "0", **row})

    assert (response.status_code, "steht schon im Vorhaben" in response.text) == (422, True)
    assert _granted(access) == [HAND]
    assert "Schon vorher bewilligt" in client.get(page.removesuffix("weitere/")).text


def test_items_that_are_gone_make_no_second_entry(access: Access) -> None:
    services.tell_extra(access, [{**LEADER, "item": "umbau"}], actor=NOBODY)
    costs = [item for item in _project(access).data["costs"] if item["id"] != "umbau"]
    projects.change(access, "costs", costs, actor=NOBODY)
    services.fix_all(access, actor=NOBODY)

    assert _granted(access) == [{**LEADER, "items": []}]


def test_what_is_typed_later_is_told_as_a_change(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, TALKS, granted("2500.00"), [], actor=NOBODY)
    assert since_of(carrying(), _project(access)).sections == []

    projects.change(access, "granted", [*_granted(access), HAND], actor=NOBODY)
    assert [str(words) for words in since_of(carrying(), _project(access)).sections] == ["bewilligte Zuschüsse"]


def test_after_the_end_everything_is_the_descriptions(access: Access) -> None:
    services.decide(access, TALKS, granted("2500.00"), [], actor=NOBODY)
    services.end(access, actor=NOBODY)

    assert [row["amount"] for row in MoneyStep(_project(access)).rows("granted")] == ["2.500"]


@pytest.mark.parametrize("page", ["umsetzen/", ""])
def test_without_an_account_it_is_said_when_the_project_goes(client: Client, access: Access, page: str) -> None:
    text = client.get(f"/foerderbaukasten/{access.key}/{page}").text

    assert "Wir löschen das Vorhaben 180 Tage nach der letzten Änderung." in text
    assert f"/foerderbaukasten/{access.key}/unterlagen/erinnerungen/" in text
    assert "Mit einem Konto behalten" in text
