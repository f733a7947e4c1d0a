"""The limit that binds a grant stands first, with its rule and source."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, item

from quartier.model.answers import Limit
from quartier.planning.explain import source_note

HOUSE = costing(item("haus", 10_000))


@pytest.mark.parametrize(
    ("pays", "rule", "text"),
    [
        ({"amount": {"max": 9_000}}, "C2", "50 % von 10.000 € zuwendungsfähigen Kosten sind 5.000 €"),
        ({"amount": {"max": 3_000}}, "C3", "Höchstbetrag 3.000 €"),
        ({"amount": {"max": 3_000, "per": "year"}}, "C3", "Höchstbetrag 3.000 € je Kalenderjahr, 2027"),
        ({"rate": 100, "own": {"min_rate": 30}}, "C7", "Eigenanteil mindestens 30 %, das sind 3.000 €"),
        ({"financing": "full", "rate": None}, "C17", "zuwendungsfähige Kosten 10.000 €"),
        (
            {"financing": "matching", "rate": None, "match": {"of": ["municipal"], "ratio": 3}},
            "C12",
            "das 3-Fache dessen, was andere für dieselbe Maßnahme geben (2.500 €)",
        ),
    ],
)
def test_what_binds(pays: dict[str, Any], rule: str, text: str) -> None:
    limit = best(HOUSE, edition("p", block(**pays))).grants[0].limit

    assert limit is not None
    assert (limit.rule, limit.text, limit.slack) == (rule, text, 0)


def test_hours_are_part_of_what_the_rate_allows() -> None:
    of = costing(item("haus", 8_000), in_kind=[{"hours": {2027: 100}}])
    plan = best(of, edition("p", block(rate=80, in_kind={"rate_per_hour": 15})))

    assert plan.grants[0].amount == 7_600_00
    assert [limit.rule for limit in plan.limits] == ["C8"]


def test_a_plan_names_the_limit_of_every_grant_with_its_source() -> None:
    land = edition("p", {**block(rate=50), "source": "s"})
    plan = best(HOUSE, land)

    assert plan.limits == (plan.grants[0].limit,)
    assert isinstance(plan.limits[0], Limit)
    assert plan.limits[0].source == source_note(land, "s")
