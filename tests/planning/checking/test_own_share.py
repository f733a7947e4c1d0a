"""C6 and C7: what must come from the applicant and others."""

from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, Money, block, check, edition, plan, project

from quartier.model.project import Project

KEY = ("umbau", 2027)
LAND = "LAND (Block, gemeinde)"
DONATION = {"id": "spenden", "kind": "donations", "amounts": {2027: 20_000}}


def building(**more: object) -> Project:
    return project(costs=[{"id": "umbau", "kind": "investment", "net": {2027: 100_000}}], **more)


def owned(own: dict[str, Any], donated: int, of: Project | None = None) -> list[tuple[str, str]]:
    """A grant of 80,000 of 100,000 beside a donation."""
    of = of or building(third_party=[DONATION])
    ask = Ask(programme="land", pays={KEY: 80_000})
    money = Money(third_party={KEY: {"spenden": donated}})
    return check(of, plan(of, ask, money=money), edition("land", block(rate=80, own=own)))


@pytest.mark.parametrize(
    ("own", "donated", "present"),
    [
        ({"min_rate": 15}, 5_000, None),
        ({"min_rate": 15}, 5_001, "14.999"),
        ({"min_rate": 15, "counts": ["donations"]}, 20_000, None),
        ({"min_rate": 15, "counts": ["sponsoring"]}, 5_001, "14.999"),
        ({"min_rate": 15, "counts": ["donations"], "not_counts": ["donations"]}, 5_001, "14.999"),
        ({}, 20_000, None),
    ],
)
def test_own_cash_and_what_counts_as_such(own: dict[str, Any], donated: int, present: str | None) -> None:
    expected = [] if present is None else [("C7", f"{LAND}: Eigenanteil {present} €, nötig sind 15.000 €.")]

    assert owned(own, donated) == expected


def test_a_gap_is_no_own_share() -> None:
    of = building()
    made = plan(of, Ask(programme="land", pays={KEY: 80_000}), money=Money(gap={KEY: 5_001}))

    assert check(of, made, edition("land", block(rate=80, own={"min_rate": 15}))) == [
        ("C7", f"{LAND}: Eigenanteil 14.999 €, nötig sind 15.000 €.")
    ]


def test_own_cash_on_costs_that_do_not_count_is_no_own_share() -> None:
    """The tax of 19,000 is own money, but no eligible cost; of 100,000 net the grant leaves 15,000."""
    of = project(costs=[{"id": "umbau", "kind": "investment", "net": {2027: 100_000}, "vat_rate": 19}])
    ask = Ask(programme="land", pays={KEY: 85_000}, base=100_000_00)
    land = edition("land", block(rate=85, base={"vat": "excluded"}, own={"min_rate": 16}))

    assert check(of, plan(of, ask), land) == [("C7", f"{LAND}: Eigenanteil 15.000 €, nötig sind 16.000 €.")]


def test_the_own_euro_may_serve_several_grants() -> None:
    of = building()
    first = Ask(programme="land", pays={KEY: 50_000})
    second = Ask(programme="bund", pays={KEY: 40_000})
    own = {"min_rate": 10}
    editions = (edition("land", block(own=own)), edition("bund", block(own=own), level="federal"))

    assert check(of, plan(of, first, second), *editions) == []


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"min_rate": 20}, []),
        ({"min_rate": 20, "cash_only": False}, []),
        ({"min_rate": 20, "cash_only": True}, [("C7", f"{LAND}: Eigenanteil 1.400 €, nötig sind 1.900 €.")]),
        ({"min_rate": 20, "not_counts": ["volunteers"]}, [("C7", f"{LAND}: Eigenanteil 1.400 €, nötig sind 1.900 €.")]),
    ],
)
def test_hours_are_own_share_unless_cash_is_asked_for(own: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    of = project(costs=[{"id": "umbau", "kind": "materials", "net": {2027: 8_000}}], in_kind=[{"hours": {2027: 100}}])
    land = edition("land", block(rate=80, own=own, in_kind={"rate_per_hour": 15}))

    assert check(of, plan(of, Ask(programme="land", pays={KEY: 6_600}, in_kind=1_500)), land) == expected


@pytest.mark.parametrize("financing", ["deficit", "full"])
def test_what_fills_the_deficit_comes_after_third_party_money(financing: str) -> None:
    of = building(third_party=[DONATION])
    land = edition("land", block(financing=financing, rate=None))

    def made(euros: int) -> list[tuple[str, str]]:
        ask = Ask(programme="land", pays={KEY: 100_000 - euros}, financing=financing)
        return check(of, plan(of, ask, money=Money(third_party={KEY: {"spenden": euros}})), land)

    assert made(20_000) == []
    assert made(19_999) == [("C6", f"{LAND}: 2027 bleiben 1 € Drittmittel von gemeinde ungenutzt.")]


def test_a_loan_need_not_be_taken_before_a_deficit_is_filled() -> None:
    of = building(third_party=[{**DONATION, "kind": "loan"}])
    ask = Ask(programme="land", pays={KEY: 100_000}, financing="deficit")

    assert check(of, plan(of, ask), edition("land", block(financing="deficit", rate=None))) == []
