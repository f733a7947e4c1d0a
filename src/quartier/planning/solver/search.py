"""The best value of one expression: short searches in turn, between them small changes of the best plan so far.

What is proven is proven by the exact solver on the whole model; the changes only find good plans sooner. Every limit
is in deterministic seconds and every choice has its own seed, so that the same task gives the same plan.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ortools.sat.python import cp_model  # noqa: TID253 - this package is imported only to solve, see its docstring

from quartier.model.money import CENTS_PER_EURO
from quartier.planning.solver.program import Linear

Choices = Sequence[Sequence[cp_model.IntVar]]
"""The yes-or-no decisions of a model in groups: what is decided together about one application."""


class Turn(NamedTuple):
    """One search: its deterministic seconds, whether with cuts, how far from the best is near enough.

    `simplified`: whether the model is simplified before.
    """

    seconds: float
    cuts: bool = False
    near: int = 0
    simplified: bool = True


TURNS = (
    Turn(0.5),
    Turn(0.5, simplified=False),
    Turn(0.5),
    Turn(0.6, cuts=True),
    Turn(1.2),
    Turn(2.5),
    Turn(5.0),
    Turn(math.inf),
)
"""The searches of one stage, each with its own seed.

Most tasks need less than the first turn, whatever its seed. A few are slow with some seeds and quick with others, so
tries in turn beat one long search.
"""

ONE_TURN = (Turn(math.inf),)
"""One search alone, for stages whose limit is short anyway."""

NEAR_TURN = (Turn(math.inf, near=CENTS_PER_EURO - 1),)
"""The same, ending where less than a euro could be won."""

CHANGES = 3
"""Changes of the best plan tried before each turn but the first."""

CHANGE_SECONDS = 0.05
"""Deterministic seconds for one change."""

FREE = 0.5
"""Share of the applications that a change leaves open; all others are made, or not, as in the best plan so far."""

CONFLICTS_PER_SECOND = 5_000
"""Conflicts that count like a deterministic second.

Real searches have a tenth of them. Some small models are crept through cent by cent, a hundred thousand conflicts in a
tenth of a deterministic second that takes a quarter of a minute: such a search must end, another setting is quick.
"""

FEWEST_CONFLICTS = 1_000
"""Allowed to every search, however short."""

FEWEST_GROUPS = 8
"""With fewer applications to decide about, the whole search is as quick as a change."""

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(slots=True)
class Found:
    """The best values known of all variables, the status of the last search and the best bound proven.

    `spent`: the deterministic seconds of all searches together.
    """

    values: list[int] | None
    status: cp_model.CpSolverStatus = cp_model.UNKNOWN
    bounds: list[int] = field(default_factory=list)
    spent: float = 0.0

    @property
    def bound(self) -> int | None:
        """No plan has a smaller value than this."""
        return max(self.bounds, default=None)


def new_solver(limit: float, *, cuts: bool = False, seed: int = 1) -> cp_model.CpSolver:
    """A solver set as measured best for financing plans: one worker, strong linear relaxation, fixed seed.

    `limit` is in deterministic seconds, so that even a time-out is reproducible; conflicts count as well.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.polish_lp_solution = True  # amounts that are whole need no search
    solver.parameters.max_presolve_iterations = 1  # the models are small: more preparation costs more than it saves
    solver.parameters.symmetry_level = 0
    solver.parameters.inprocessing_dtime_ratio = 0.0  # the same: simplifying during the search costs more
    solver.parameters.cut_level = 1 if cuts else 0
    solver.parameters.max_num_cuts = 20_000
    solver.parameters.new_constraints_batch_size = 200
    solver.parameters.add_lp_constraints_lazily = False
    solver.parameters.max_deterministic_time = limit
    solver.parameters.max_number_of_conflicts = max(FEWEST_CONFLICTS, round(limit * CONFLICTS_PER_SECOND))
    return solver


