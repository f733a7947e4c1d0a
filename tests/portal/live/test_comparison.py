"""Planned and real figures side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.portal.live.conftest import ELR, NOBODY, granted

from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.comparison import compared, incomes
from quartier.portal.projects.services import Access

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]


def test_an_item_has_its_years(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.change(access, "costs", {"umbau": {"2027": "400000.00"}}, actor=NOBODY)
    paid = [{"on": f"{year}-03-01", "item": "umbau", "amount": "10.00"} for year in (2026, 2027)]
    services.change(access, "payments", paid, actor=NOBODY)
    building = compared(carrying())[0][0]

    assert [(y.name, y.planned, y.actual, y.paid, y.told) for y in building.years] == [
        ("2026", 0, 0, 1000, False),
        ("2027", 38_080_000, 40_000_000, 1000, True),
        ("2028", 38_080_000, 38_080_000, 0, False),
    ]
    assert (building.change, building.percent, building.beyond, building.paid) == (1_920_000, "+2,5 %", False, 2000)


def test_income_adds_up_to_the_costs(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, ELR, granted("200000.00"), [{"on": "2027-03-01", "amount": "500.00"}], actor=NOBODY)
    services.change(access, "costs", {"umbau": {"2027": "400000.00"}}, actor=NOBODY)
    new = [{"label": "Stiftung", "amount": "100.00", "public": False, "items": []}]
    services.change(access, "money", {"new_money": new}, actor=NOBODY)
    rows, whole = incomes(carrying())
    costs = compared(carrying())[1]

    assert (whole.planned, whole.actual, whole.paid) == (costs.planned, costs.actual, 50_000)
    assert [(row.planned, row.actual) for row in rows if row.name == "Stiftung"] == [(0, 10_000)]
    assert [row.name for row in rows][-2:] == ["Eigenes Geld: Gemeinde", "Eigenes Geld: Bürgergemeinschaft e. V."]


def test_the_page_names_the_source_of_the_rule(client: Client, access: Access) -> None:
    services.change(access, "costs", {"beratung": {"2027": "20000.00"}}, actor=NOBODY)
    text = client.get(f"/foerderbaukasten/{access.key}/umsetzen/vergleich/").content.decode()

    assert "ANBest-K Schleswig-Holstein" in text
    assert text.count("über 20 %</span>") == 1
    assert "+162,6 %" in text
