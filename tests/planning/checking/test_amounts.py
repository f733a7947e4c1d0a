"""C3, C4 and C5: caps, floors, cliffs, fixed and unit amounts, the funder's step."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, Money, block, check, edition, plan, project

from quartier.model.edition import Edition
from quartier.model.project import Project

LAND = "LAND (Block, gemeinde)"


def amount(*amounts: dict[str, Any], **pays: object) -> Edition:
    return edition("land", block(**{"amount": list(amounts), **pays}))


def paid(euros: float, land: Edition, of: Project | None = None, **years: int) -> list[tuple[str, str]]:
    """A grant on the building in 2027, and on the worker in other years."""
    pays = {("umbau", 2027): euros, **{("stelle", int(year[1:])): value for year, value in years.items()}}
    ask = Ask(programme="land", pays=pays, financing=land.blocks[0].pays.financing)
    of = of or project()
    return check(of, plan(of, ask), land)


def test_the_highest_amount_per_project() -> None:
    land = amount({"max": 40_000})

    assert paid(40_000, land) == []
    assert paid(40_001, land) == [("C3", f"{LAND}: 40.001 €, höchstens 40.000 €.")]


def test_the_highest_amount_per_year() -> None:
    land = amount({"max": 15_000, "per": "year"})

    assert paid(15_000, land, y2028=15_000) == []
    assert paid(15_001, land, y2028=15_000) == [("C3", f"{LAND}: 15.001 €, höchstens 15.000 €.")]


def test_the_highest_amount_per_unit() -> None:
    land = amount({"max": 500, "per": "unit"}, unit={"fact": "volunteers", "amount": 1})
    of = project(facts={"volunteers": 40})

    assert paid(20_000, land, of) == []
    assert paid(20_001, land, of) == [("C3", f"{LAND}: 20.001 €, höchstens 20.000 €.")]
    assert paid(1, land, project(facts={"volunteers": 0})) == [("C3", f"{LAND}: 1 €, höchstens 0 €.")]
    open_ones = [("form", f"Der Plan nennt sich unbedingt, aber offen ist: {LAND}: Zahl der Einheiten.")]
    assert paid(500, land) == open_ones, "unbekannt zählt einmal"
    assert paid(501, land) == [*open_ones, ("C3", f"{LAND}: 501 €, höchstens 500 €.")]


def test_an_amount_whose_condition_fails_does_not_bind() -> None:
    land = amount({"max": 10_000, "when": {"fact": "timber", "is": False}}, {"max": 40_000})

    assert paid(40_000, land, project(facts={"timber": True})) == []
    assert paid(10_001, land) == [("C3", f"{LAND}: 10.001 €, höchstens 10.000 €.")], "offen bindet"


def test_a_cap_on_a_kind_of_cost_holds_at_the_rate() -> None:
    land = edition(
        "land", block(base={"vat": "included", "caps": [{"kind": "investment", "per": "year", "max": 60_000}]})
    )
    ask = Ask(programme="land", pays={("umbau", 2027): 30_000}, base=60_000_00)

    assert check(project(), plan(project(), ask), land) == []
    assert check(project(), plan(project(), replace(ask, pays={("umbau", 2027): 30_001})), land) == [
        ("C3", f"{LAND}: 30.001 € für investment, höchstens 30.000 €.")
    ]


def test_a_cap_on_one_kind_leaves_the_others_alone() -> None:
    caps = [{"kind": "personnel", "per": "year", "max": "20000.01"}]
    land = edition("land", block(base={"vat": "included", "caps": caps}))
    ask = Ask(
        programme="land",
        pays={("umbau", 2027): 50_000, ("stelle", 2027): 10_000, ("stelle", 2028): 10_000},
        base=140_000_02,
    )
    above = replace(ask, pays={("stelle", 2027): 10_000.01, ("stelle", 2028): 9_999.99}, claims=("umbau", "stelle"))

    assert check(project(), plan(project(), ask), land) == []
    assert check(project(), plan(project(), above), land) == [
        ("C3", f"{LAND}: 10.000,01 € für personnel, höchstens 10.000 €.")
    ], "die Hälfte von 20.000,01 € sind abgerundet 10.000 €"


def test_below_the_floor_nothing_is_paid() -> None:
    land = amount({"min": 5_000})

    assert paid(5_000, land) == []
    assert paid(4_999, land) == [("C4", f"{LAND}: 4.999 €, mindestens 5.000 €.")]


def test_a_floor_per_year_binds_in_years_that_are_paid() -> None:
    land = amount({"min": 5_000, "per": "year"})

    assert paid(5_000, land) == []
    assert paid(5_000, land, y2028=4_999) == [("C4", f"{LAND}: 4.999 €, mindestens 5.000 €.")]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ({"min": 160_000, "max": 160_000}, []),
        ({"min": 160_001}, [("C4", f"{LAND}: förderfähige Kosten 160.000 €, nötig sind 160.001 €.")]),
        ({"max": 159_999}, [("C4", f"{LAND}: förderfähige Kosten 160.000 €, erlaubt sind 159.999 €.")]),
    ],
)
def test_the_size_is_that_of_the_whole_project(size: dict[str, int], expected: list[tuple[str, str]]) -> None:
    land = edition("land", block(base={"vat": "included", "size": size}))
    ask = Ask(programme="land", pays={("stelle", 2027): 10}, base=30_000_00, end="2027-12")

    assert check(project(), plan(project(), ask), land) == expected


def test_the_size_with_partners() -> None:
    land = edition("land", block(base={"vat": "included", "size": {"min": 165_000}}, pays_partners=True))

    assert paid(10, land) == []


FIXED: dict[str, Any] = {"financing": "fixed_amount", "rate": None}


def test_a_fixed_amount_is_all_or_nothing() -> None:
    land = amount({"min": 40_000, "max": 40_000}, **FIXED)

    assert paid(40_000, land) == []
    assert paid(39_999, land) == [("C5", f"{LAND}: 39.999 €, es gibt 40.000 € oder nichts.")]
    assert paid(40_001, land) == [("C5", f"{LAND}: 40.001 €, es gibt 40.000 € oder nichts.")]


def test_a_fixed_amount_per_year() -> None:
    land = amount({"min": 20_000, "max": 20_000, "per": "year"}, **FIXED)

    assert paid(20_000, land, y2028=20_000) == []
    assert paid(20_000, land, y2028=19_999) == [("C5", f"{LAND}: 19.999 €, es gibt 20.000 € oder nichts.")]


def test_a_fixed_amount_per_unit() -> None:
    land = amount({"min": 500, "max": 500, "per": "unit"}, **FIXED, unit={"fact": "volunteers", "amount": 500})
    of = project(facts={"volunteers": 40})

    assert paid(20_000, land, of) == []
    assert paid(19_500, land, of) == [("C5", f"{LAND}: 19.500 €, es gibt 20.000 € oder nichts.")]


def test_a_fixed_amount_with_a_range_varies_within_it() -> None:
    land = amount({"min": 10_000, "max": 40_000}, **FIXED)

    assert paid(25_000, land) == []
    assert paid(9_999, land) == [("C4", f"{LAND}: 9.999 €, mindestens 10.000 €.")]
    assert paid(40_001, land) == [("C3", f"{LAND}: 40.001 €, höchstens 40.000 €.")]


def test_a_fixed_amount_with_cents_is_paid_in_whole_euros() -> None:
    assert paid(3_488, amount({"min": "3488.43", "max": "3488.43"}, **FIXED)) == []


def test_public_money_together_stays_within_the_costs_of_a_fixed_amount() -> None:
    land = amount({"min": 40_000, "max": 40_000}, financing="fixed_amount", rate=None, base={"vat": "excluded"})
    of = project(costs=[{"id": "umbau", "kind": "investment", "net": {2027: 100_000}, "vat_rate": 19}])
    fixed = Ask(programme="land", pays={("umbau", 2027): 40_000}, financing="fixed_amount", base=100_000_00)

    def with_other(euros: int) -> list[tuple[str, str]]:
        other = Ask(programme="bund", pays={("umbau", 2027): euros})
        return check(of, plan(of, fixed, other), land, edition("bund", block(rate=60), level="federal"))

    assert with_other(60_000) == []
    assert with_other(60_001) == [("C5", f"{LAND}: öffentliche Mittel 100.001 € auf 100.000 € förderfähige Kosten.")]


def test_a_foundation_and_own_cash_are_no_public_money() -> None:
    land = amount({"min": 40_000, "max": 40_000}, financing="fixed_amount", rate=None, base={"vat": "excluded"})
    of = project(costs=[{"id": "umbau", "kind": "investment", "net": {2027: 50_000}, "vat_rate": 19}])
    fixed = Ask(programme="land", pays={("umbau", 2027): 40_000}, financing="fixed_amount", base=50_000_00)
    other = Ask(programme="stiftung", pays={("umbau", 2027): 19_000})

    assert check(of, plan(of, fixed, other), land, edition("stiftung", level="foundation")) == []


def test_granted_and_public_third_party_money_is_public() -> None:
    land = amount({"min": 40_000, "max": 40_000}, financing="fixed_amount", rate=None, base={"vat": "excluded"})
    of = project(
        costs=[{"id": "umbau", "kind": "investment", "net": {2027: 50_000}, "vat_rate": 19}],
        granted=[{"programme": "bund", "amount": 6_000, "decided_on": "2026-01-10"}],
        third_party=[{"id": "kreis", "kind": "public", "amounts": {2027: 5_000}}],
    )
    fixed = Ask(programme="land", pays={("umbau", 2027): 40_000}, financing="fixed_amount", base=50_000_00)
    key = ("umbau", 2027)
    money = Money(granted={key: {"bund": 6_000}}, third_party={key: {"kreis": 4_001}})

    assert check(of, plan(of, fixed, money=money), land, edition("bund", level="federal")) == [
        ("C5", f"{LAND}: öffentliche Mittel 50.001 € auf 50.000 € förderfähige Kosten.")
    ]


def test_a_unit_amount_pays_whole_units_up_to_the_fact() -> None:
    land = edition("land", block(financing="unit_amount", rate=None, unit={"fact": "volunteers", "amount": 250}))
    of = project(facts={"volunteers": 40})

    assert paid(10_000, land, of) == []
    assert paid(9_750, land, of) == []
    assert paid(10_250, land, of) == [
        ("C5", f"{LAND}: 10.250 € sind nicht 250 € je Einheit bei höchstens 40 Einheiten.")
    ]
    assert paid(9_999, land, of) == [("C5", f"{LAND}: 9.999 € sind nicht 250 € je Einheit bei höchstens 40 Einheiten.")]
    assert paid(250, land) == [("C5", f"{LAND}: 250 € sind nicht 250 € je Einheit bei höchstens 0 Einheiten.")]
    assert paid(250, land, project(facts={"volunteers": Decimal("1.9")})) == []
    assert [rule for rule, _ in paid(500, land, project(facts={"volunteers": Decimal("1.9")}))] == ["C5"]


def test_whole_euros_in_the_funders_step() -> None:
    assert paid(10_000.01, edition("land")) == [("form", f"{LAND}: 10.000,01 € ist kein Vielfaches von 1 €.")]
    assert paid(10_100, amount({"round_to": 100})) == []
    assert paid(10_150, amount({"round_to": 100})) == [("form", f"{LAND}: 10.150 € ist kein Vielfaches von 100 €.")]


def test_a_grant_of_nothing_is_no_application() -> None:
    assert paid(0, edition("land")) == [("form", f"{LAND}: 0 € ist kein Vielfaches von 1 €.")]


def test_nothing_is_taken_back_from_an_item() -> None:
    assert ("form", f"{LAND}: stelle 2028 ist negativ.") in paid(10_000, edition("land"), y2028=-1)
