"""Plans side by side: what a refusal costs („Plan B“), and own money against the number of applications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quartier.model.answers import Plan, Refusal
from quartier.planning.plans import Task, checked_plan
from quartier.planning.solving import solve

_ByYear = Mapping[str, Mapping[int, int]]


def refusals_of(whole: Task, refused: Sequence[str], plans: Iterable[Plan], limit: float) -> Iterator[Refusal]:
    """For each plan without the refused programmes: what it costs more than the plan of `whole`, equal ones once.

    `limit`: deterministic seconds for each stage. A plan whose counterpart does not exist is passed over.
    """
    instance = whole.instance()
    names = {programme: _name(whole, programme) for programme in refused}
    groups: dict[str, list[Refusal]] = defaultdict(list)
    for plan in plans:
        solution = solve(instance, plan.objective, limit=limit)
        if solution is not None:
            found = _refusal(checked_plan(whole, instance, solution), plan, names)
            groups[found.model_dump_json(exclude={"objective", "objectives"})].append(found)
    for group in groups.values():
        yield group[0].model_copy(update={"objectives": tuple(entry.objective for entry in group)})


def _name(task: Task, programme: str) -> str:
    edition = task.catalogue.latest(programme)
    return str(edition.name) if edition else programme


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
