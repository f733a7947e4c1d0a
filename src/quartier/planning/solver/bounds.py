"""Wishes beyond an objective: at most so many applications, or one block that must be used."""

from __future__ import annotations

from typing import NamedTuple

from ortools.sat.python import cp_model  # noqa: TID253 - this package is imported only to solve, see its docstring

from quartier.planning.solver.objectives import (
    Stage,
    applications,
    few_and_certain,
    last_resort,
    open_gap,
    own_cash,
    reduced_money,
    unused_third_party,
)
from quartier.planning.solver.program import Program
from quartier.planning.solver.search import new_solver

TRADE_OFF: tuple[Stage, ...] = (
    open_gap,
    own_cash,
    applications,
    unused_third_party,
    last_resort,
    reduced_money,
    few_and_certain,
)
"""Own money first, and no application more than it takes: with a bound on their number the points of a Pareto front."""


def limit_applications(program: Program, most: int) -> None:
    """At most so many applications (the ε-constraint of a Pareto front)."""
    program.model.add(sum(program.used) <= most)


class Forced(NamedTuple):
    """What a plan costs that must use one block: its gap and own cash in cents, None without such a plan.

    `proven`: whether both are the least possible (or that there is none). `spent`: deterministic seconds it took.
    """

    gap: int | None
    own: int | None
    proven: bool
    spent: float


def cost_when_used(program: Program, candidate: int, limit: float) -> Forced:
    """The least gap and then own cash with this candidate, in whole steps of the funders.

    `limit`: deterministic seconds for each of the two. The program is changed.
    """
    program.model.add(program.used[candidate] == 1)
    program.round_to_steps()
    reached: list[int] = []
    spent, proven = 0.0, True
    for parts in (program.gap, program.own):
        expression = sum(parts)
        program.model.minimize(expression)
        solver = new_solver(limit, cuts=True)
        status = solver.solve(program.model)
        spent += solver.response_proto.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Forced(None, None, status == cp_model.INFEASIBLE, spent)
        proven = proven and status == cp_model.OPTIMAL
        reached.append(round(solver.objective_value))
        program.model.add(expression <= reached[-1])
    return Forced(reached[0], reached[1], proven, spent)