@dataclass(slots=True)
class Search:
    """Makes one expression of a model as small as possible; the model keeps what was reached.

    `limit`: deterministic seconds for all turns. `choices`: groups of decisions, to change a known plan in some.
    """

    model: cp_model.CpModel
    expression: cp_model.LinearExpr
    limit: float
    choices: Choices = ()

    def run(self, start: list[int] | None, turns: Sequence[Turn] = TURNS) -> Found:
        """Begin at `start` and search until something is proven or all turns are over."""
        self.model.minimize(self.expression)
        found = Found(start)
        chance = random.Random(len(self.choices))  # noqa: S311 - the same changes each time, not secrets
        for seed, turn in enumerate(turns):
            if seed and len(self.choices) >= FEWEST_GROUPS:
                self._changes(found, chance)
            self._turn(found, turn, seed)
            if found.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE) or found.spent >= self.limit:
                break
        return found

    def _within(self, seconds: float, found: Found) -> float:
        """So many deterministic seconds, at most what is left of the limit."""
        return min(seconds, max(0.0, self.limit - found.spent))

    @staticmethod
    def _solved(found: Found, model: cp_model.CpModel, solver: cp_model.CpSolver) -> cp_model.CpSolverStatus:
        """Search, and note what it took."""
        status = solver.solve(model)
        found.spent += max(solver.response_proto.deterministic_time, solver.num_conflicts / CONFLICTS_PER_SECOND)
        return status

    def _turn(self, found: Found, turn: Turn, seed: int) -> None:
        """One search of the whole model, which must not be worse than what is known."""
        if found.values is not None:
            reached = value_of(self.expression, found.values)
            if reached is not None:
                self.model.add(self.expression <= reached)
            hint(self.model, found.values)
        solver = new_solver(self._within(turn.seconds, found), cuts=turn.cuts, seed=seed)
        solver.parameters.absolute_gap_limit = turn.near
        solver.parameters.cp_model_presolve = turn.simplified
        found.status = self._solved(found, self.model, solver)
        if found.status in FOUND:
            found.values = list(solver.response_proto.solution)
            found.bounds.append(round(solver.best_objective_bound))

    def _changes(self, found: Found, chance: random.Random) -> None:
        """A few times: keep a random half of the decisions of the best plan, and decide the others anew."""
        for _ in range(CHANGES):
            best = None if found.values is None else value_of(self.expression, found.values)
            if found.values is None or best is None:
                return
            kept = chance.sample(range(len(self.choices)), len(self.choices) - round(len(self.choices) * FREE))
            changed = self._with_kept(found, found.values, sorted(kept))
            reached = value_of(self.expression, changed) if changed else None
            if reached is not None and reached < best:
                found.values = changed

    def _with_kept(self, found: Found, values: list[int], kept: Sequence[int]) -> list[int] | None:
        """The best plan found quickly that decides as before in these groups."""
        part = self.model.clone()
        for literal in (literal for number in kept for literal in self.choices[number]):
            part.add(part.get_bool_var_from_proto_index(literal.index) == values[literal.index])
        hint(part, values)
        solver = new_solver(self._within(CHANGE_SECONDS, found))
        return list(solver.response_proto.solution) if self._solved(found, part, solver) in FOUND else None


def hint(model: cp_model.CpModel, values: list[int]) -> None:
    """Let a search begin at known values."""
    model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools declares no types for it
    model.proto.solution_hint.vars.extend(range(len(values)))  # one by one takes as long as a small search
    model.proto.solution_hint.values.extend(values)


def value_of(expression: Linear, values: list[int]) -> int | None:
    """The value of a linear expression in a known solution; None where it has a variable that is newer."""
    if isinstance(expression, int):
        return expression
    flat = cp_model.FlatIntExpr(expression)
    if any(variable.index >= len(values) for variable in flat.vars):
        return None
    return int(sum(c * values[v.index] for v, c in zip(flat.vars, flat.coeffs, strict=True)) + flat.offset)


def least_of(model: cp_model.CpModel, expression: cp_model.LinearExpr) -> int:
    """The smallest value the expression could have if every variable were free within its own limits."""
    flat = cp_model.FlatIntExpr(expression)
    least = flat.offset
    for variable, factor in zip(flat.vars, flat.coeffs, strict=True):
        domain = model.proto.variables[variable.index].domain
        least += factor * (domain[0] if factor > 0 else domain[len(domain) - 1])
    return int(least)
