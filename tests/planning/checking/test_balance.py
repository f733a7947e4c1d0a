"""C1: everything adds up, and nobody gives more than there is."""

import pytest
from tests.planning.checking.conftest import (
    Ask,
    Money,
    cell_changed,
    changed,
    check,
    edition,
    grant_changed,
    plan,
    project,
)

from quartier.model.answers import Plan

LAND = edition("land")
ASK = Ask(programme="land", pays={("umbau", 2027): 50_000})
DONATION = {"id": "spenden", "kind": "donations", "party": "gemeinde", "amounts": {2027: 5_000}}
GRANTED = {"programme": "stiftung", "amount": 20_000, "decided_on": "2026-01-10", "items": ["umbau"]}


def test_a_plan_that_adds_up_breaks_nothing() -> None:
    assert check(project(), plan(project(), ASK), LAND) == []


def test_a_plan_without_grants_breaks_nothing() -> None:
    assert check(project(), plan(project())) == []


def test_a_project_without_costs_needs_no_period() -> None:
    of = project(costs=[], period=None)

    assert check(of, plan(of)) == []


def test_a_euro_too_little_in_a_cell() -> None:
    made = cell_changed(plan(project(), ASK), 0, own=49_999_00)

    assert check(project(), made, LAND) == [
        ("C1", "umbau 2027: gedeckt sind 99.999 € von 100.000 €."),
        ("C1", "Eigenmittel: 115.000 €, zusammengezählt 114.999 €."),
        ("C1", "Eigenmittel gemeinde 2027: 80.000 €, zusammengezählt 79.999 €."),
    ]


def test_a_negative_amount() -> None:
    made = cell_changed(plan(project(), ASK), 3, own=5_001_00, open_gap=-1_00)

    assert ("C1", "fest 2028: ein Betrag ist negativ.") in check(project(), made, LAND)


def test_costs_that_are_not_those_of_the_project() -> None:
    made = cell_changed(plan(project(), ASK), 3, cost=5_000_01, own=5_000_01)
    made = changed(made, total_costs=165_000_01, own_total=115_000_01, own={**made.own, "verein": {2028: 5_000_01}})

    assert check(project(), made, LAND) == [("C1", "fest 2028: Kosten 5.000,01 €, im Vorhaben 5.000 €.")]


def test_value_added_tax_is_rounded_half_up_per_item_and_year() -> None:
    of = project(costs=[{"id": "beratung", "kind": "fees", "net": {2027: "10.50", 2028: "10.50"}, "vat_rate": 7}])
    made = plan(of)

    assert [cell.cost for cell in made.cells] == [1124, 1124], "0,735 € sind 0,74 €"
    assert check(of, made) == []


def test_a_cell_is_missing() -> None:
    made = plan(project(), ASK)
    made = changed(
        made, cells=made.cells[:3], total_costs=160_000_00, own_total=110_000_00, own={"gemeinde": made.own["gemeinde"]}
    )

    assert check(project(), made, LAND) == [("C1", "fest 2028: 5.000 € Kosten fehlen im Plan.")]


def test_a_cell_of_the_wrong_party() -> None:
    made = cell_changed(plan(project()), 3, party="gemeinde")
    made = changed(made, own={"gemeinde": {2027: 130_000_00, 2028: 35_000_00}})

    assert check(project(), made) == [("form", "fest 2028: gehört verein, nicht gemeinde.")]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("total_costs", "Gesamtkosten: 165.000,01 €, zusammengezählt 165.000 €."),
        ("grants_total", "Zuschüsse: 50.000,01 €, zusammengezählt 50.000 €."),
        ("own_total", "Eigenmittel: 115.000,01 €, zusammengezählt 115.000 €."),
    ],
)
def test_a_total_a_cent_too_high(field: str, text: str) -> None:
    made = plan(project(), ASK)

    assert check(project(), changed(made, **{field: getattr(made, field) + 1}), LAND) == [("C1", text)]


def test_own_funds_suffice_to_the_cent() -> None:
    of = project(own_funds={"gemeinde": {2027: 80_000, 2028: 30_000}})
    short = project(own_funds={"gemeinde": {2027: "79.999,99", 2028: 30_000}})

    assert check(of, plan(of, ASK), LAND) == []
    assert check(short, plan(short, ASK), LAND) == [
        ("C1", "gemeinde 2027: Eigenmittel 80.000 €, vorhanden 79.999,99 €.")
    ]


def test_a_party_with_own_funds_has_nothing_in_a_year_it_does_not_name() -> None:
    of = project(own_funds={"gemeinde": {2027: 80_000}})

    assert check(of, plan(of, ASK), LAND) == [("C1", "gemeinde 2028: Eigenmittel 30.000 €, vorhanden 0 €.")]


