"""C12: money that follows other money."""

from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, Money, block, check, edition, plan, project

from quartier.model.project import Project

KEY = ("umbau", 2027)
KASSE = "KASSE (Block, gemeinde)"
LAND = edition("land")


def matched(kasse: int, land: int, gap: int, *, of: list[str], ratio: str = "1") -> list[tuple[str, str]]:
    """Care-fund money beside a grant of the Land and the municipality's own cash, which is what is left."""
    first = edition(
        "kasse",
        block(financing="matching", rate=None, match={"of": of, "ratio": ratio}),
        level="care_fund",
    )
    asks = (
        Ask(programme="kasse", pays={KEY: kasse}, financing="matching"),
        Ask(programme="land", pays={KEY: land}),
    )
    here = project()
    return check(here, plan(here, *asks, money=Money(gap={KEY: gap})), first, LAND)


def test_care_funds_pay_as_much_as_land_and_municipality() -> None:
    assert matched(50_000, 40_000, 0, of=["state", "municipal"]) == []
    assert matched(50_001, 40_000, 0, of=["state", "municipal"]) == [
        ("C12", f"{KASSE}: 50.001 €, zu 49.999 € anderer höchstens 49.999 €.")
    ]


def test_only_the_named_levels_are_matched() -> None:
    assert matched(20_000, 20_000, 0, of=["state"]) == []
    assert matched(20_001, 20_000, 0, of=["state"]) == [
        ("C12", f"{KASSE}: 20.001 €, zu 20.000 € anderer höchstens 20.000 €.")
    ]


def test_granted_money_is_matched() -> None:
    of = project(granted=[{"programme": "land", "amount": 20_000, "decided_on": "2026-01-10"}])
    first = edition("kasse", block(financing="matching", rate=None, match={"of": ["state"], "ratio": 1}))

    def beside(euros: int) -> list[str]:
        ask = Ask(programme="kasse", pays={KEY: euros}, financing="matching")
        made = plan(of, ask, money=Money(granted={KEY: {"land": 20_000}}))
        return [rule for rule, _ in check(of, made, first, LAND)]

    assert beside(20_000) == []
    assert beside(20_001) == ["C12"]


def test_three_for_one() -> None:
    assert matched(45_000, 15_000, 0, of=["state"], ratio="3") == []
    assert [rule for rule, _ in matched(45_001, 15_000, 0, of=["state"], ratio="3")] == ["C12"]


def test_an_association_brings_no_municipal_money() -> None:
    first = edition("kasse", block(financing="matching", rate=None, match={"of": ["municipal"], "ratio": 1}))
    ask = Ask(programme="kasse", party="verein", pays={("fest", 2028): 1}, financing="matching")

    assert check(project(), plan(project(), ask), first) == [
        ("C12", "KASSE (Block, verein): 1 €, zu 0 € anderer höchstens 0 €.")
    ]


def needed(rule: dict[str, Any], of: Project, money: Money | None = None, **years: int) -> list[tuple[str, str]]:
    """A federal grant on the worker that needs money of the region."""
    bund = edition("bund", block(needs_match=rule), level="federal")
    pays = {("stelle", int(year[1:])): euros for year, euros in years.items()}
    return check(of, plan(of, Ask(programme="bund", pays=pays), money=money), bund)


REGION = {"from": ["municipal", "county", "state"], "amount": 10_000}
GAP = ("stelle", 2028)


@pytest.mark.parametrize(
    ("rule", "gap", "expected"),
    [
        (REGION, 15_000, []),
        ({**REGION, "per": "year"}, 5_000, []),
        ({**REGION, "per": "year"}, 5_001, [("C12", "10.000 € müssen von anderen kommen, es sind 9.999 €.")]),
        ({**REGION, "amount": 25_000}, 5_001, [("C12", "25.000 € müssen von anderen kommen, es sind 24.999 €.")]),
        ({"from": ["state"], "amount": 1}, 0, [("C12", "1 € müssen von anderen kommen, es sind 0 €.")]),
    ],
)
def test_money_of_the_region_or_nothing(rule: dict[str, Any], gap: int, expected: list[tuple[str, str]]) -> None:
    found = needed(rule, project(), Money(gap={GAP: gap}), y2027=15_000, y2028=15_000)

    assert found == [(name, f"BUND (Block, gemeinde): {text}") for name, text in expected]


def test_a_year_that_is_not_paid_needs_no_partner() -> None:
    assert needed({**REGION, "per": "year"}, project(), Money(gap={GAP: 30_000}), y2027=15_000) == []


def test_a_rate_of_the_grant() -> None:
    rule = {"from": ["municipal"], "rate_of_grant": 25}

    def left(gap: int) -> Money:
        return Money(gap={("stelle", 2027): gap, GAP: 30_000})

    assert needed(rule, project(), left(17_000), y2027=10_400) == []
    assert needed(rule, project(), left(17_001), y2027=10_400) == [
        ("C12", "BUND (Block, gemeinde): 2.600 € müssen von anderen kommen, es sind 2.599 €.")
    ]


def test_own_cash_outside_the_costs_is_not_partner_money() -> None:
    of = project(costs=[{"id": "stelle", "kind": "personnel", "net": {2027: 10_000}, "vat_rate": 19}])
    bund = edition("bund", block(base={"vat": "excluded"}, needs_match={"from": ["municipal"], "amount": 5_001}))
    ask = Ask(programme="bund", pays={("stelle", 2027): 5_000}, base=10_000_00)

    assert check(of, plan(of, ask), bund) == [
        ("C12", "BUND (Block, gemeinde): 5.001 € müssen von anderen kommen, es sind 5.000 €.")
    ]
