"""C17: which costs count, and how many cents of them."""

from dataclasses import replace
from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, block, check, edition, plan, project

from quartier.model.project import Project


def one_item(**changes: object) -> Project:
    """A project of one item: advice for 6,400 € plus 19 % VAT over 24 months."""
    item = {"id": "beratung", "kind": "fees", "net": {2027: 6_400}, "vat_rate": 19, **changes}
    return project(costs=[{key: value for key, value in item.items() if value is not None}])


def counted(of: Project, base: dict[str, Any], most: int, **pays: object) -> list[tuple[str, str]]:
    """What the checker says of a grant that pays nearly nothing on a base of `most` cents."""
    ask = Ask(programme="land", pays={("beratung", 2027): 1}, base=most)
    return check(of, plan(of, ask), edition("land", block(base=base, **pays)))


def wrong(right: str, named: str) -> list[tuple[str, str]]:
    return [("C17", f"LAND (Block, gemeinde): förderfähig sind {right} €, nicht {named} €.")]


@pytest.mark.parametrize(
    ("vat", "facts", "cents"),
    [
        ("excluded", {}, 6_400_00),
        ("unknown", {}, 6_400_00),
        ("included", {}, 7_616_00),
        ("if_not_recoverable", {}, 6_400_00),
        ("if_not_recoverable", {"applicant.vat_recoverable": True}, 6_400_00),
        ("if_not_recoverable", {"applicant.vat_recoverable": False}, 7_616_00),
    ],
)
def test_value_added_tax(vat: str, facts: dict[str, bool], cents: int) -> None:
    of = one_item().model_copy(update={"facts": facts})

    assert counted(of, {"vat": vat}, cents) == []
    assert counted(of, {"vat": vat}, cents + 1)[0][0] == "C17"


def test_gross_costs_are_divided_where_value_added_tax_does_not_count() -> None:
    of = one_item(net=None, gross={2027: 23_000})

    assert counted(of, {"vat": "excluded"}, 19_327_73) == []
    assert counted(of, {"vat": "included"}, 23_000_00) == []
    assert counted(of, {"vat": "excluded"}, 19_327_74) == wrong("19.327,73", "19.327,74")


def test_a_day_rate_caps_the_net_costs_and_tax_comes_on_top() -> None:
    of = one_item(units={"days": 7})
    caps = [{"kind": "fees", "per": "day", "max": 800}]

    assert counted(of, {"vat": "excluded", "caps": caps}, 5_600_00) == []
    assert counted(of, {"vat": "included", "caps": caps}, 6_664_00) == []
    assert counted(of, {"vat": "excluded", "caps": caps}, 6_400_00) == wrong("5.600", "6.400")


def test_a_day_rate_over_several_years_is_spread_by_their_costs() -> None:
    of = one_item(net={2027: 6_000, 2028: 3_000}, units={"days": 10})
    caps = [{"kind": "fees", "per": "day", "max": 600}]
    one_year = Ask(programme="land", pays={("beratung", 2027): 1}, base=4_000_00, end="2027-12")

    assert counted(of, {"vat": "excluded", "caps": caps}, 6_000_00) == []
    assert check(of, plan(of, one_year), edition("land", block(base={"vat": "excluded", "caps": caps}))) == []


def test_of_two_caps_the_lower_one_binds() -> None:
    of = one_item(units={"days": 7, "hours": 50})
    caps = [{"kind": "fees", "per": "day", "max": 800}, {"kind": "fees", "per": "hour", "max": 100}]

    assert counted(of, {"vat": "excluded", "caps": caps}, 5_000_00) == []


def test_a_cap_per_unit_needs_the_number_of_units() -> None:
    caps = [{"kind": "fees", "per": "day", "max": 800}]

    assert counted(one_item(), {"vat": "excluded", "caps": caps}, 6_400_00) == []


def test_shares_in_a_circle_end_where_they_began() -> None:
    """Fees count 20 % of 10,000 personnel, personnel 100 % of 5,000 fees, neither going round again."""
    caps = [
        {"kind": "fees", "max_share_of": "personnel", "rate": 20},
        {"kind": "personnel", "max_share_of": "fees", "rate": 100},
    ]
    costs = [
        {"id": "beratung", "kind": "fees", "net": {2027: 5_000}},
        {"id": "stelle", "kind": "personnel", "net": {2027: 10_000}},
    ]
    ask = Ask(programme="land", pays={("beratung", 2027): 1}, claims=("beratung", "stelle"), base=7_000_00)
    land = edition("land", block(base={"vat": "included", "caps": caps}))
    of = project(costs=costs)

    assert check(of, plan(of, ask), land) == []


def test_only_months_of_the_funding_period_count() -> None:
    of = project()
    ask = Ask(programme="land", pays={("stelle", 2027): 1}, base=17_500_00, start="2027-06", end="2027-12")
    short = Ask(programme="land", pays={("stelle", 2027): 1}, base=17_500_00, start="2027-07", end="2027-12")

    assert check(of, plan(of, ask), edition("land")) == []
    assert check(of, plan(of, short), edition("land")) == wrong("15.000", "17.500")


