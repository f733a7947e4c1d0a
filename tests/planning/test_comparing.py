"""The trade-off between own money and applications, on random projects: a Pareto front of proven plans."""

import pytest
from tests.planning.random_projects import random_project

from quartier.planning.answer import Extras, plan_project
from quartier.planning.comparing import MOST_POINTS
from quartier.planning.plans import Task
from quartier.planning.solving import cost_when_used, solve

LIMIT = 0.5
SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_further_application_helps_and_none_is_missing(seed: int) -> None:
    project, catalogue = random_project(seed)
    answer = plan_project(project, catalogue, {}, ["least_own_funds"], limit=LIMIT, extras=Extras(compare=True))
    if answer.infeasible is not None:
        assert answer.compare == ()
        return
    (plan,) = answer.plans
    points = [(point.applications, point.gap_total, point.own_total) for point in answer.compare]

    assert points == sorted(points)
    assert sorted({value[1:] for value in points}, reverse=True) == [value[1:] for value in points]
    assert [point.applications for point in answer.compare] == [len(point.plan.grants) for point in answer.compare]
    assert points[-1][1:] == (sum(sum(by_year.values()) for by_year in plan.open_gap.values()), plan.own_total)
    assert len(points) <= MOST_POINTS
    assert {point.plan.checked for point in answer.compare} == {True}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_point_is_the_best_with_so_many_applications(seed: int) -> None:
    project, catalogue = random_project(seed)
    instance = Task(project, catalogue, {}).instance()
    costs = []
    for number in range(len(instance.candidates) + 1):
        solution = solve(instance, "least_own_funds", limit=LIMIT, at_most=number)
        if solution is not None:
            assert len(solution.applications) <= number
            costs.append((sum(solution.open_gap), sum(solution.own)))

    assert costs == sorted(costs, reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_forcing_what_a_plan_uses_changes_nothing(seed: int) -> None:
    project, catalogue = random_project(seed)
    instance = Task(project, catalogue, {}).instance()
    solution = solve(instance, "least_own_funds", limit=LIMIT)
    for application in solution.applications if solution else ():
        assert solution is not None
        found = cost_when_used(instance, application.candidate.index, LIMIT)
        assert found.proven
        assert (found.gap, found.own) <= (sum(solution.open_gap), sum(solution.own))
        assert (found.gap or 0) + (found.own or 0) >= sum(solution.open_gap) + sum(solution.own) - 100 * len(
            solution.applications
        )
