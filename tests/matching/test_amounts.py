"""What a block can pay, and upper bounds of what this project's costs could bring."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from quartier.matching.amounts import amount_range, estimate, highest_rate
from quartier.matching.case import Case
from quartier.model.answers import AmountRange
from quartier.model.pays import Pays
from quartier.model.project import Project

WEAK = {"fact": "started", "is": True}
TIMBER = {"fact": "council_resolution", "is": True}
COSTS = [{"id": "a", "kind": "personnel", "net": {2027: 50000, 2028: "50000.55"}}]


def pays(**rules: object) -> Pays:
    return Pays.model_validate({"financing": "proportional", "rate": 80, **rules})


@pytest.mark.parametrize(
    ("amounts", "facts", "expected"),
    [
        ([], {}, (None, None)),
        ([{"min": 20000, "max": 85000}], {}, (2000000, 8500000)),
        ([{"max": 85000}, {"max": 40000, "per": "year"}], {}, (None, 8500000)),
        ([{"max": 85000}, {"max": 60000}], {}, (None, 6000000)),
        ([{"max": 200000, "when": WEAK}, {"max": 100000, "when": {"not": WEAK}}], {}, (None, 20000000)),
        ([{"max": 200000, "when": WEAK}, {"max": 100000, "when": {"not": WEAK}}], {"started": False}, (None, 10000000)),
        ([{"min": 5, "when": WEAK}, {"min": 9, "when": {"not": WEAK}}], {}, (500, None)),
    ],
)
def test_floor_and_ceiling_per_project(
    case: Callable[..., Case], amounts: list[object], facts: dict[str, object], expected: tuple[int | None, int | None]
) -> None:
    assert amount_range(case(facts=facts), pays(amount=amounts)) == AmountRange(min=expected[0], max=expected[1])


@pytest.mark.parametrize(
    ("rules", "facts", "rate"),
    [
        ({"rate": 80}, {}, Fraction(4, 5)),
        ({"rate": None}, {}, Fraction(1)),
        ({"rate": None, "degressive": [{"rate": 40, "from_month": 37}, {"rate": 70}]}, {}, Fraction(7, 10)),
        ({"rate": None, "rates": [{"rate": 45, "when": TIMBER}, {"rate": 40}]}, {}, Fraction(9, 20)),
        (
            {"rate": None, "rates": [{"rate": 45, "when": TIMBER}, {"rate": 40}]},
            {"council_resolution": False},
            Fraction(2, 5),
        ),
        (
            {"rate": None, "rates": [{"rate": 30, "when": TIMBER}, {"rate": 40}]},
            {"council_resolution": True},
            Fraction(3, 10),
        ),
    ],
)
def test_the_highest_rate_still_possible(
    case: Callable[..., Case], rules: dict[str, object], facts: dict[str, object], rate: Fraction
) -> None:
    assert highest_rate(case(facts=facts), pays(**rules)) == rate


@pytest.mark.parametrize(
    ("rules", "cents"),
    [
        ({}, 8000000),
        ({"rate": "33.33"}, 3333000),
        ({"amount": {"max": 75000}}, 7500000),
        ({"amount": {"min": 80001, "max": 85000}}, 0),
        ({"amount": {"max": 30000, "per": "year"}}, 6000000),
        ({"amount": {"round_to": 1000, "max": 75500}}, 7500000),
        ({"base": {"kinds": ["fees"]}}, 0),
        ({"financing": "full", "rate": None}, 10000000),
        ({"financing": "fixed_amount", "rate": None, "amount": {"min": 40000, "max": 40000}}, 4000000),
        ({"financing": "fixed_amount", "rate": None, "amount": {"min": 140000, "max": 140000}}, 0),
        ({"financing": "unit_amount", "rate": None, "unit": {"fact": "volunteers", "amount": 250}}, 175000),
        ({"financing": "unit_amount", "rate": None, "unit": {"fact": "place.population", "amount": 250}}, None),
        ({"financing": "loan", "rate": None, "amount": {"max": 500000}}, 50000000),
        ({"financing": "prize", "rate": None}, None),
        (
            {
                "financing": "matching",
                "rate": None,
                "match": {"of": ["municipal"], "ratio": 3},
                "amount": {"max": 20000},
            },
            2000000,
        ),
        ({"in_kind": {"rate_per_hour": 15}}, 8120000),
        ({"in_kind": {"rate_per_hour": 15, "max_share": 100}}, 8120000),
        ({"rate": 100, "in_kind": {"rate_per_hour": 15}}, 10000000),
        ({"in_kind": {"rate_per_hour": 15, "max_share": "1/2"}}, 8040200),
    ],
)
def test_the_most_this_project_could_get(
    case: Callable[..., Case], project: Callable[..., Project], rules: dict[str, object], cents: int | None
) -> None:
    changes = {"costs": COSTS, "in_kind": [{"hours": {2027: 100}}], "facts": {"volunteers": 7}}

    assert estimate(case(**changes), project(**changes), pays(**rules)) == cents


def test_without_costs_nothing_is_estimated(case: Callable[..., Case], project: Callable[..., Project]) -> None:
    assert estimate(case(), project(), pays(amount={"max": 85000})) is None
