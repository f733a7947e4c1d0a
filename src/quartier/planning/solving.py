"""Solve an instance for the wanted objectives and hand back plain results; the only door to the solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quartier.model.answers import Aim, ObjectiveName
from quartier.planning.instance import Candidate, CostCell, Instance, Variant

if TYPE_CHECKING:
    from quartier.planning.solver.bounds import Forced
    from quartier.planning.solver.program import Program, RuleKey
    from quartier.planning.solver.stages import Outcome

USUAL_LIMIT = 1.1
"""Deterministic seconds for the aims of one plan; beyond it the plan is called feasible, with its proven gap.

Nearly all tasks need a tenth of it; what is not proven by then mostly is not after ten times as long either. Whoever
wants to know allows more, for example `THOROUGH_LIMIT`.
"""

USUAL_VARIABLES = 600
"""A model of more variables gets more time in proportion; that is 40 blocks for 15 items over 5 years."""

THOROUGH_LIMIT = 60.0
"""The same for those who can wait for minutes."""


@dataclass(frozen=True, slots=True)
class Application:
    """A chosen candidate in one variant, all money in cents.

    `cells`: what the grant pays by cell. `claims`: ids of the claimed items. `claimed_costs`: their counted costs by
    cell. `base`: B[p], these costs with every cap applied. `hours`: the value of the volunteers' hours counted.
    """

    candidate: Candidate
    variant: Variant
    cells: dict[int, int]
    claims: tuple[str, ...]
    claimed_costs: dict[int, int]
    base: int
    hours: int

    @property
    def amount(self) -> int:
        """The whole grant in cents."""
        return sum(self.cells.values())


def base_of(candidate: Candidate, cells: Sequence[CostCell], claimed: Mapping[int, int]) -> int:
    """B[p]: the counted costs of the claimed items, kinds of cost with a cap at their cap (C3, C17)."""
    kinds = sorted({cells[cell].kind for cell in claimed})
    return sum(kind_base(candidate, cells, claimed, kind) for kind in kinds)


def kind_base(candidate: Candidate, cells: Sequence[CostCell], claimed: Mapping[int, int], kind: str) -> int:
    """The part of B[p] that costs of one kind make up."""
    return _of_kind(candidate, cells, claimed, kind, frozenset())


def _of_kind(
    candidate: Candidate, cells: Sequence[CostCell], claimed: Mapping[int, int], kind: str, seen: frozenset[str]
) -> int:
    by_year: dict[int, int] = {}
    for cell, counted in claimed.items():
        if cells[cell].kind == kind:
            by_year[cells[cell].year] = by_year.get(cells[cell].year, 0) + counted
    limits: list[int] = []
    for cap in candidate.caps:
        if cap.kind == kind and cap.year is not None and cap.amount is not None:
            by_year[cap.year] = min(by_year.get(cap.year, 0), cap.amount)
        elif cap.kind == kind and cap.amount is not None:
            limits.append(cap.amount)
        elif cap.kind == kind and cap.of_kind is not None and cap.of_kind not in {*seen, kind}:
            other = _of_kind(candidate, cells, claimed, cap.of_kind, seen | {kind})
            limits.append(int(other * (cap.share or 0)))
    return min([sum(by_year.values()), *limits])


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan as figures in cents.

    `gap`: where not `proven`, how far the first open aim may be from its best value, in cents where it is an amount.
    `unproven`: the open aims. `slip`: months by which the project starts later. By cell: `own` cash and `open_gap`; for
    each entry of the instance's `money` what it pays by cell.
    """

    objective: ObjectiveName
    proven: bool
    gap: int | None
    unproven: tuple[Aim, ...]
    slip: int
    applications: tuple[Application, ...]
    own: tuple[int, ...]
    open_gap: tuple[int, ...]
    money: tuple[dict[int, int], ...]


