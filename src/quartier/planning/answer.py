"""The answer of `quartier plan`: solve the wanted objectives, check every plan independently, explain it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quartier.catalogue.store import Catalogue
from quartier.model.answers import CatalogueNote, ObjectiveName, Plan, PlanAnswer
from quartier.model.conditions import FactValue
from quartier.model.project import Project
from quartier.planning.comparing import refusals_of, trade_off
from quartier.planning.infeasible import conflict_of
from quartier.planning.instance import Instance
from quartier.planning.plans import Task, checked_plan
from quartier.planning.solving import Solution, solve
from quartier.planning.unused import Budget, with_effects

OBJECTIVE_NAMES: tuple[ObjectiveName, ...] = ("least_own_funds", "fewest_applications", "safest", "lasting")


class Extras(NamedTuple):
    """What the answer shall say beyond the plans.

    `refused`: programmes that are left out, and what that costs compared with a plan that may use them.
    `arithmetic`: the whole calculation of each grant. `compare`: own money against the number of applications.
    `effects`: what each unused block would bring.
    """

    refused: tuple[str, ...] = ()
    arithmetic: bool = False
    compare: bool = False
    effects: bool = False


_NOTHING_MORE = Extras()

Tell = Callable[[str], None]
"""Hears what is computed next: the name of an objective, then `conflict`, `effects`, `refusals`, `compare`."""


def _nobody(_stage: str) -> None:
    """Nobody waits to hear."""


def plan_project(  # noqa: PLR0913 - the three first say what is to be planned, the rest how
    project: Project,
    catalogue: Catalogue,
    place: Mapping[str, FactValue],
    objectives: Iterable[ObjectiveName] = OBJECTIVE_NAMES,
    *,
    limit: float | None = None,
    extras: Extras = _NOTHING_MORE,
    tell: Tell = _nobody,
) -> PlanAnswer:
    """Plans for the objectives, equal ones merged; or the minimal conflict where none is possible.

    `place`: the facts of the place by name. `limit`: deterministic seconds for each plan, without one as long as is
    usual for the size of the task; a plan not proven by then is `feasible` with its gap. `tell` hears of every stage as
    it begins.
    Raises PlanCheckError if the independent checker finds a broken rule.
    """
    wanted = tuple(objectives)
    whole = Task(project, catalogue, place)
    task = whole.without(extras.refused)
    instance = task.instance()
    solutions = list(_solutions(instance, wanted, limit, tell))
    plans = [checked_plan(task, instance, solution, arithmetic=extras.arithmetic) for solution in solutions]
    answer = PlanAnswer(
        project=project.title,
        as_of=instance.as_of,
        catalogue=CatalogueNote(editions=len(catalogue.editions), digest=catalogue.digest),
        plans=tuple(_merged(plans)),
    )
    more: dict[str, object] = {}
    if not plans:
        tell("conflict")
        safest = all(name == "safest" for name in wanted)
        more["infeasible"] = conflict_of(instance, catalogue, place, safest=safest)
    if extras.effects:
        tell("effects")
        more["plans"] = tuple(_with_effects(instance, answer.plans, solutions))
    if extras.refused:
        tell("refusals")
        more["refusals"] = tuple(refusals_of(whole, extras.refused, plans, limit))
    if extras.compare and plans:
        tell("compare")
        more["compare"] = tuple(trade_off(task, limit))
    return answer.model_copy(update=more)


def _solutions(
    instance: Instance, wanted: Sequence[ObjectiveName], limit: float | None, tell: Tell
) -> Iterator[Solution]:
    for name in wanted:
        tell(name)
        solution = solve(instance, name, limit=limit)
        if solution is not None:
            yield solution


_OF_THE_AIM = {"objective", "objectives", "status", "gap", "unproven", "unused"}
"""What may differ between plans that are the same for those who carry them out."""


def _merged(plans: Iterable[Plan]) -> Iterator[Plan]:
    """Equal plans once, with all objectives they serve; why blocks are unused is said for the first of these.

    Such a plan is proven only if it is for every one of its objectives.
    """
    groups: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        groups[plan.model_dump_json(exclude=_OF_THE_AIM)].append(plan)
    for group in groups.values():
        weakest = next((plan for plan in group if plan.status == "feasible"), group[0])
        yield group[0].model_copy(
            update={
                "objectives": tuple(plan.objective for plan in group),
                "status": weakest.status,
                "gap": weakest.gap,
                "unproven": tuple(dict.fromkeys(aim for plan in group for aim in plan.unproven)),
            }
        )


def _with_effects(instance: Instance, plans: Iterable[Plan], solutions: Iterable[Solution]) -> Iterator[Plan]:
    """The plans with what their unused blocks would bring; nothing is said for `lasting`, which weighs other things."""
    budget, by_objective = Budget(), {solution.objective: solution for solution in solutions}
    for plan in plans:
        aim = plan.objective
        yield plan if aim == "lasting" else with_effects(instance, plan, by_objective[aim], budget)
