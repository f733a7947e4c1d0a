"""Rules between grants in the solver: groups that exclude each other, total share, matching, prerequisites, aid."""

import random
from itertools import combinations
from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, item

from quartier.model.edition import Edition
from quartier.planning.solver.relations import cliques_of

HOUSE = costing(item("haus", 10_000))


@pytest.mark.parametrize(
    ("edges", "cliques"),
    [
        ([], []),
        ([(0, 1)], [(0, 1)]),
        ([(1, 0), (0, 1)], [(0, 1)]),
        ([(0, 1), (1, 2)], [(0, 1), (1, 2)]),
        ([(0, 1), (1, 2), (0, 2)], [(0, 1, 2)]),
        ([(0, 1), (1, 2), (0, 2), (2, 3)], [(0, 1, 2), (2, 3)]),
        (list(combinations(range(5), 2)), [(0, 1, 2, 3, 4)]),
        ([(0, 1), (2, 3)], [(0, 1), (2, 3)]),
    ],
)
def test_cliques(edges: list[tuple[int, int]], cliques: list[tuple[int, ...]]) -> None:
    assert cliques_of(edges) == cliques


@pytest.mark.parametrize("seed", range(30))
def test_cliques_contain_every_pair_and_no_other(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - test data, not secrets
    edges = {edge for edge in combinations(range(8), 2) if chance.random() < chance.choice((0.2, 0.5, 0.9))}
    cliques = cliques_of(edges)

    assert {pair for clique in cliques for pair in combinations(clique, 2)} == edges
    assert cliques_of(sorted(edges, reverse=True)) == cliques


def share(most: int, **others: object) -> list[dict[str, Any]]:
    return [{"with": others, "rule": "total_share", "max": most, "of": "overlapping_costs", "reduce": "self"}]


@pytest.mark.parametrize(
    ("others", "third"),
    [({"any": True}, 1_000), ({"public": True}, 1_000), ({"level": "state"}, 1_000), ({"programme": "land"}, 1_000)],
)
def test_total_share_counts_all_public_money_on_the_item(others: dict[str, Any], third: int) -> None:
    """C11: 70 % of 10,000; the Land gives 2,000, the Bund 1,000, so 4,000 are left, whoever the rule speaks of."""
    speaks = edition("eu", block(rate=60), level="eu", combining=share(70, **others))
    land, bund = edition("land", block(rate=20)), edition("bund", block(rate=10), level="federal")

    assert euros(best(HOUSE, speaks, land, bund)) == {"bund": third, "eu": 4_000, "land": 2_000}


def test_total_share_only_where_items_overlap() -> None:
    """C11: alone on its item the grant is not limited, and there the other one claims nothing."""
    speaks = edition("eu", block(rate=60), level="eu", combining=share(50, public=True))
    two = costing(item("haus", 10_000), item("rat", 1_000, "fees"))

    def fees(rate: int) -> Edition:
        return edition("land", block(rate=rate, base={"vat": "included", "kinds": ["fees"]}))

    assert euros(best(HOUSE, speaks, fees(40))) == {"eu": 6_000}
    assert euros(best(two, speaks, fees(40))) == {"eu": 6_600}
    assert euros(best(two, speaks, fees(70))) == {"eu": 6_000, "land": 700}


def test_total_share_with_granted_money() -> None:
    """C11: what is granted for the item counts, what is granted for another one does not."""
    speaks = edition("eu", block(rate=80), level="eu", combining=share(90, public=True))
    granted = {"programme": "alt", "amount": 2_000, "decided_on": "2026-01-10"}
    of = costing(item("haus", 10_000), granted=[{**granted, "items": ["haus"]}])
    elsewhere = costing(item("haus", 10_000), item("hof", 2_000), granted=[{**granted, "items": ["hof"]}])

    assert euros(best(of, edition("alt"), speaks)) == {"eu": 7_000}
    assert euros(best(elsewhere, edition("alt"), speaks)) == {"eu": 8_000}


def match(ratio: object = 1, *of: str, **pays: object) -> dict[str, Any]:
    return block(financing="matching", rate=None, match={"of": list(of) or ["municipal"], "ratio": ratio}, **pays)


@pytest.mark.parametrize(("ratio", "paid"), [(1, 5_000), (3, 7_500), ("1/3", 2_500), ("2/3", 4_000)])
def test_matching_pays_the_ratio_of_own_cash_of_a_municipality(ratio: object, paid: int) -> None:
    assert euros(best(HOUSE, edition("kasse", match(ratio), level="care_fund"))) == {"kasse": paid}


def test_matching_follows_grants_third_parties_and_granted_money_of_its_levels() -> None:
    kasse = edition("kasse", match(1, "state"), level="care_fund")
    land = edition("land", block(rate=30))
    public = {"id": "land", "kind": "public", "level": "state", "amounts": {2027: 2_000}}
    granted = {"programme": "land", "amount": 1_000, "decided_on": "2026-01-10"}

    assert euros(best(HOUSE, kasse)) == {}
    assert euros(best(HOUSE, kasse, land)) == {"kasse": 3_000, "land": 3_000}
    assert euros(best(costing(item("haus", 10_000), third_party=[public]), kasse)) == {"kasse": 2_000}
    assert euros(best(costing(item("haus", 10_000), granted=[granted]), kasse, land)) == {"kasse": 1_000}


def test_only_counted_costs_beside_the_grant_are_matched() -> None:
    """C12: VAT that does not count is nobody's money for the measure, so 5,000 and not half of 11,900."""
    of = costing(item("haus", 10_000, vat_rate=19))
    kasse = edition("kasse", match(base={"vat": "excluded"}), level="care_fund")

    assert euros(best(of, kasse)) == {"kasse": 5_000}


def test_own_cash_of_an_association_is_nobodys_money_to_match() -> None:
    of = costing(item("haus", 10_000, party="verein"))

    assert euros(best(of, edition("kasse", match(), level="care_fund"))) == {}


@pytest.mark.parametrize(
    ("need", "paid"),
    [
        ({"amount": 5_000}, {"land": 5_000}),
        ({"amount": 5_001}, {}),
        ({"rate_of_grant": 100}, {"land": 5_000}),
    ],
)
def test_money_that_must_come_from_others(need: dict[str, Any], paid: dict[str, int]) -> None:
    """C12: the municipality's own cash beside a grant of half the costs or nothing."""
    land = edition("land", block(amount={"min": 5_000}, needs_match={"from": ["municipal"], **need}))

    assert euros(best(HOUSE, land)) == paid


def test_a_share_of_the_grant_that_must_come_from_others() -> None:
    """C12: with 1,000 € of the county a quarter of the grant is there for 4,000 €."""
    county = {"id": "kreis", "kind": "public", "level": "county", "amounts": {2027: 1_000}}
    land = edition("land", block(needs_match={"from": ["county"], "rate_of_grant": 25}))

    assert euros(best(costing(item("haus", 10_000), third_party=[county]), land)) == {"land": 4_000}


def test_money_that_must_come_every_year() -> None:
    """C12: in 2028 the house costs too little for 3,000 € of the municipality, so nothing is paid then."""
    of = costing(item("haus", {2027: 10_000, 2028: 2_000}))
    land = edition("land", block(rate=50, needs_match={"from": ["municipal"], "amount": 3_000, "per": "year"}))
    plan = best(of, land)

    assert plan.grants[0].by_year == {2027: 5_000_00}


@pytest.mark.parametrize(("amount", "paid"), [("5000", {"land": 5_000}), ("5000.01", {})])
def test_money_that_must_come_every_year_to_the_cent(amount: str, paid: dict[str, int]) -> None:
    need = {"from": ["municipal"], "amount": amount, "per": "year"}
    land = edition("land", block(amount={"min": 5_000}, needs_match=need))

    assert euros(best(HOUSE, land)) == paid


def test_prerequisites() -> None:
    """C13: what needs another programme brings it along, or is satisfied by a decided grant."""
    needs = edition("b", block(rate=80), combining=[{"rule": "requires", "programme": "a"}])
    first = edition("a", block(rate=10, amount={"max": 500}))
    too_dear = edition("a", block(rate=10, amount={"min": 5_000}))
    granted = costing(item("haus", 10_000), granted=[{"programme": "a", "amount": 1, "decided_on": "2026-01-10"}])

    assert euros(best(HOUSE, needs)) == {}
    assert euros(best(HOUSE, first, needs)) == {"a": 500, "b": 8_000}
    assert euros(best(HOUSE, too_dear, needs)) == {}
    assert euros(best(granted, first, needs)) == {"b": 8_000}


def test_one_block_of_a_programme_for_each_party_unless_it_repeats() -> None:
    """C10: blocks that may be used beside others do not count."""

    def paid(**second: Any) -> list[str]:  # noqa: ANN401 - fields of a block
        kinds = {"base": {"vat": "included", "kinds": ["fees"]}}
        land = edition("a", block("x", rate=50), block("y", rate=30, **kinds, **second))
        of = costing(item("haus", 10_000), item("rat", 1_000, "fees"), item("fest", 100, party="verein"))
        return [f"{grant.block} {grant.party}" for grant in best(of, land).grants]

    assert paid() == ["x gemeinde", "x verein"]
    assert paid(repeat=True) == ["x gemeinde", "x verein", "y gemeinde"]


def aid(*history: tuple[int, str], **pays: object) -> int:
    """What a company gets of 100,000 € de-minimis aid decided on 1 June 2026."""
    received = [{"amount": amount, "decided_on": day} for amount, day in history]
    of = costing(item("haus", 100_000), parties=[{"id": "firma", "type": "company"}], aid_received=received)
    land = edition("land", block(**{"rate": 100, "state_aid": "de_minimis", **pays}))
    return sum(euros(best(of, land)).values())


@pytest.mark.parametrize(
    ("history", "paid"),
    [
        ([], 100_000),
        ([(200_000, "2025-01-01")], 100_000),
        ([(200_001, "2025-01-01")], 99_999),
        ([(250_000, "2023-06-01")], 50_000),
        ([(250_000, "2023-05-31")], 100_000),
        ([(250_000, "2026-06-01")], 50_000),
        ([(300_000, "2025-01-01")], 0),
        ([(900_000, "2025-01-01")], 0),
    ],
)
def test_aid_within_three_years_to_the_day(history: list[tuple[int, str]], paid: int) -> None:
    """C15: an amount without a fixed size may be smaller to fit; both ends of the window count."""
    assert aid(*history) == paid


def test_a_fixed_amount_of_aid_is_whole_or_none() -> None:
    fixed = {"financing": "fixed_amount", "rate": None, "amount": {"min": 100_000, "max": 100_000}}

    assert aid((200_000, "2025-01-01"), **fixed) == 100_000
    assert aid((200_001, "2025-01-01"), **fixed) == 0


@pytest.mark.parametrize(("second", "both"), [("2029-06-01", False), ("2029-06-02", True)])
def test_two_grants_of_a_plan_within_three_years_to_the_day(second: str, *, both: bool) -> None:
    """C15: 200,000 € on 1 June 2026 and as much three years later."""
    rounds = [{"closes": "2029-01-01", "start_from": second, "source": "s"}]
    aid_block = {"financing": "fixed_amount", "rate": None, "state_aid": "de_minimis", "early_start": "allowed"}
    fixed = block(**aid_block, amount={"min": 200_000, "max": 200_000})
    of = costing(
        item("haus", {2027: 300_000, 2030: 300_000}),
        parties=[{"id": "firma", "type": "company"}],
        period={"start": "2027-01", "end": "2030-12"},
    )
    later = edition("b", fixed, intake={"kind": "rounds", "rounds": rounds})

    assert len(best(of, edition("a", fixed), later).grants) == 1 + both


def test_services_of_general_interest_have_a_pot_of_their_own() -> None:
    assert aid((300_000, "2025-01-01"), state_aid="sgei_de_minimis") == 100_000


def wanted(*editions: Edition, only: tuple[str, ...]) -> dict[str, int]:
    return euros(best(costing(item("haus", 10_000), choose={"only": only}), *editions))


def test_wanted_programmes_are_used_and_no_others() -> None:
    assert wanted(edition("a"), edition("b", block(rate=40)), only=("b",)) == {"b": 4_000}
    assert wanted(edition("a"), edition("b", block(rate=100)), only=("a", "b")) == {"a": 5_000, "b": 5_000}
