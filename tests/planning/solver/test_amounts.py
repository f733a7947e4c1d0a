"""Rules on one grant in the solver: floors, ceilings, fixed and unit amounts, caps, own share, hours (C3 – C8, C16)."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, item

from quartier.model.answers import Plan

HOUSE = costing(item("haus", {2027: 10_000, 2028: 4_000}))


def paid(of: Any = HOUSE, /, **pays: object) -> int:  # noqa: ANN401 - a project
    return euros(best(of, edition("p", block(**pays)))).get("p", 0)


@pytest.mark.parametrize(
    ("amount", "euro"),
    [
        ({"max": 6_999}, 6_999),
        ({"max": 7_001}, 7_000),
        ({"min": 7_000}, 7_000),
        ({"min": 7_001}, 0),
        ({"max": 4_000, "per": "year"}, 6_000),
        ({"min": 2_000, "per": "year"}, 7_000),
        ({"min": 2_001, "per": "year"}, 5_000),
        ({"min": 5_001, "per": "year"}, 0),
        ({"max": 6_999, "round_to": 500}, 6_500),
        ({"min": 6_501, "max": 6_999, "round_to": 500}, 0),
        ([{"max": 6_000}, {"max": 2_500, "per": "year"}], 4_500),
    ],
)
def test_floors_ceilings_and_steps(amount: Any, euro: int) -> None:  # noqa: ANN401 - as in a file
    """C3, C4: half of 10,000 and of 4,000; below a year's floor that year pays nothing, the other does."""
    assert paid(rate=50, amount=amount) == euro


@pytest.mark.parametrize(
    ("amount", "euro"),
    [
        ({"min": 9_000, "max": 9_000}, 9_000),
        ({"min": 14_000, "max": 14_000}, 14_000),
        ({"min": 14_001, "max": 14_001}, 0),
        ({"min": 2_000, "max": 20_000}, 14_000),
        ({"min": 4_000, "max": 4_000, "per": "year"}, 8_000),
        ({"min": 4_001, "max": 4_001, "per": "year"}, 4_001),
    ],
)
def test_fixed_amounts(amount: dict[str, Any], euro: int) -> None:
    """C5: all or nothing; with a range it may be smaller."""
    assert paid(financing="fixed_amount", rate=None, amount=amount) == euro


@pytest.mark.parametrize(
    ("units", "amount", "euro"),
    [(3, 2_000, 6_000), (9, 2_000, 14_000), (8, 2_000, 14_000), (1, "12.50", 12), (3, "12.50", 37), (0, 2_000, 0)],
)
def test_whole_units(units: int, amount: object, euro: int) -> None:
    """C5: as many whole units as the costs hold; a plan rounds them down to whole euros."""
    of = costing(item("haus", {2027: 10_000, 2028: 4_000}), facts={"volunteers": units})

    assert paid(of, financing="unit_amount", rate=None, unit={"fact": "volunteers", "amount": amount}) == euro


def test_public_money_stays_within_the_base_of_a_fixed_amount() -> None:
    """C5: 6,000 and 6,000 on 10,000 are too much; a range gives way, an exact amount is left out."""
    of = costing(item("haus", 10_000))
    exact = {"financing": "fixed_amount", "rate": None, "amount": {"min": 6_000, "max": 6_000}}
    within = {**exact, "amount": {"max": 6_000}}

    assert euros(best(of, edition("a", block(**exact)), edition("b", block(**exact)))) == {"a": 6_000}
    assert euros(best(of, edition("a", block(**exact)), edition("b", block(**within)))) == {"a": 6_000, "b": 4_000}


FEES = item("rat", {2027: 6_000, 2028: 6_000}, "fees")
WORK = item("stelle", {2027: 10_000}, "personnel")


