"""A project and its programmes as a planning task, and the plans for them; money in whole euros where named so."""

from typing import Any

from tests.planning.checking.conftest import VOCABULARY, project

from quartier.catalogue.store import Catalogue
from quartier.model.answers import ObjectiveName, Plan, PlanAnswer
from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.planning.answer import plan_project
from quartier.planning.instance import Candidate, Instance
from quartier.planning.prepare import prepare
from quartier.planning.solving import Solution, solve


def catalogue(*editions: Edition) -> Catalogue:
    return Catalogue(editions, VOCABULARY, "sha256:0")


def item(name: str, net: int | dict[int, int], kind: str = "investment", **more: object) -> dict[str, Any]:
    """A cost item of the building, in 2027 unless the years are named."""
    by_year = net if isinstance(net, dict) else {2027: net}
    return {"id": name, "kind": kind, "measure": "building", "net": by_year, **more}


def costing(*items: dict[str, Any], **more: object) -> Project:
    """A project of 2027 and 2028 with these costs."""
    return project(costs=list(items), **more)


def instance(of: Project, *editions: Edition) -> Instance:
    return prepare(of, catalogue(*editions), {})


def candidate(of: Project, land: Edition, number: int = 0) -> Candidate:
    """One of the candidates of a single edition."""
    return instance(of, land).candidates[number]


def answer(of: Project, *editions: Edition, objectives: tuple[ObjectiveName, ...] = ("least_own_funds",)) -> PlanAnswer:
    return plan_project(of, catalogue(*editions), {}, objectives)


def best(of: Project, *editions: Edition, objective: ObjectiveName = "least_own_funds") -> Plan:
    """The only plan for an objective."""
    (plan,) = answer(of, *editions, objectives=(objective,)).plans
    return plan


def solved(of: Project, *editions: Edition, objective: ObjectiveName = "least_own_funds") -> tuple[Instance, Solution]:
    """The task and its solution before it becomes a plan."""
    task = instance(of, *editions)
    solution = solve(task, objective)
    assert solution is not None
    return task, solution


def euros(plan: Plan) -> dict[str, int]:
    """What every programme pays."""
    paid: dict[str, int] = {}
    for grant in plan.grants:
        paid[grant.programme] = paid.get(grant.programme, 0) + grant.amount // 100
    return paid
