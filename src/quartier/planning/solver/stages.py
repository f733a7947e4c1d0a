"""Solves the stages of an objective one after the other: each keeps what the ones before have reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model  # noqa: TID253 - this package is imported only to solve, see its docstring

from quartier.model.answers import Aim
from quartier.planning.solver.objectives import (
    AIMS,
    AMOUNTS,
    MONEY,
    NOT_DECIDING,
    Stage,
    fixed_order,
    grant_order,
    open_gap,
    spread_order,
)
from quartier.planning.solver.program import Program
from quartier.planning.solver.search import NEAR_TURN, ONE_TURN, TURNS, Search, Turn, least_of, new_solver, value_of

ANY_PLAN_LIMIT = 60.0
"""Deterministic seconds to find any plan at all where the limit was too short for a good one."""

TIE_LIMIT = 0.03
"""Deterministic seconds for choosing among plans equal in every aim; the choice is reproducible, not an aim."""

TIE_SIZE = 10_000
"""In models with more candidates times variables that choice is left to the search for the aims.

Of 40 random tasks with some 33 candidates and 600 variables it was proven in time for 3, of the examples with up to
12 and 560 (a size of 5,900 at most) for nearly all.
"""

LATER_SHARE = 0.2
"""Of the limit, for all aims after one that could not be proven: they refine what may not be the best."""

ROUNDING_STAGES: tuple[Stage, ...] = (open_gap, *MONEY, grant_order, spread_order)
"""After the structure of the plan is proven to the cent: whole steps of the funders, losing as little as possible."""

ROUNDING_LIMIT = 0.02
"""Deterministic seconds for each rounding stage in which every grant stays near what it paid in cents."""

FREE_ROUNDING_LIMIT = 0.5
"""The same where that was impossible, or lost more than a step per grant: then money may move between the grants."""

ORDER_LIMIT = 0.0025
"""Of either, for saying which of the grants gets the euro that only one of them can have."""

CLAIMS_LIMIT = 0.02
"""Deterministic seconds for dropping claims that pay nothing."""


@dataclass(slots=True)
class Outcome:
    """Values of all variables, the proven status and, where not proven, the gap of the first open stage in its unit.

    `unproven`: all aims that were not proven, those that only break ties or round among them. `spent`: deterministic
    seconds of the searches for the aims.
    """

    values: list[int] | None
    proven: bool
    gap: int | None = None
    unproven: tuple[Aim, ...] = ()
    spent: float = 0.0

    def not_proven(self, stage: Stage, gap: int | None) -> None:
        """Note a stage that was not proven, and how far it may be from its best where that is an amount of money."""
        aim = AIMS[stage]
        if aim not in self.unproven:
            self.unproven += (aim,)
        if self.proven and aim not in NOT_DECIDING:
            self.proven, self.gap = False, gap if stage in AMOUNTS else None


def solve_stages(program: Program, stages: Sequence[Stage], limit: float) -> Outcome:
    """Solve the stages in order, then round to the funders' steps; `values` is None where no plan is possible at all.

    `limit`: deterministic seconds for all stages together. The program itself stays as it is.
    """
    aims = program.copy()
    best = _solve_aims(aims, stages, limit)
    if best.values is None:
        return best
    _choose_among_equal(aims, best)
    kept = program.copy()
    kept.keep_structure(best.values)
    _settle_amounts(kept.copy(), best)
    if not _round(kept.copy(), best, ROUNDING_LIMIT, near=True) and not _round(kept, best, FREE_ROUNDING_LIMIT):
        best = _solve_in_steps(program.copy(), stages, limit)
    _drop_unpaid(program.copy(), best)
    return best


def _choose_among_equal(program: Program, best: Outcome) -> None:
    """Of plans equal in every aim the one that `fixed_order` prefers, unless the model is too large to hope for it."""
    if len(program.used) * len(program.model.proto.variables) > TIE_SIZE:
        best.not_proven(fixed_order, None)
    else:
        _next_stage(program, fixed_order, best, TIE_LIMIT, ONE_TURN)


def _solve_aims(program: Program, stages: Iterable[Stage], limit: float) -> Outcome:
    """The stages one after the other within the limit; those after one that is not proven share a little more."""
    best = Outcome(None, proven=True)
    for stage in stages:
        most = limit if best.proven else limit * (1 + LATER_SHARE)
        if not _next_stage(program, stage, best, most - best.spent):
            break
    return best


def _solve_in_steps(program: Program, stages: Iterable[Stage], limit: float) -> Outcome:
    """The same with the funders' steps from the beginning: slower, for the rare case that rounding costs too much."""
    program.round_to_steps()
    return _solve_aims(program, (*stages, fixed_order, spread_order), limit)


