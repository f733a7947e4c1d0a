"""What costs count: VAT to the cent, caps per unit, kinds and measures, months (C17, C18)."""

from fractions import Fraction
from typing import Any

import pytest
from tests.planning.conftest import costing, item

from quartier.matching.costs import full_cost
from quartier.model.months import Month
from quartier.model.pays import Base
from quartier.model.project import CostItem
from quartier.planning.costs import cost_months, eligible_cost, is_eligible, months_inside


def cost(**given: Any) -> CostItem:  # noqa: ANN401 - fields of the model
    return CostItem.model_validate({"id": "beratung", "kind": "fees", "measure": "building", **given})


def base(**given: Any) -> Base:  # noqa: ANN401 - as above
    return Base.model_validate(given)


@pytest.mark.parametrize(
    ("given", "cents"),
    [
        ({"net": {2027: "0.50"}, "vat_rate": 19}, 60),
        ({"net": {2027: "0.50"}, "vat_rate": 7}, 54),
        ({"net": {2027: "0.50"}, "vat_rate": 5}, 53),
        ({"gross": {2027: "119.01"}, "vat_rate": 19}, 11_901),
        ({"net": {2028: 100}, "vat_rate": 19}, 0),
    ],
)
def test_what_the_party_pays(given: dict[str, Any], cents: int) -> None:
    """0.095 € of VAT are 0.10 €, 0.035 € are 0.04 €, 0.025 € are 0.03 €: half up."""
    assert full_cost(cost(**given), 2027) == cents


@pytest.mark.parametrize(
    ("given", "with_vat", "cents"),
    [
        ({"net": {2027: 1_000}, "vat_rate": 19}, False, 100_000),
        ({"net": {2027: 1_000}, "vat_rate": 19}, True, 119_000),
        ({"gross": {2027: 23_000}, "vat_rate": 19}, False, 1_932_773),
        ({"gross": {2027: 23_000}, "vat_rate": 19}, True, 2_300_000),
        ({"net": {2027: 8_000}, "vat_rate": 19, "units": {"days": 8}}, False, 640_000),
        ({"net": {2027: 8_000}, "vat_rate": 19, "units": {"days": 8}}, True, 761_600),
        ({"net": {2027: 6_000}, "units": {"days": 8}}, False, 600_000),
        ({"net": {2027: 8_000}, "units": {"hours": 8}}, False, 800_000),
    ],
)
def test_what_counts_within_800_euros_a_day(*, given: dict[str, Any], with_vat: bool, cents: int) -> None:
    """The cap is net and leaves other units alone; VAT comes on top of it."""
    daily = base(caps=[{"kind": "fees", "per": "day", "max": 800}, {"kind": "materials", "per": "day", "max": 1}])

    assert eligible_cost(cost(**given), 2027, daily, with_vat=with_vat) == cents


def test_a_cap_spread_over_years_is_exact() -> None:
    """Ten days at 800 € are 8,000 €, shared as 3,000 to 7,000."""
    fees = cost(net={2027: 3_000, 2028: 7_000}, units={"days": 10})
    thirds = cost(net={2027: 1_000, 2028: 2_000}, units={"days": 1})
    daily = base(caps=[{"kind": "fees", "per": "day", "max": 800}])

    assert [eligible_cost(fees, year, daily, with_vat=False) for year in (2027, 2028)] == [240_000, 560_000]
    assert eligible_cost(thirds, 2027, daily, with_vat=False) == Fraction(80_000, 3)


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({}, True),
        ({"kinds": ["fees"]}, True),
        ({"kinds": ["personnel"]}, False),
        ({"except": ["fees"]}, False),
        ({"kinds": ["fees"], "except": ["fees"]}, False),
        ({"measures": ["building"]}, True),
        ({"measures": ["events"]}, False),
    ],
)
def test_kind_and_measure(*, given: dict[str, Any], fits: bool) -> None:
    assert is_eligible(cost(net={2027: 1}), base(**given)) is fits


def test_an_item_without_a_measure_fits_for_the_time_being() -> None:
    assert is_eligible(cost(net={2027: 1}, measure=None), base(measures=["events"]))


@pytest.mark.parametrize(
    ("dated", "year", "slip", "months"),
    [
        ({}, 2027, 0, ("2027-04", "2027-12")),
        ({}, 2028, 0, ("2028-01", "2028-09")),
        ({}, 2027, 6, ("2027-10", "2027-12")),
        ({}, 2028, 6, ("2028-01", "2028-12")),
        ({"from": "2027-06", "until": "2027-08"}, 2027, 6, ("2027-06", "2027-08")),
        ({"from": "2027-11"}, 2028, 0, ("2028-01", "2028-09")),
    ],
)
def test_months_of_costs(dated: dict[str, str], year: int, slip: int, months: tuple[str, str]) -> None:
    """Costs fall on the project's months of their year, which move with it; dates of an item stay."""
    of = costing(item("a", {2027: 1, 2028: 1}, **dated), period={"start": "2027-04", "end": "2028-09"})
    found = cost_months(of.costs[0], year, of, slip)

    assert tuple(map(str, (Month.at(found.start), Month.at(found.stop - 1)))) == months


def test_no_months_are_left_when_the_project_slips_too_far() -> None:
    of = costing(item("a", {2027: 1}), period={"start": "2027-04", "end": "2028-09"})

    assert len(cost_months(of.costs[0], 2027, of, 9)) == 0


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [((2027, 1), (2027, 12), 9), ((2027, 6), (2027, 6), 1), ((2027, 12), (2028, 3), 1), ((2028, 1), (2028, 3), 0)],
)
def test_months_inside_the_funding_period(start: tuple[int, int], end: tuple[int, int], inside: int) -> None:
    months = range(Month(2027, 4).index, Month(2028, 1).index)

    assert len(months_inside(months, Month(*start), Month(*end))) == inside