def test_a_dated_item_falls_on_its_own_months() -> None:
    of = one_item(**{"from": "2027-03", "until": "2027-05"}, vat_rate=0)
    ask = Ask(programme="land", pays={("beratung", 2027): 1}, base=4_266_66, start="2027-04", end="2027-12")

    assert check(of, plan(of, ask), edition("land")) == [], "zwei von drei Monaten, auf Cent abgerundet"


def test_kinds_of_cost_per_year_project_and_share() -> None:
    of = project(
        costs=[
            {"id": "beratung", "kind": "fees", "net": {2027: 10_000, 2028: 2_000}},
            {"id": "stelle", "kind": "personnel", "net": {2027: 10_000}},
        ]
    )
    ask = Ask(programme="land", pays={("beratung", 2027): 1}, claims=("beratung", "stelle"))
    per_year = edition("land", block(base={"vat": "included", "caps": [{"kind": "fees", "per": "year", "max": 3_000}]}))
    per_project = edition(
        "land", block(base={"vat": "included", "caps": [{"kind": "fees", "per": "project", "max": 500}]})
    )
    share = {"kind": "fees", "max_share_of": "personnel", "rate": 20}
    by_share = edition("land", block(base={"vat": "included", "caps": [share]}))

    assert check(of, plan(of, replace(ask, base=15_000_00)), per_year) == []
    assert check(of, plan(of, replace(ask, base=10_500_00)), per_project) == []
    assert check(of, plan(of, replace(ask, base=12_000_00)), by_share) == []
    assert check(of, plan(of, replace(ask, base=12_000_01)), by_share) == wrong("12.000", "12.000,01")


@pytest.mark.parametrize(
    ("base", "item", "reason"),
    [
        ({"kinds": ["personnel"]}, "umbau", "die Kostenart investment ist nicht förderfähig"),
        ({"except": ["investment"]}, "umbau", "die Kostenart investment ist nicht förderfähig"),
        ({"measures": ["management"]}, "umbau", "die Maßnahme building ist nicht förderfähig"),
        ({}, "fest", "er gehört einem anderen Partner"),
    ],
)
def test_an_item_that_does_not_count(base: dict[str, Any], item: str, reason: str) -> None:
    ask = Ask(programme="land", pays={("stelle", 2027): 10}, claims=("stelle", item), base=60_000_00)
    land = edition("land", block(base={"vat": "included", **base}))

    assert check(project(), plan(project(), ask), land) == [
        ("C17", f"LAND (Block, gemeinde): {item} zählt nicht, {reason}.")
    ]


def test_money_for_partners() -> None:
    ask = Ask(programme="land", pays={("fest", 2028): 2_500})

    assert check(project(), plan(project(), ask), edition("land", block(pays_partners=True))) == []


def test_paid_but_not_claimed() -> None:
    ask = Ask(programme="land", pays={("stelle", 2027): 10, ("umbau", 2027): 10}, claims=("stelle",))

    assert check(project(), plan(project(), ask), edition("land")) == [
        ("C17", "LAND (Block, gemeinde): zahlt umbau, macht ihn aber nicht geltend.")
    ]


def _with_vat(*asks: Ask) -> list[tuple[str, str]]:
    """Two states that do not count VAT and a county that does, on a house of 10,000 € and 1,900 € VAT."""
    of = project(
        costs=[{"id": "haus", "kind": "investment", "measure": "building", "net": {2027: 10_000}, "vat_rate": 19}]
    )
    net, gross = block(rate=100, base={"vat": "excluded"}), block(rate=100, base={"vat": "included"})
    editions = (edition("a", net), edition("b", net), edition("c", gross, level="county"))
    bases = {"a": 10_000_00, "b": 10_000_00, "c": 11_900_00}
    told = [replace(ask, base=bases[ask.programme]) for ask in asks]
    return check(of, plan(of, *told), *editions)


def test_public_grants_pay_no_vat_that_none_of_them_counts() -> None:
    one, two = Ask(programme="a", pays={("haus", 2027): 6_000}), Ask(programme="b", pays={("haus", 2027): 4_000})

    assert _with_vat(one, two) == []
    assert _with_vat(one, replace(two, pays={("haus", 2027): 4_001})) == [
        ("C17", "haus 2027: öffentliche Zuschüsse 10.001 €, keiner von ihnen zählt mehr als 10.000 €.")
    ]


def test_a_grant_that_counts_vat_lets_all_of_them_pay_it() -> None:
    asks = [
        Ask(programme=name, pays={("haus", 2027): euros}) for name, euros in (("a", 6_000), ("b", 4_900), ("c", 1_000))
    ]

    assert _with_vat(*asks) == []