def _next_stage(program: Program, stage: Stage, best: Outcome, limit: float, turns: Sequence[Turn] = TURNS) -> bool:
    """Solve one stage and keep what it reached; False where no plan was found. Without a choice it is passed over."""
    expression = stage(program)
    if isinstance(expression, int):
        return True
    least = least_of(program.model, expression)
    if best.values is not None and value_of(expression, best.values) == least:
        program.model.add(expression <= least)
        return True  # nothing could be smaller
    found = Search(program.model, expression, limit, program.choices()).run(best.values, turns)
    status, best.values, best.spent = found.status, found.values, best.spent + found.spent
    if best.values is None and status != cp_model.INFEASIBLE:
        status = _any_plan(program.model, best)
    if best.values is None:
        best.proven = status == cp_model.INFEASIBLE
        return False
    best.values = _completed(program.model, best.values)
    reached = value_of(expression, best.values)
    assert reached is not None  # noqa: S101 - the values are those of this very model
    if status != cp_model.OPTIMAL:
        best.not_proven(stage, None if found.bound is None else reached - found.bound)
    program.model.add(expression <= reached)
    if found.bound is not None:
        program.model.add(expression >= found.bound)  # proven, so it only helps the stages to come
    return True


def _any_plan(model: cp_model.CpModel, best: Outcome) -> cp_model.CpSolverStatus:
    """Where time ran out before there was any plan: one that obeys the rules, however good."""
    model.minimize(0)
    solver = new_solver(ANY_PLAN_LIMIT)
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        best.values = list(solver.response_proto.solution)
        return cp_model.FEASIBLE  # whatever the search said: nothing is proven of its quality
    return status


def _completed(model: cp_model.CpModel, values: list[int]) -> list[int]:
    """Values also of what a stage has added, where time ran out before its search found any; the known ones stay."""
    if len(values) == len(model.proto.variables):
        return values
    part = model.clone()
    part.minimize(0)
    for index, value in enumerate(values):
        part.add(part.get_int_var_from_proto_index(index) == value)
    solver = new_solver(ANY_PLAN_LIMIT)
    solver.solve(part)
    return list(solver.response_proto.solution)


def _settle_amounts(program: Program, best: Outcome) -> None:
    """Which grant pays how much, where several splits are equally good: the first grants as much as they can.

    Whatever the search found first, the amounts are then near their last ones, so that rounding moves them little.
    """
    if best.values is None:
        return
    known = best.values[: len(program.model.proto.variables)]
    for stage in (open_gap, *MONEY):
        expression = stage(program)
        reached = value_of(expression, known)
        if reached is not None and not isinstance(expression, int):
            program.model.add(expression <= reached)
    order = grant_order(program)
    if isinstance(order, int):
        return
    found = Search(program.model, order, TIE_LIMIT).run(known, ONE_TURN)
    if found.values is not None:
        best.values = found.values
    if found.status != cp_model.OPTIMAL:
        best.not_proven(grant_order, None)


def _round(program: Program, best: Outcome, seconds: float, *, near: bool = False) -> bool:
    """Applications, periods and claims are fixed: make every grant a whole number of its funder's steps, in order.

    A funder rounds down, so this is no choice of the plan: less than one step per grant falls to the own funds. False
    where the kept structure has no rounded plan, or none that was found loses so little and none is proven.
    """
    values = best.values
    if values is None:
        return True
    program.round_to_steps(values if near else None)
    rounded = Outcome(None, proven=True)
    for stage in ROUNDING_STAGES:
        if stage is spread_order and rounded.values is not None:
            program.keep_totals(rounded.values)
        most = ORDER_LIMIT if stage is grant_order else seconds
        if not _next_stage(program, stage, rounded, most, NEAR_TURN):
            return False
    if rounded.values is None or (rounded.unproven and _loses_too_much(program, values, rounded.values)):
        return False
    best.values = rounded.values
    if rounded.unproven:
        best.unproven += ("rounding",)
    return True


def _loses_too_much(program: Program, before: list[int], after: list[int]) -> bool:
    """Whether the gap, or gap and own money together, have grown by more than one step for each grant of the plan."""
    gap, own = (
        sum(after[part.index] - before[part.index] for part in parts if not isinstance(part, int))
        for parts in (program.gap, program.own)
    )
    used = zip(program.instance.candidates, program.used, strict=True)
    most = sum(candidate.step for candidate, literal in used if before[literal.index])
    return gap > most or gap + own > most


def _drop_unpaid(program: Program, best: Outcome) -> None:
    """An application names no item that it does not pay, unless a rule needs it there; no amount changes."""
    if best.values is None or not program.keep_amounts(best.values):
        return
    claims = [literal for of_candidate in program.claims for literal in of_candidate.values()]
    known = best.values[: len(program.model.proto.variables)]  # without what single stages have added
    expression = cp_model.LinearExpr.sum(claims)
    best.values = Search(program.model, expression, CLAIMS_LIMIT).run(known, ONE_TURN).values


def is_feasible(program: Program, limit: float) -> bool:
    """Whether any plan obeys the rules of the program."""
    solver = new_solver(limit)
    return solver.solve(program.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
