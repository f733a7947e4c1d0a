"""The objectives: what comes first, and how ties are broken."""

from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, instance, item
from tests.planning.solver.two_items import TWO, part

from quartier.model.answers import ObjectiveName
from quartier.model.edition import Edition
from quartier.planning.solver.bounds import TRADE_OFF
from quartier.planning.solver.objectives import AIMS, OBJECTIVES, is_last_resort
from quartier.planning.solver.stages import ROUNDING_STAGES


def plans(*editions: Edition) -> dict[ObjectiveName, dict[str, int]]:
    return {name: euros(best(TWO, *editions, objective=name)) for name in OBJECTIVES}


def test_own_money_before_the_number_of_applications_or_the_reverse() -> None:
    """One programme pays 40 % of everything, two others half of their kind each."""
    found = plans(edition("a", block(rate=40)), part("b", "investment", 60), part("c", "personnel", 50))

    assert found["least_own_funds"] == {"a": 6_400, "b": 6_000, "c": 3_000}
    assert found["fewest_applications"] == {}


def test_fewest_applications_close_the_open_gap_first() -> None:
    """With 4,000 € of its own the municipality needs money; one application that fills most is best."""
    of = costing(item("haus", 10_000), own_funds={"gemeinde": {2027: 4_000}})
    small, large = edition("a", block(rate=30)), edition("b", block(rate=60))
    plan = best(of, small, large, edition("c", block(rate=40)), objective="fewest_applications")

    assert (euros(plan), plan.own_total, plan.open_gap) == ({"b": 6_000}, 4_000_00, {})


def test_safest_uses_nothing_that_is_open() -> None:
    opened = [{"id": "c", "text": "Holz", "source": "s", "when": {"fact": "timber", "is": True}}]
    unclear = edition("b", block(rate=60), combining=[{"with": {"any": True}, "rule": "unknown"}])
    doubtful = edition("a", block(rate=90, conditions=opened))
    clear = edition("c", block(rate=30))

    assert euros(best(TWO, doubtful, unclear, clear, objective="safest")) == {"b": 9_600}
    assert euros(best(TWO, doubtful, clear, objective="safest")) == {"c": 4_800}
    assert euros(best(TWO, doubtful, objective="safest")) == {}


def test_safest_leaves_out_items_without_a_purpose() -> None:
    of = costing(item("haus", 10_000), {**item("hof", 4_000), "measure": None})
    land = edition("a", block(base={"vat": "included", "measures": ["building"]}))
    plan, risky = best(of, land, objective="safest"), best(of, land)

    assert (euros(plan), plan.grants[0].claims, plan.conditional) == ({"a": 5_000}, ("haus",), False)
    assert (euros(risky), risky.grants[0].claims, risky.conditional) == ({"a": 7_000}, ("haus", "hof"), True)


def test_lasting_covers_more_months_even_for_less_money() -> None:
    of = costing(item("stelle", {2027: 10_000, 2028: 1_000}, "personnel"))
    year = edition("a", block(rate=80, period={"max_months": 12}))
    years = edition("b", block(rate=20), combining=[{"with": {"any": True}, "rule": "not_same_project"}])

    assert euros(best(of, year, years)) == {"a": 8_000}
    assert euros(best(of, year, years, objective="lasting")) == {"b": 2_200}


def test_last_resort_money_comes_after_all_other() -> None:
    """C14, whichever stands first in the catalogue."""
    late = [{"rule": "last_resort"}]
    for names in (("a", "b"), ("b", "a")):
        plan = best(TWO, edition(names[0], block(rate=60), combining=late), edition(names[1], block(rate=60)))
        assert euros(plan) == {names[0]: 6_400, names[1]: 9_600}


def test_last_resort_money_gives_way_before_money_that_shrinks_itself() -> None:
    """C11, C14: within 90 % of 10,000 €."""
    of = costing(item("haus", 10_000))
    share = [{"with": {"public": True}, "rule": "total_share", "max": 90, "reduce": "self"}]
    shrinking = edition("a", block(rate=60), combining=share)
    last = edition("b", block(rate=60), combining=[{"rule": "last_resort"}])

    assert euros(best(of, shrinking, last)) == {"a": 6_000, "b": 3_000}


def test_which_money_comes_last() -> None:
    task = instance(
        costing(item("haus", 1)),
        edition("a"),
        edition("b", block(financing="deficit", rate=None)),
        edition("c", block(financing="full", rate=None)),
        edition("d", combining=[{"rule": "last_resort"}]),
    )
    found = {c.edition.programme: is_last_resort(c) for c in task.candidates if c.party == "gemeinde"}

    assert found == {"a": False, "b": True, "c": True, "d": True}


def test_ties_go_to_the_first_in_the_catalogue() -> None:
    """Equal programmes that exclude each other: the first, and its money on the first cells."""
    excluding = [{"with": {"any": True}, "rule": "not_same_project"}]
    land = [edition(name, block(rate=50, amount={"max": 6_000}), combining=excluding) for name in ("b", "a", "c")]
    plan = best(TWO, *land)

    assert euros(plan) == {"b": 6_000}
    assert [(part.item, part.amount) for part in plan.grants[0].items] == [("haus", 5_000_00), ("stelle", 1_000_00)]


def test_third_party_money_is_used_before_grants() -> None:
    of = costing(item("haus", 10_000), third_party=[{"id": "s", "kind": "donations", "amounts": {2027: 6_000}}])
    plan = best(of, edition("a", block(rate=80)))

    assert (euros(plan), plan.third_party, plan.own_total) == ({"a": 4_000}, {"s": {2027: 6_000_00}}, 0)


def test_every_stage_has_a_name_for_the_answer() -> None:
    named = {stage for stages in (*OBJECTIVES.values(), TRADE_OFF, ROUNDING_STAGES) for stage in stages}

    assert named <= set(AIMS)
