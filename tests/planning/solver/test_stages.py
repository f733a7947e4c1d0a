"""The objectives: what comes first, how ties are broken, and what happens when time runs out."""

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, instance, item

from quartier.model.answers import ObjectiveName
from quartier.model.edition import Edition
from quartier.planning.solver.bounds import TRADE_OFF
from quartier.planning.solver.conflict import build
from quartier.planning.solver.stages import (
    AIMS,
    OBJECTIVES,
    ROUNDING_STAGES,
    Outcome,
    few_and_certain,
    fixed_order,
    is_feasible,
    is_last_resort,
    own_cash,
    solve_stages,
)
from quartier.planning.solving import solve

TWO = costing(item("haus", 10_000), item("stelle", 6_000, "personnel"))


def part(name: str, kind: str, rate: int = 50) -> Edition:
    return edition(name, block(rate=rate, base={"vat": "included", "kinds": [kind]}))


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


@pytest.mark.parametrize("step", [500, 1_000])
def test_steps_decide_which_programme_is_best(step: int) -> None:
    """80 % of 12,000 are 9,600, but 9,500 or 9,000 in steps; 79 % are 9,480 in euros."""
    of = costing(item("haus", 12_000))
    coarse = edition("a", block(rate=80, amount={"max": 50_000, "round_to": step}))
    fine = edition("b", block(rate=79), combining=[{"with": {"any": True}, "rule": "not_same_project"}])

    assert euros(best(of, coarse, fine)) == ({"a": 9_500} if step == 500 else {"b": 9_480})


@pytest.mark.parametrize(
    ("rate", "step", "need", "paid"), [("10.8", 100, "1050", 1_000), ("10.809", 1, "1080.50", 1_080)]
)
def test_rounding_never_loses_the_plan(rate: str, step: int, need: str, paid: int) -> None:
    """Rounded down, the Land gives too little for what another programme needs: then the plan does without that one."""
    of = costing(item("haus", 10_000))
    land = edition("land", block(rate=rate, amount={"max": 5_000, "round_to": step}))
    needs = edition("b", block(needs_match={"from": ["state"], "amount": need}), level="federal")

    assert euros(best(of, land, needs)) == {"land": paid}


def test_without_time_a_plan_is_not_called_optimal() -> None:
    """Whatever is found at once is `feasible`, or nothing is."""
    task = instance(TWO, edition("a", block(rate=40)), part("b", "investment", 60), part("c", "personnel", 50))
    solution = solve(task, "least_own_funds", limit=1e-9)

    assert solution is None or not solution.proven


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_without_time_a_stage_that_adds_variables_keeps_the_plan(objective: ObjectiveName) -> None:
    """The months covered and the pairs nobody has said may be combined are counted in variables of their own."""
    open_rule = [{"with": {"any": True}, "rule": "unknown"}]
    task = instance(TWO, edition("a", block(rate=40), combining=open_rule), part("c", "personnel", 50))
    solution = solve(task, objective, limit=1e-9)

    assert solution is not None
    assert sum(solution.own) + sum(a.amount for a in solution.applications) == sum(cell.cost for cell in task.cells)


def test_a_program_that_allows_nothing() -> None:
    program = build(instance(TWO, edition("a")))
    program.model.add(program.used[0] >= 2)
    outcome = solve_stages(program, OBJECTIVES["least_own_funds"], 5.0)

    assert (outcome.values, outcome.proven) == (None, True)
    assert not is_feasible(program, 5.0)


def test_cents_fall_to_the_own_funds() -> None:
    """A third of 1,190 € and of 100 € are 396.66 € and 33.33 €, together 429.99 €."""
    of = costing(item("haus", 1_000, vat_rate=19), item("stelle", 100, "personnel"))
    plan = best(of, edition("a", block(rate="100/3")))

    assert (plan.grants_total, plan.own_total) == (429_00, 861_00)


def test_what_only_breaks_ties_or_rounds_leaves_a_plan_proven() -> None:
    """Only an aim of the objective makes a plan merely feasible; a gap is told where it is an amount."""
    outcome = Outcome([], proven=True)
    outcome.not_proven(fixed_order, 3)
    assert (outcome.proven, outcome.gap, outcome.unproven) == (True, None, ("order",))

    outcome.not_proven(own_cash, 700)
    outcome.not_proven(few_and_certain, 5)
    assert (outcome.proven, outcome.gap, outcome.unproven) == (False, 700, ("order", "own", "certainty"))

    counted = Outcome([], proven=True)
    counted.not_proven(few_and_certain, 5)
    assert (counted.proven, counted.gap) == (False, None)


def test_every_stage_has_a_name_for_the_answer() -> None:
    named = {stage for stages in (*OBJECTIVES.values(), TRADE_OFF, ROUNDING_STAGES) for stage in stages}

    assert named <= set(AIMS)


def test_an_application_names_no_item_it_does_not_pay() -> None:
    """The ceiling is reached with the first item; the second is left out, and no rule looks at it."""
    plan = best(TWO, edition("a", block(rate=50, amount={"max": 3_000})))

    assert [(grant.claims, grant.base) for grant in plan.grants] == [(("haus",), 10_000_00)]


def test_an_item_without_a_grant_is_named_where_the_own_share_needs_it() -> None:
    """90 % of the house leave 10 % of it; the own 20 % of all are reached with the post, which is not paid."""
    rest = edition("b", block(rate=10, base={"vat": "included", "kinds": ["investment"]}), level="foundation")
    share = {"min_rate": 20}
    plan = best(TWO, edition("a", block(rate=90, own=share, amount={"max": 9_000})), rest)
    claims = {grant.programme: grant.claims for grant in plan.grants}

    assert euros(plan) == {"a": 9_000, "b": 1_000}
    assert claims == {"a": ("haus", "stelle"), "b": ("haus",)}