@pytest.mark.parametrize(
    ("caps", "base"),
    [
        ([], 22_000),
        ([{"kind": "fees", "per": "project", "max": 5_000}], 15_000),
        ([{"kind": "fees", "per": "year", "max": 5_000}], 20_000),
        ([{"kind": "fees", "per": "year", "max": 5_000}, {"kind": "fees", "per": "project", "max": 7_000}], 17_000),
        ([{"kind": "fees", "max_share_of": "personnel", "rate": 20}], 12_000),
        (
            [
                {"kind": "personnel", "per": "project", "max": 5_000},
                {"kind": "fees", "max_share_of": "personnel", "rate": 20},
            ],
            6_000,
        ),
        ([{"kind": "materials", "per": "project", "max": 1}], 22_000),
    ],
)
@pytest.mark.parametrize("rate", [{"rate": 50}, {"rate": None, "degressive": [{"rate": 50}]}])
def test_capped_kinds_count_up_to_their_cap(caps: list[dict[str, Any]], base: int, rate: dict[str, Any]) -> None:
    """C3, C17: the base, and of a capped kind only the rate of its cap."""
    plan = best(costing(FEES, WORK), edition("p", block(**rate, base={"vat": "included", "caps": caps})))

    assert [(grant.base // 100, grant.amount // 100) for grant in plan.grants] == [(base, base // 2)]


DONATIONS = [{"id": "spenden", "kind": "donations", "amounts": {2027: 3_000}}]


@pytest.mark.parametrize(
    ("own", "grant", "own_cash"),
    [
        ({"min_rate": 20}, 5_000, 2_000),
        ({"min_rate": 20, "counts": ["donations"]}, 7_000, 0),
        ({"min_rate": 20, "counts": ["income"]}, 5_000, 2_000),
        ({"min_rate": 20, "counts": ["donations"], "not_counts": ["donations"]}, 5_000, 2_000),
        ({"min_rate": 40, "counts": ["donations"]}, 6_000, 1_000),
        ({"min_rate": 100}, 0, 7_000),
    ],
)
def test_own_share(own: dict[str, Any], grant: int, own_cash: int) -> None:
    """C7: 10,000 € of costs, 3,000 € of donations; donations come before the grant."""
    of = costing(item("haus", 10_000), third_party=DONATIONS)
    plan = best(of, edition("p", block(rate=100, own=own)))

    assert (plan.grants_total // 100, plan.own_total // 100) == (grant, own_cash)


def test_one_own_euro_serves_several_grants() -> None:
    """C7: each of two grants asks for 20 %; together they pay 80 %."""
    of = costing(item("haus", 10_000))
    plan = best(of, *(edition(name, block(rate=40, own={"min_rate": 20})) for name in ("a", "b")))

    assert (euros(plan), plan.own_total) == ({"a": 4_000, "b": 4_000}, 2_000_00)


def with_hours(hours: int, costs: int = 8_000, **pays: object) -> Plan:
    of = costing(item("haus", costs), in_kind=[{"hours": {2027: hours}}])
    return best(of, edition("p", block(**{"rate": 80, "in_kind": {"rate_per_hour": 15}, **pays})))


@pytest.mark.parametrize(("hours", "grant"), [(0, 6_400), (100, 7_600), (133, 7_996), (134, 8_000), (250, 8_000)])
def test_hours_raise_the_base_but_never_the_grant_above_the_cash(hours: int, grant: int) -> None:
    """C8."""
    assert with_hours(hours).grants_total == grant * 100


def test_hours_up_to_their_share_of_cash_and_hours() -> None:
    """C8: a fifth of all costs are 2,000 of 10,000."""
    plan = with_hours(1_000, in_kind={"rate_per_hour": 15, "max_share": 20}, rate=50)

    assert (plan.grants[0].in_kind, plan.grants_total) == (2_000_00, 5_000_00)


@pytest.mark.parametrize(("cash_only", "grant"), [(False, 8_000), (True, 7_200)])
def test_hours_as_own_share(*, cash_only: bool, grant: int) -> None:
    """C7, C8: 10 % of 8,000 and 1,500 are 950 in hours; in cash it is better to count no hours and to bring 800."""
    plan = with_hours(100, rate=100, own={"min_rate": 10, "cash_only": cash_only})

    assert plan.grants_total == grant * 100


def test_the_intensity_of_gber_aid() -> None:
    """C16: public money of all grants within half the costs."""
    of = costing(item("haus", 10_000))
    gber = edition("a", block(rate=80, state_aid="gber", aid_intensity=50))

    assert euros(best(of, gber)) == {"a": 5_000}
    assert sum(euros(best(of, gber, edition("b", block(rate=20)))).values()) == 5_000


@pytest.mark.parametrize("financing", ["deficit", "full"])
def test_what_fills_the_rest_comes_after_all_other_money(financing: str) -> None:
    """C6, C14: donations first, then the share, then the rest; below its floor it is not used at all."""
    of = costing(item("haus", 10_000), third_party=DONATIONS)
    rest: dict[str, Any] = {"financing": financing, "rate": None}
    share = edition("b", block(rate=50))

    assert euros(best(of, edition("a", block(**rest)), share)) == {"a": 2_000, "b": 5_000}
    assert euros(best(of, edition("a", block(**rest, amount={"min": 8_000})))) == {}
