"""What is granted already is marked and promises nothing more; what is free of aid is told to the day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from quartier.portal.fit.decided import Room, rooms
from quartier.portal.fit.groups import candidates
from quartier.portal.fit.screenings import screening_of
from quartier.portal.projects.services import Access

SHOP, SUPPLY = "dorfladen", "bw-elr-grundversorgung"


def test_a_granted_programme_is_marked_and_promises_nothing(client: Client, example: Callable[..., Access]) -> None:
    grant = {"programme": SUPPLY, "amount": "12000.50", "decided_on": "2025-03-01"}
    before, after = (example(SHOP, granted=granted) for granted in ([], [grant]))
    worth = [
        {one.edition.programme: one.worth for one in candidates(screening_of(access.project))["fits"]}[SUPPLY]
        for access in (before, after)
    ]
    page = client.get(f"/foerderbaukasten/{after.key}/passt/").text

    assert worth == [8_995_000, 0]
    assert "schon bewilligt" in page
    assert "12.000,50\N{NO-BREAK SPACE}€, Bescheid vom 01.03.2025." in page
    assert "schon bewilligt" not in client.get(f"/foerderbaukasten/{before.key}/passt/").text
    assert "schon bewilligt" in client.get(f"/foerderbaukasten/{after.key}/passt/programm/{SUPPLY}/").text


@pytest.mark.parametrize(
    ("day", "left"),
    [("2023-03-01", 100_000_00), ("2023-02-28", None), ("2026-03-01", 100_000_00), ("2026-03-02", None)],
)
def test_aid_of_three_years_to_the_day(example: Callable[..., Access], day: str, left: int | None) -> None:
    aid = [{"amount": 200_000, "decided_on": day}]
    project = screening_of(example(SHOP, as_of="2026-03-01", aid_received=aid).project).project
    party = project.parties[0]

    assert rooms(project, "de_minimis", [party]) == (() if left is None else (Room(party, left, 300_000_00),))
    assert rooms(project, "sgei_de_minimis", [party]) == rooms(project, "none", [party]) == ()


def test_too_much_aid_leaves_nothing_free(client: Client, example: Callable[..., Access]) -> None:
    aid: list[dict[str, Any]] = [{"amount": 400_000, "decided_on": "2026-01-01"}]
    page = client.get(f"/foerderbaukasten/{example(SHOP, as_of='2026-03-01', aid_received=aid).key}/passt/").text

    assert "heute noch 0\N{NO-BREAK SPACE}€ von 300.000\N{NO-BREAK SPACE}€ frei" in page