def solve(
    instance: Instance, objective: ObjectiveName, *, limit: float | None = None, at_most: int | None = None
) -> Solution | None:
    """The best plan for an objective, or None where the rules leave none or none was found in time.

    `limit`: deterministic seconds for all aims, so that the same task always gives the same plan; without one as long
    as is usual for its size. `at_most`: a point of the trade-off between own money and applications instead: the least
    gap and own money with so many applications.
    """
    from quartier.planning.solver.bounds import TRADE_OFF, limit_applications  # noqa: PLC0415 - as below
    from quartier.planning.solver.conflict import build  # noqa: PLC0415 - OR-Tools takes most of a second to load
    from quartier.planning.solver.objectives import OBJECTIVES  # noqa: PLC0415 - as above
    from quartier.planning.solver.stages import solve_stages  # noqa: PLC0415 - as above

    program = build(instance, safest=objective == "safest")
    if at_most is not None:
        limit_applications(program, at_most)
    limit = usual_limit(program) if limit is None else limit
    outcome = solve_stages(program, OBJECTIVES[objective] if at_most is None else TRADE_OFF, limit)
    if outcome.values is None:
        return None
    return _solution(program, objective, outcome, outcome.values)


def usual_limit(program: Program) -> float:
    """Deterministic seconds that are usual for a task of this size."""
    return USUAL_LIMIT * max(1.0, len(program.model.proto.variables) / USUAL_VARIABLES)


def cost_when_used(
    instance: Instance, candidate: int, limit: float, *, at_most: int | None = None, safest: bool = False
) -> Forced:
    """What the cheapest plan costs that uses this candidate, with at most so many applications if wanted.

    `limit`: deterministic seconds for each of its two stages.
    """
    from quartier.planning.solver import bounds  # noqa: PLC0415 - as above
    from quartier.planning.solver.conflict import build  # noqa: PLC0415 - as above

    program = build(instance, safest=safest)
    if at_most is not None:
        bounds.limit_applications(program, at_most)
    return bounds.cost_when_used(program, candidate, limit)


def conflict(instance: Instance, *, safest: bool = False) -> tuple[RuleKey, ...]:
    """A minimal set of rules that cannot hold together; empty where a plan exists."""
    from quartier.planning.solver.conflict import minimal_conflict  # noqa: PLC0415 - as above

    return minimal_conflict(instance, safest=safest)


def _solution(program: Program, objective: ObjectiveName, outcome: Outcome, values: list[int]) -> Solution:
    instance = program.instance
    chosen = [
        _application(program, candidate, number, values)
        for candidate in instance.candidates
        for number, literal in enumerate(program.variants[candidate.index])
        if values[literal.index]
    ]
    return Solution(
        objective=objective,
        proven=outcome.proven,
        gap=outcome.gap,
        unproven=outcome.unproven,
        slip=sum(months for months, literal in program.slips.items() if values[literal.index]),
        applications=tuple(chosen),
        own=tuple(values[variable.index] for variable in program.own),
        open_gap=tuple(0 if isinstance(variable, int) else values[variable.index] for variable in program.gap),
        money=tuple(
            {cell: values[variable.index] for cell, variable in parts.items() if values[variable.index]}
            for parts in program.money
        ),
    )


def _application(program: Program, candidate: Candidate, number: int, values: list[int]) -> Application:
    variant = candidate.variants[number]
    grants = program.grants[candidate.index]
    claims = _claims(program, candidate, number, values)
    claimed = {
        cell: counted for cell, counted in variant.counted.items() if program.instance.cells[cell].item in claims
    }
    hours = program.hours.get(candidate.index)
    return Application(
        candidate=candidate,
        variant=variant,
        cells={cell: values[grant.index] for cell, grant in grants.items() if values[grant.index]},
        claims=tuple(dict.fromkeys(program.instance.cells[cell].item for cell in sorted(claimed))),
        hours=values[hours.index] if hours is not None else 0,
        claimed_costs=claimed,
        base=base_of(candidate, program.instance.cells, claimed),
    )


def _claims(program: Program, candidate: Candidate, number: int, values: list[int]) -> set[str]:
    """The items of the application: what was decided, or where no rule looks at them, those it pays."""
    items = {program.instance.cells[cell].item for cell in candidate.variants[number].counted}
    if program.claims[candidate.index]:
        return {item for item in items if values[program.claim(candidate, number, item).index]}
    paid = {cell for cell, grant in program.grants[candidate.index].items() if values[grant.index]}
    return {program.instance.cells[cell].item for cell in paid}
