"""What a change of the project has changed in its plans: goal by goal, money and programmes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quartier.model.answers import Plan, PlanAnswer
from quartier.model.months import Month
from quartier.portal.plans.money import total


@dataclass(frozen=True, slots=True)
class Difference:
    """Amounts in cents, positive where it has become more. `added` and `dropped` are names of programmes."""

    goals: tuple[str, ...]
    own: int
    gap: int
    grants: int
    applications: int
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    start: Month | None

    @property
    def is_none(self) -> bool:
        """Whether nothing has changed."""
        return not any((self.own, self.gap, self.grants, self.applications, self.added, self.dropped, self.start))


def differences(now: PlanAnswer, before: PlanAnswer) -> list[Difference]:
    """For each goal with a plan now and before, equal ones together; empty where nothing has changed."""
    earlier = dict(_by_goal(before))
    found: list[Difference] = []
    for goal, plan in _by_goal(now):
        if goal not in earlier:
            continue
        entry = _difference(goal, plan, earlier[goal])
        same = next((n for n, other in enumerate(found) if replace(other, goals=entry.goals) == entry), None)
        if same is None:
            found.append(entry)
        else:
            found[same] = replace(entry, goals=(*found[same].goals, goal))
    return [] if all(entry.is_none for entry in found) else found


def _by_goal(answer: PlanAnswer) -> Iterator[tuple[str, Plan]]:
    for plan in answer.plans:
        for goal in plan.objectives:
            yield goal, plan


def _difference(goal: str, now: Plan, before: Plan) -> Difference:
    names, earlier = _names(now), _names(before)
    return Difference(
        goals=(goal,),
        own=now.own_total - before.own_total,
        gap=total(now.open_gap) - total(before.open_gap),
        grants=now.grants_total - before.grants_total,
        applications=len(now.grants) - len(before.grants),
        added=tuple(name for key, name in names.items() if key not in earlier),
        dropped=tuple(name for key, name in earlier.items() if key not in names),
        start=now.start if now.start != before.start else None,
    )


def _names(plan: Plan) -> dict[tuple[str, str, str], str]:
    return {(grant.programme, grant.block, grant.party): grant.name or grant.programme for grant in plan.grants}
