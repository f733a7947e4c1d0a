"""The door to the solver: figures of a solution, and the base of a grant within its caps (C3, C17)."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import costing, instance, item, solved

from quartier.planning.solver.conflict import build
from quartier.planning.solving import USUAL_LIMIT, USUAL_VARIABLES, base_of, conflict, solve, usual_limit

HOUSE = costing(item("haus", {2027: 10_000, 2028: 4_000}), item("rat", 2_000, "fees"))


def test_a_solution_in_figures() -> None:
    donations = [{"id": "s", "kind": "donations", "amounts": {2027: 500}}]
    of = costing(item("haus", {2027: 10_000, 2028: 4_000}), item("rat", 2_000, "fees"), third_party=donations)
    task, solution = solved(of, edition("a", block(rate=50, base={"vat": "included", "kinds": ["investment"]})))
    (application,) = solution.applications

    assert (solution.objective, solution.proven, solution.gap, solution.slip) == ("least_own_funds", True, None, 0)
    assert application.candidate is task.candidates[0]
    assert application.cells == {0: 5_000_00, 1: 2_000_00}
    assert (application.claims, application.claimed_costs) == (("haus",), {0: 10_000_00, 1: 4_000_00})
    assert (application.base, application.hours, application.amount) == (14_000_00, 0, 7_000_00)
    assert solution.money == ({0: 500_00},)
    assert (solution.own, solution.open_gap) == ((4_500_00, 2_000_00, 2_000_00), (0, 0, 0))


def test_a_larger_task_may_take_longer() -> None:
    """In proportion to its variables, but never less than is usual."""
    program = build(instance(HOUSE, edition("a")))
    assert usual_limit(program) == USUAL_LIMIT

    for _ in range(3 * USUAL_VARIABLES - len(program.model.proto.variables)):
        program.model.new_bool_var("")
    assert usual_limit(program) == pytest.approx(3 * USUAL_LIMIT)


CAPS = {
    "project": [{"kind": "fees", "per": "project", "max": 1_500}],
    "year": [{"kind": "investment", "per": "year", "max": 5_000}],
    "share": [{"kind": "fees", "max_share_of": "investment", "rate": 10}],
    "circle": [
        {"kind": "fees", "max_share_of": "investment", "rate": 10},
        {"kind": "investment", "max_share_of": "fees", "rate": 50},
    ],
}


@pytest.mark.parametrize(
    ("caps", "base"), [("project", 15_500), ("year", 11_000), ("share", 15_400), ("circle", 2_400)]
)
def test_the_base_within_its_caps(caps: str, base: int) -> None:
    """A circle of shares ends where it began: fees 1,400 of 14,000, building 1,000 of 2,000."""
    land = edition("a", block(base={"vat": "included", "caps": CAPS[caps]}))
    task = instance(HOUSE, land)

    assert base_of(task.candidates[0], task.cells, {0: 10_000_00, 1: 4_000_00, 2: 2_000_00}) == base * 100


def chosen(*names: str) -> Any:  # noqa: ANN401 - a task
    """Two programmes that exclude each other; their other rules stand in nobody's way."""
    excluding = [{"with": {"any": True}, "rule": "not_same_project", "text": "Nur eins.", "source": "s"}]
    harmless = block(amount={"min": 1_000, "max": 4_000}, own={"min_rate": 10})
    of = costing(item("haus", 10_000), choose={"only": names}, parties=[{"id": "gemeinde", "type": "municipality"}])
    return instance(of, edition("a", harmless, combining=excluding), edition("b", harmless))


def test_no_plan_and_why() -> None:
    task = chosen("a", "b")

    assert solve(task, "least_own_funds") is None
    assert [(key.rule, key.candidates, key.text) for key in conflict(task)] == [
        ("C10", (0, 1), "Nur eins."),
        ("choice", (), ""),
        ("choice", (), ""),
    ]


def test_no_conflict_where_there_is_a_plan() -> None:
    assert conflict(chosen("a")) == ()


def test_the_safest_plan_may_be_impossible_where_another_is_not() -> None:
    unknown = [{"with": {"any": True}, "rule": "unknown"}]
    of = costing(item("haus", 10_000), choose={"only": ["a", "b"]})
    task = instance(of, edition("a", combining=unknown), edition("b"))

    assert solve(task, "least_own_funds") is not None
    assert solve(task, "safest") is None
    assert {key.rule for key in conflict(task, safest=True)} == {"choice"}
