"""Plans side by side: what a refusal costs („Plan B“), and own money against the number of applications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quartier.model.answers import Plan, Refusal, TradeOff
from quartier.planning.instance import Instance
from quartier.planning.plans import Task, checked_plan
from quartier.planning.solving import Solution, solve

_ByYear = Mapping[str, Mapping[int, int]]


def refusals_of(whole: Task, refused: Sequence[str], plans: Iterable[Plan], limit: float | None) -> Iterator[Refusal]:
    """For each plan without the refused programmes: what it costs more than the plan of `whole`, equal ones once.

    `limit`: deterministic seconds for each plan, as `solve`. A plan whose counterpart does not exist is passed over.
    """
    instance = whole.instance()
    names = {programme: whole.catalogue.name_of(programme) for programme in refused}
    groups: dict[str, list[Refusal]] = defaultdict(list)
    for plan in plans:
        solution = solve(instance, plan.objective, limit=limit)
        if solution is not None:
            found = _refusal(checked_plan(whole, instance, solution), plan, names)
            groups[found.model_dump_json(exclude={"objective", "objectives"})].append(found)
    for group in groups.values():
        yield group[0].model_copy(update={"objectives": tuple(entry.objective for entry in group)})


MOST_POINTS = 6
"""How many plans the trade-off shows at most: more would not be read."""


def trade_off(task: Task, limit: float | None) -> Iterator[TradeOff]:
    """Plans from the fewest applications on, each with less gap or own money than the one before (a Pareto front).

    The last has the least own money of all; where there are more than fit, those with many applications before it are
    left out. `limit`: deterministic seconds for each plan, as `solve`.
    """
    instance = task.instance()
    best = solve(instance, "least_own_funds", limit=limit, at_most=len(instance.candidates))
    if best is None:
        return
    found = list(_with_few(instance, len(best.applications), limit))[: MOST_POINTS - 1]
    plans = [checked_plan(task, instance, solution) for solution in (*found, best)]
    for before, plan in zip([None, *plans], plans, strict=False):
        yield _point(plan, before)


def _with_few(instance: Instance, most: int, limit: float | None) -> Iterator[Solution]:
    """For each number of applications below `most` the best plan, but only where one more application helps."""
    reached: tuple[int, int] | None = None
    for number in range(most):
        solution = solve(instance, "least_own_funds", limit=limit, at_most=number)
        if solution is not None:
            value = (sum(solution.open_gap), sum(solution.own))
            if reached is None or value < reached:
                reached = value
                yield solution


def _point(plan: Plan, before: Plan | None) -> TradeOff:
    """A plan beside the one with fewer applications: what it brings, which programmes come and go."""
    now = {(grant.programme, grant.block, grant.party): grant.name for grant in plan.grants}
    then = {(grant.programme, grant.block, grant.party): grant.name for grant in (before.grants if before else ())}
    return TradeOff(
        applications=len(plan.grants),
        own_total=plan.own_total,
        gap_total=_total(plan.open_gap),
        brings=_left(before) - _left(plan) if before else 0,
        added=tuple(name for key, name in now.items() if key not in then),
        dropped=tuple(name for key, name in then.items() if key not in now),
        plan=plan,
    )


def _left(plan: Plan) -> int:
    """What remains to be paid by the parties or by nobody."""
    return plan.own_total + _total(plan.open_gap)


def _refusal(better: Plan, without: Plan, names: Mapping[str, str]) -> Refusal:
    return Refusal(
        objective=without.objective,
        objectives=(without.objective,),
        without=tuple(names),
        names=tuple(names.values()),
        used=tuple(dict.fromkeys(grant.programme for grant in better.grants if grant.programme in names)),
        own_total=without.own_total - better.own_total,
        gap_total=_total(without.open_gap) - _total(better.open_gap),
        grants_total=without.grants_total - better.grants_total,
        applications=len(without.grants) - len(better.grants),
        own=_difference(without.own, better.own),
        open_gap=_difference(without.open_gap, better.open_gap),
    )


def _total(amounts: _ByYear) -> int:
    return sum(sum(by_year.values()) for by_year in amounts.values())


def _difference(more: _ByYear, less: _ByYear) -> dict[str, dict[int, int]]:
    """What `more` has over `less` by party and year; entries without a difference are left out."""
    found: dict[str, dict[int, int]] = {}
    for party in dict.fromkeys((*more, *less)):
        one, other = more.get(party, {}), less.get(party, {})
        changes = {year: one.get(year, 0) - other.get(year, 0) for year in sorted({*one, *other})}
        if any(changes.values()):
            found[party] = {year: cents for year, cents in changes.items() if cents}
    return found
