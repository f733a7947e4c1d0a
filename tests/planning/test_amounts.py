"""Rates, floors, ceilings, units and steps of a block for one applicant (C2 to C5)."""

from fractions import Fraction
from typing import Any

import pytest
from tests.planning.checking.conftest import VOCABULARY

from quartier.model.conditions import FactValue
from quartier.model.pays import Pays
from quartier.planning.amounts import Amounts, amounts_of, rate_of, units_of


def pays(**given: Any) -> Pays:  # noqa: ANN401 - fields of the model
    return Pays.model_validate({"financing": "proportional", **given})


TIMBER = {"fact": "timber", "is": True}
RATES = [{"rate": 45, "when": TIMBER}, {"rate": 40}]


@pytest.mark.parametrize(
    ("given", "facts", "rate", "unknown"),
    [
        ({"rate": "200/3"}, {}, Fraction(2, 3), False),
        ({"rates": RATES}, {"timber": True}, Fraction(9, 20), False),
        ({"rates": RATES}, {"timber": False}, Fraction(2, 5), False),
        ({"rates": RATES}, {}, Fraction(2, 5), False),
        ({"rates": [{"rate": 45, "when": TIMBER}, {"rate": 60}]}, {}, Fraction(9, 20), False),
        ({"rates": [{"rate": 45, "when": TIMBER}]}, {"timber": False}, Fraction(0), False),
        ({}, {}, None, True),
        ({"degressive": [{"rate": 70}]}, {}, None, False),
        ({"financing": "full"}, {}, None, False),
    ],
)
def test_the_rate(*, given: dict[str, Any], facts: dict[str, FactValue], rate: Fraction | None, unknown: bool) -> None:
    """The first whose condition holds; while one is open the lowest still possible."""
    assert rate_of(pays(**given), facts, VOCABULARY) == (rate, unknown)


@pytest.mark.parametrize(
    ("facts", "units"),
    [({"volunteers": 7}, 7), ({"volunteers": 0}, 0), ({}, None), ({"volunteers": True}, None)],
)
def test_units(facts: dict[str, FactValue], units: int | None) -> None:
    block = pays(financing="unit_amount", unit={"fact": "volunteers", "amount": 250})

    assert units_of(block, facts) == units
    assert units_of(pays(rate=50), facts) is None


def amounts(*given: dict[str, Any], units: int | None = None, **more: Any) -> Amounts:  # noqa: ANN401 - as above
    return amounts_of(pays(amount=list(given), **more), {}, VOCABULARY, units)


def test_nothing_named() -> None:
    assert amounts() == Amounts(0, None, 0, None, fixed=False, step=100)


def test_the_highest_floor_and_the_lowest_ceiling_hold_together() -> None:
    found = amounts({"min": 1_000, "max": 9_000}, {"min": 2_000, "max": 8_000}, {"max": 3_000, "per": "year"})

    assert found == Amounts(200_000, 800_000, 0, 300_000, fixed=False, step=100)


def test_an_amount_whose_condition_is_open_counts_and_one_that_failed_does_not() -> None:
    given: list[dict[str, Any]] = [{"max": 9_000}, {"max": 5_000, "when": TIMBER}]

    assert amounts(*given).ceiling == 500_000
    assert amounts_of(pays(amount=given), {"timber": False}, VOCABULARY, None).ceiling == 900_000


def test_per_unit() -> None:
    unit = {"fact": "volunteers", "amount": 250}
    each = {"min": 100, "max": 300, "per": "unit"}

    assert amounts(each, units=4, financing="unit_amount", unit=unit) == Amounts(
        40_000, 120_000, 0, None, fixed=False, step=100
    )
    assert amounts(each, units=0, financing="unit_amount", unit=unit).ceiling == 0
    assert amounts(each, financing="unit_amount", unit=unit).ceiling == 30_000, "unbekannt zählt einmal"


def test_a_fixed_amount_has_no_range_and_is_rounded_down_to_the_step() -> None:
    exact = {"min": 1_250, "max": 1_250, "round_to": 100}

    assert amounts(exact, financing="fixed_amount") == Amounts(120_000, 120_000, 0, None, fixed=True, step=10_000)
    assert amounts({"min": 1_000, "max": 1_250}, financing="fixed_amount").fixed is False
    assert amounts({"max": 1_250}, financing="fixed_amount").fixed is False
    assert amounts(exact).fixed is False


def test_steps_of_all_amounts() -> None:
    assert amounts({"max": 1, "round_to": 20}, {"max": 1, "round_to": 50}).step == 10_000
