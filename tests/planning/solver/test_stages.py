"""How stages are solved: steps of the funders, what happens when time runs out, what is not decided."""

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, instance, item
from tests.planning.solver.two_items import TWO, part

from quartier.model.answers import ObjectiveName
from quartier.planning.solver.conflict import build
from quartier.planning.solver.objectives import OBJECTIVES, few_and_certain, fixed_order, own_cash
from quartier.planning.solver.stages import Outcome, is_feasible, solve_stages
from quartier.planning.solving import solve


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


def test_the_program_stays_as_it_is() -> None:
    program = build(instance(TWO, edition("a", block(rate="100/3")), part("c", "personnel", 50)))
    first, second = (solve_stages(program, OBJECTIVES["least_own_funds"], 5.0) for _ in range(2))

    assert first == second


def test_among_many_equal_programmes_any_is_best() -> None:
    """One of 60 that exclude each other: which, is left to the search, and the plan is proven all the same."""
    excluding = [{"with": {"any": True}, "rule": "not_same_project"}]
    many = [edition(f"p{number}", block(rate=50), combining=excluding) for number in range(60)]
    of = costing(item("haus", 10_000), parties=[{"id": "gemeinde", "type": "municipality"}])
    solution = solve(instance(of, *many), "least_own_funds")

    assert solution is not None
    assert (solution.proven, solution.unproven) == (True, ("order",))
    assert [application.amount for application in solution.applications] == [5_000_00]


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