def test_an_open_gap_takes_the_place_of_own_funds() -> None:
    of = project(own_funds={"gemeinde": {2027: 80_000}})
    made = plan(of, ASK, money=Money(gap={("stelle", 2028): 30_000}))

    assert check(of, made, LAND) == []
    assert check(of, changed(made, open_gap={"gemeinde": {2028: 29_999_00}}), LAND) == [
        ("C1", "Lücke gemeinde 2028: 29.999 €, zusammengezählt 30.000 €.")
    ]


def donated(euros: int, key: tuple[str, int] = ("umbau", 2027)) -> Plan:
    return plan(project(third_party=[DONATION]), ASK, money=Money(third_party={key: {"spenden": euros}}))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (donated(5_000), []),
        (donated(5_001), [("C1", "spenden 2027: 5.001 €, vorhanden 5.000 €.")]),
        (donated(1, ("stelle", 2028)), [("C1", "spenden 2028: 1 €, vorhanden 0 €.")]),
        (
            donated(1, ("fest", 2028)),
            [("C1", "fest 2028: spenden gehört nicht verein."), ("C1", "spenden 2028: 1 €, vorhanden 0 €.")],
        ),
        (changed(donated(5_000), third_party={"gemeinde": {2027: 5_000_00}}), []),
        (
            changed(donated(5_000), third_party={"gemeinde": {2027: 4_999_00}}),
            [("C1", "Drittmittel: 4.999 €, zusammengezählt, oder anders auf die Jahre verteilt 5.000 €.")],
        ),
    ],
)
def test_third_party_money(made: Plan, expected: list[tuple[str, str]]) -> None:
    assert check(project(third_party=[DONATION]), made, LAND) == expected


def test_third_party_money_nobody_promised() -> None:
    made = plan(project(), ASK, money=Money(third_party={("umbau", 2027): {"lotto": 10}}))

    assert check(project(), made, LAND) == [("C1", "lotto 2027: 10 €, vorhanden 0 €.")]


def granted(euros: int, key: tuple[str, int] = ("umbau", 2027)) -> Plan:
    return plan(project(granted=[GRANTED]), ASK, money=Money(granted={key: {"stiftung": euros}}))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (granted(20_000), []),
        (granted(20_001), [("C1", "stiftung: 20.001 €, bewilligt 20.000 €.")]),
        (granted(1, ("stelle", 2027)), [("C1", "stelle 2027: stiftung ist nicht für diesen Posten bewilligt.")]),
    ],
)
def test_granted_money(made: Plan, expected: list[tuple[str, str]]) -> None:
    assert check(project(granted=[GRANTED]), made, LAND) == expected


def test_granted_money_without_items_pays_its_party() -> None:
    of = project(granted=[{**GRANTED, "party": "verein", "items": []}])

    assert check(of, plan(of, money=Money(granted={("fest", 2028): {"stiftung": 10}}))) == []
    assert check(of, plan(of, money=Money(granted={("umbau", 2027): {"stiftung": 10}}))) == [
        ("C1", "umbau 2027: stiftung ist nicht für diesen Posten bewilligt.")
    ]


def test_a_grant_says_the_same_everywhere() -> None:
    made = plan(project(), ASK)

    assert check(project(), grant_changed(made, 0, by_year={2027: 49_999_00, 2028: 1_00}), LAND) == [
        ("form", "LAND (Block, gemeinde): 2027 49.999 €, auf Posten verteilt 50.000 €."),
        ("form", "LAND (Block, gemeinde): 2028 1 €, auf Posten verteilt 0 €."),
    ]
    assert check(project(), grant_changed(made, 0, amount=49_999_00), LAND) == [
        ("form", "LAND (Block, gemeinde): 49.999 €, auf Posten verteilt 50.000 €."),
        ("C1", "Zuschüsse: 50.000 €, zusammengezählt 49.999 €."),
    ]


def test_a_cell_names_another_amount_than_the_grant() -> None:
    made = cell_changed(plan(project(), ASK), 0, grants=[{"grant": 0, "amount": 49_999_00}], own=50_001_00)
    made = changed(made, own_total=115_001_00, own={**made.own, "gemeinde": {2027: 80_001_00, 2028: 30_000_00}})

    assert check(project(), made, LAND) == [
        ("form", "LAND (Block, gemeinde): umbau 2027 50.000 €, in der Zelle 49.999 €.")
    ]


def test_a_cell_names_a_grant_that_does_not_pay_it() -> None:
    made = cell_changed(plan(project(), ASK), 1, grants=[{"grant": 0, "amount": 1_00}], own=29_999_00)
    own = {"gemeinde": {2027: 79_999_00, 2028: 30_000_00}, "verein": made.own["verein"]}
    made = changed(made, own_total=114_999_00, own=own)

    assert check(project(), made, LAND) == [("form", "LAND (Block, gemeinde): stelle 2027 0 €, in der Zelle 1 €.")]
