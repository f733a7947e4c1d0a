"""The search for the best value: proven, reproducible, and honest where time runs out."""

from ortools.sat.python import cp_model  # noqa: TID253 - what is tested works on its models
from tests.planning.random_projects import random_project

from quartier.planning.prepare import prepare
from quartier.planning.solver.conflict import build
from quartier.planning.solver.objectives import own_cash
from quartier.planning.solver.program import Program
from quartier.planning.solver.search import (
    FEWEST_GROUPS,
    NEAR_TURN,
    ONE_TURN,
    Search,
    Turn,
    hint,
    least_of,
    new_solver,
    value_of,
)

WEIGHTS = (37, 41, 53, 61, 67, 71, 73, 79, 83, 89)


def knapsack() -> tuple[cp_model.CpModel, list[cp_model.IntVar], cp_model.LinearExpr]:
    """Choose weights that together are at least 300, as light as possible."""
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in WEIGHTS]
    weight = sum(w * literal for w, literal in zip(WEIGHTS, chosen, strict=True))
    assert isinstance(weight, cp_model.LinearExpr)
    model.add(weight >= 300)
    return model, chosen, weight


def lightest() -> int:
    sums = {0}
    for weight in WEIGHTS:
        sums |= {other + weight for other in sums}
    return min(found for found in sums if found >= 300)


def test_the_best_value_is_found_and_proven() -> None:
    model, chosen, weight = knapsack()
    found = Search(model, weight, 5.0, [[literal] for literal in chosen]).run(None)

    assert found.values is not None
    assert (value_of(weight, found.values), found.bound) == (lightest(), lightest())
    assert found.status == cp_model.OPTIMAL


def test_changes_of_a_plan_only_ever_improve_it_and_the_proof_is_that_of_the_whole_model() -> None:
    """A first turn without time leaves the start; changes and the second turn do the rest."""
    model, chosen, weight = knapsack()
    start = [1] * len(WEIGHTS)
    turns = (Turn(0.0), Turn(1.0))
    found = Search(model, weight, 5.0, [[literal] for literal in chosen]).run(start, turns)

    assert len(chosen) >= FEWEST_GROUPS
    assert found.values is not None
    assert (value_of(weight, found.values), found.status) == (lightest(), cp_model.OPTIMAL)


def test_near_enough_is_less_than_a_euro() -> None:
    """A search that may end early is off by less than the 100 cents of a euro."""
    model, _, weight = knapsack()
    found = Search(model, weight, 5.0).run(None, NEAR_TURN)

    assert found.values is not None
    reached = value_of(weight, found.values)
    assert reached is not None
    assert found.bound is not None
    assert lightest() <= reached < lightest() + 100
    assert reached - found.bound < 100


def test_all_turns_share_one_limit() -> None:
    """No turn begins when the limit is spent, and a turn takes no more than what is left of it."""
    model, chosen, weight = knapsack()
    start = [1] * len(WEIGHTS)
    search = Search(model, weight, 5.0, [[literal] for literal in chosen])
    found = search.run(start, (Turn(0.0), Turn(0.0), Turn(5.0)))
    again = Search(model, weight, 1e-6).run(start, (Turn(0.0), Turn(1e-6), Turn(5.0)))

    assert found.status == cp_model.OPTIMAL
    assert 0 < found.spent < search.limit
    assert again.status != cp_model.OPTIMAL
    assert again.spent < found.spent


def test_conflicts_count_as_time() -> None:
    """However slowly the solver counts its seconds, a search ends; short ones may have a thousand conflicts."""
    limits = [new_solver(seconds).parameters for seconds in (1e-9, 0.5, 2.0)]

    assert [each.max_deterministic_time for each in limits] == [1e-9, 0.5, 2.0]
    assert [each.max_number_of_conflicts for each in limits] == [1_000, 2_500, 10_000]


def test_what_is_known_is_never_lost() -> None:
    """Without time for a search the start is handed back, and nothing is called proven."""
    model, _, weight = knapsack()
    start = [1] * len(WEIGHTS)
    found = Search(model, weight, 0.0).run(start, ONE_TURN)

    assert (found.values, found.status, found.bound) == (start, cp_model.UNKNOWN, None)


def test_a_contradiction_is_proven() -> None:
    model, _, weight = knapsack()
    model.add(weight <= 299)

    assert Search(model, weight, 5.0).run(None).status == cp_model.INFEASIBLE


def test_the_value_of_an_expression() -> None:
    model, chosen, weight = knapsack()
    later = model.new_bool_var("")

    assert value_of(7, []) == 7
    assert value_of(weight + 5, [1, 1, *[0] * 8]) == 37 + 41 + 5
    assert value_of(weight + later, [1] * len(chosen)) is None


def test_the_least_an_expression_could_be() -> None:
    model = cp_model.CpModel()
    low, high = model.new_int_var(2, 9, ""), model.new_int_var(-4, 5, "")

    assert least_of(model, 3 * low - 2 * high + 1) == 3 * 2 - 2 * 5 + 1


def test_a_hint_is_where_a_search_begins() -> None:
    model, chosen, _ = knapsack()
    hint(model, [1] * 10)
    hint(model, [0] * 10)

    assert list(model.proto.solution_hint.vars) == [literal.index for literal in chosen]
    assert list(model.proto.solution_hint.values) == [0] * 10


def _program(seed: int) -> Program:
    project, catalogue = random_project(seed)
    return build(prepare(project, catalogue, {}))


def test_the_same_task_gives_the_same_values() -> None:
    runs = []
    for _ in range(2):
        program = _program(3)
        expression = own_cash(program)
        assert isinstance(expression, cp_model.LinearExpr)
        runs.append(Search(program.model, expression, 0.1, program.choices()).run(None).values)

    assert runs[0] == runs[1] is not None


def test_changing_nothing_but_the_way_of_searching_gives_the_same_value() -> None:
    """Own money as found in turns with changes, and by one plain search of the same model."""
    for seed in range(12):
        program, plain = _program(seed), _program(seed)
        expression, other = own_cash(program), own_cash(plain)
        assert isinstance(expression, cp_model.LinearExpr)
        found = Search(program.model, expression, 10.0, program.choices()).run(None)
        plain.model.minimize(other)
        solver = new_solver(20.0, cuts=True)
        status = solver.solve(plain.model)

        assert found.values is not None
        if cp_model.OPTIMAL == status == found.status:
            assert value_of(expression, found.values) == round(solver.objective_value), seed
