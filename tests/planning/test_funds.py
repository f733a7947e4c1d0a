"""Own cash, third-party money, decided grants and aid got before, as the planning task holds them."""

import datetime as dt

from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, instance, item

from quartier.planning.funds import three_years_before

HOUSE = (item("haus", {2027: 1_000, 2028: 2_000}), item("fest", 500, "materials", party="verein"))


def test_own_funds_without_a_list_have_no_limit() -> None:
    assert instance(costing(*HOUSE), edition("p")).own_limits == {
        ("gemeinde", 2027): None,
        ("gemeinde", 2028): None,
        ("verein", 2027): None,
    }


def test_a_party_with_a_list_has_nothing_in_a_year_it_does_not_name() -> None:
    of = costing(*HOUSE, own_funds={"gemeinde": {2027: 100}})

    assert instance(of, edition("p")).own_limits == {
        ("gemeinde", 2027): 100_00,
        ("gemeinde", 2028): 0,
        ("verein", 2027): None,
    }


def test_what_own_funds_do_not_reach_is_an_open_gap_by_year() -> None:
    of = costing(*HOUSE, own_funds={"gemeinde": {2027: 100}})
    plan = best(of, edition("p"))

    assert euros(plan) == {"p": 1_750}
    assert plan.open_gap == {"gemeinde": {2027: 400_00, 2028: 1_000_00}}
    assert plan.own == {"gemeinde": {2027: 100_00, 2028: 0}, "verein": {2027: 250_00}}


def test_third_party_money_pays_its_party_in_its_year() -> None:
    of = costing(
        *HOUSE,
        third_party=[
            {"id": "spenden", "kind": "donations", "amounts": {2028: 5_000}},
            {"id": "stadt", "kind": "public", "level": "municipal", "party": "verein", "amounts": {2027: 100}},
        ],
    )
    money = instance(of, edition("p")).money

    assert [(m.id, m.kind, m.level, m.amount, m.cells, m.year, m.public) for m in money] == [
        ("spenden", "donations", None, 5_000_00, (1,), 2028, False),
        ("stadt", "public", "municipal", 100_00, (2,), 2027, True),
    ]
    plan = best(of)
    assert plan.third_party == {"spenden": {2028: 2_000_00}, "stadt": {2027: 100_00}}
    assert plan.own_total == 1_400_00


def test_decided_grants_pay_the_items_they_name_or_all_of_their_party() -> None:
    granted = {"programme": "alt", "amount": 700, "decided_on": "2026-01-10"}
    named = costing(*HOUSE, item("hof", 300), granted=[{**granted, "items": ["hof"]}])
    unnamed = costing(*HOUSE, item("hof", 300), granted=[granted])
    task = instance(named, edition("alt", level="federal"))

    assert [(m.id, m.level, m.cells, m.public) for m in task.money] == [("alt", "federal", (3,), True)]
    assert best(named).own_total == 3_500_00
    assert best(unnamed).own_total == 3_100_00
    assert sum(cell.granted.get("alt", 0) for cell in best(named).cells) == 300_00


def test_whose_own_cash_is_money_of_a_level() -> None:
    parties = [
        {"id": name, "type": kind}
        for name, kind in (
            ("ort", "municipality"),
            ("kreis", "county"),
            ("verband", "municipal_alliance"),
            ("verein", "registered_association"),
        )
    ]
    of = costing(item("haus", 1_000), parties=parties)

    assert instance(of).party_levels == {"ort": "municipal", "kreis": "county"}


def test_aid_got_before() -> None:
    aid = [
        {"amount": 100, "decided_on": "2025-01-01"},
        {"party": "verein", "amount": 200, "decided_on": "2025-02-01", "kind": "sgei_de_minimis"},
    ]
    found = instance(costing(*HOUSE, aid_received=aid)).aid_history

    assert [(entry.party, entry.kind, entry.amount, str(entry.decided_on)) for entry in found] == [
        ("gemeinde", "de_minimis", 100_00, "2025-01-01"),
        ("verein", "sgei_de_minimis", 200_00, "2025-02-01"),
    ]


def test_a_decided_grant_that_is_aid_counts_once() -> None:
    """As its block says; without a block only where all blocks of the edition are alike."""
    grants = [
        {"programme": "klein", "amount": 300, "decided_on": "2025-03-01", "party": "verein"},
        {"programme": "klein", "amount": 400, "decided_on": "2025-04-01"},
        {"programme": "beides", "block": "b", "amount": 500, "decided_on": "2025-05-01"},
        {"programme": "beides", "amount": 600, "decided_on": "2025-06-01"},
        {"programme": "fremd", "amount": 700, "decided_on": "2025-07-01"},
    ]
    told = [{"amount": 400, "decided_on": "2025-04-01"}]
    small = edition("klein", block(state_aid="de_minimis"))
    both = edition("beides", block(), block("b", state_aid="sgei_de_minimis"))
    found = instance(costing(*HOUSE, granted=grants, aid_received=told), small, both).aid_history

    assert [(entry.party, entry.kind, entry.amount) for entry in found] == [
        ("gemeinde", "de_minimis", 400_00),
        ("verein", "de_minimis", 300_00),
        ("gemeinde", "sgei_de_minimis", 500_00),
    ]


def test_three_years_before_a_leap_day() -> None:
    assert [three_years_before(dt.date(2028, 2, day)) for day in (28, 29)] == [dt.date(2025, 2, 28)] * 2
    assert three_years_before(dt.date(2027, 3, 1)) == dt.date(2024, 3, 1)
