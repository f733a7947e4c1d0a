"""No legal plan on a coarse grid is better than the solver's: every selection, claim and split of many tiny tasks."""

import pytest
from tests.planning.checking.conftest import VOCABULARY
from tests.planning.tiny import CENTS, Task, comes_last, shrinks
from tests.planning.tiny_plans import best, written
from tests.planning.tiny_tasks import random_task

from quartier.catalogue.store import Catalogue
from quartier.model.answers import ObjectiveName, Plan
from quartier.planning.answer import plan_project
from quartier.planning.checking import check_plan

OBJECTIVES: tuple[ObjectiveName, ...] = ("least_own_funds", "fewest_applications")
SEEDS = range(400)
GROUP = 20


def catalogue(task: Task) -> Catalogue:
    return Catalogue(task.editions, VOCABULARY, f"sha256:{task.seed}")


def reached(task: Task, made: Plan, objective: ObjectiveName) -> tuple[float, ...]:
    """The plan's value in units of the grid, as `tiny.value` counts it."""
    lands = {land.programme: (land, land.blocks[0]) for land in task.editions}
    spare = sum(task.donations.values()) - sum(sum(cell.third_party.values()) for cell in made.cells) / CENTS
    last = sum(grant.amount for grant in made.grants if comes_last(*lands[grant.programme])) / CENTS
    reduced = sum(grant.amount for grant in made.grants if shrinks(lands[grant.programme][0])) / CENTS
    gap, used = sum(cell.open_gap for cell in made.cells) / CENTS, len(made.grants)
    money = (made.own_total / CENTS, spare, last, reduced)
    return (gap, used, *money) if objective == "fewest_applications" else (gap, *money, used)


def on_grid(made: Plan) -> bool:
    parts = [part.amount for cell in made.cells for part in cell.grants]
    return not any(amount % CENTS for amount in [*parts, *(cell.open_gap for cell in made.cells)])


@pytest.mark.parametrize("first", SEEDS[::GROUP])
def test_no_plan_on_the_grid_is_better(first: int) -> None:
    """Where the solver's plan lies on the grid itself, enumeration finds exactly its value; else nothing better."""
    for seed in range(first, first + GROUP):
        task, objective = random_task(seed), OBJECTIVES[seed % len(OBJECTIVES)]
        (made,) = plan_project(task.project, catalogue(task), {}, [objective]).plans
        value = reached(task, made, objective)
        found = best(task, objective, value)

        assert (seed, made.status, made.checked) == (seed, "optimal", True)
        assert found is not None or not on_grid(made), (
            f"seed {seed}, {objective}: {value} is on the grid, but not found"
        )
        if found is not None:
            assert found.value == value, f"seed {seed}, {objective}: {value}, but {found} is better"
            assert (seed, check_plan(task.project, written(task, found), catalogue(task), {})) == (seed, [])


def test_enough_tasks_are_decided_exactly() -> None:
    """Most tasks have rules that matter, and a solution on the grid; else the comparison above would say little."""
    tasks = [random_task(seed) for seed in range(100)]
    rules = [{rule.rule.value for land in task.editions for rule in land.combining} for task in tasks]
    counted = {name: sum(name in names for names in rules) for name in sorted(set().union(*rules))}

    assert min(counted.values()) >= 10
    assert set(counted) == {"last_resort", "not_same_item", "not_same_project", "requires", "total_share"}
