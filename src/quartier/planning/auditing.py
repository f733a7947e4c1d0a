"""The audit: plans for random projects over the whole catalogue, each checked for legality and against smaller plans.

Legality says `planning.checking`. For optimality a few programmes are chosen of those that may fit, and the best plan
with them is compared with the best within every selection of them, planned by itself: none may leave less to pay, and
the programmes of the best plan, planned as the only ones, must reach it. It proves nothing about a mistake that solver
and checker share, and nothing about the data.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import NamedTuple

from quartier.catalogue.store import Catalogue
from quartier.model.answers import ObjectiveName, Plan
from quartier.model.conditions import FactValue
from quartier.model.project import Choice, Project
from quartier.places.facts import place_facts
from quartier.places.register import Register
from quartier.planning.answer import OBJECTIVE_NAMES, plan_project
from quartier.planning.plans import PlanCheckError, Task, checked_plan
from quartier.planning.prepare import prepare
from quartier.planning.random_projects import random_project
from quartier.planning.solving import solve

CHOSEN = 4
"""How many programmes the comparison chooses: every selection of them is planned, so each more doubles the time."""

SECONDS_PER_MINUTE = 60

MONEY_AIM: ObjectiveName = "least_own_funds"


class Finding(NamedTuple):
    """Something wrong with the project of a seed.

    `kind`: `violation` (a rule is broken), `worse` (a selection is better than the best plan), `missed` (its own
    programmes do not reach the best plan, or a plan is refused though one exists) or `error` (a crash).
    """

    seed: int
    objective: ObjectiveName
    kind: str
    text: str


class Planned(NamedTuple):
    """The plan of one project: its status, `none` without a plan, and the processor seconds it took."""

    seed: int
    objective: ObjectiveName
    status: str
    seconds: float
    candidates: int
    grants: int


@dataclass(slots=True)
class Audit:
    """What an audit found. `compared`: projects whose plan was compared with all selections; `selections`: of these.

    `chosen`: from how many programmes the comparison selects.
    """

    chosen: int = CHOSEN
    plans: list[Planned] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    compared: int = 0
    selections: int = 0

    def count(self, status: str) -> int:
        """Projects with this status."""
        return sum(plan.status == status for plan in self.plans)

    @property
    def unproven(self) -> list[int]:
        """Seeds of the plans not proven in time."""
        return [plan.seed for plan in self.plans if plan.status == "feasible"]

    @property
    def most_candidates(self) -> int:
        """The most blocks one project could apply for."""
        return max((plan.candidates for plan in self.plans), default=0)

    @property
    def grants(self) -> int:
        """Grants in all plans together."""
        return sum(plan.grants for plan in self.plans)

    def found(self, kind: str) -> int:
        """Findings of this kind."""
        return sum(finding.kind == kind for finding in self.findings)

    def seconds(self, share: float) -> float:
        """The time within which this share of the projects was planned."""
        times = sorted(plan.seconds for plan in self.plans)
        return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0


def run_audit(
    catalogue: Catalogue, register: Register, seeds: Iterable[int], result: Audit, minutes: float | None = None
) -> Iterator[Finding]:
    """Audit the projects of these seeds into `result`; yields what is wrong as soon as it is found.

    `minutes`: begin no project after that time.
    """
    begin = time.monotonic()
    for seed in seeds:
        if minutes is not None and time.monotonic() - begin >= minutes * SECONDS_PER_MINUTE:
            return
        known = len(result.findings)
        audit_project(seed, random_project(seed, catalogue, register), catalogue, register, result)
        yield from result.findings[known:]


def audit_project(seed: int, project: Project, catalogue: Catalogue, register: Register, result: Audit) -> None:
    """Audit one project."""
    _Case(seed, project, catalogue, place_facts(project.place, register).values, result).judge()


@dataclass(slots=True)
class _Case:
    """One random project; what is found goes to `result`. `step`: cents of the widest step a funder rounds to."""

    seed: int
    project: Project
    catalogue: Catalogue
    place: Mapping[str, FactValue]
    result: Audit
    step: int = 1
    candidates: int = 0

    def judge(self) -> None:
        """Plan it with the objective whose turn it is, then compare a few programmes' plans."""
        objective = OBJECTIVE_NAMES[self.seed % len(OBJECTIVE_NAMES)]
        begin = time.process_time()
        plan = self._whole(objective)
        failed = bool(self.result.findings) and self.result.findings[-1].seed == self.seed
        seconds = time.process_time() - begin
        names = self._programmes()
        status, grants = (plan.status, len(plan.grants)) if plan else ("none", 0)
        self.result.plans.append(Planned(self.seed, objective, status, seconds, self.candidates, grants))
        if plan is None and not failed and self._plan(objective, Choice(without=tuple(names))):
            self._note(objective, "missed", "kein Plan, obwohl es ohne neue Anträge einen gibt")
        self._compare(names, plan)

    def _note(self, objective: ObjectiveName, kind: str, text: str) -> None:
        self.result.findings.append(Finding(self.seed, objective, kind, text))

    def _whole(self, objective: ObjectiveName) -> Plan | None:
        """The answer people get: with all programmes."""

        def make() -> Plan | None:
            plans = plan_project(self.project, self.catalogue, self.place, (objective,)).plans
            return plans[0] if plans else None

        return self._caught(objective, self.project.choose, make)

    def _plan(self, objective: ObjectiveName, choose: Choice) -> Plan | None:
        """The checked plan with this choice of programmes, without the explanations of an answer."""
        project = self.project.model_copy(update={"choose": choose})
        return self._caught(objective, choose, lambda: planned(Task(project, self.catalogue, self.place), objective))

    def _caught(self, objective: ObjectiveName, choose: Choice, make: Callable[[], Plan | None]) -> Plan | None:
        """A plan, None where there is none; an error becomes a finding."""
        try:
            return make()
        except PlanCheckError as error:
            self._note(objective, "violation", f"{_said(choose)}{error}")
        except Exception as error:  # noqa: BLE001 - the audit goes on and reports every crash with its seed
            self._note(objective, "error", f"{_said(choose)}{type(error).__name__}: {error}")
        return None

    def _programmes(self) -> list[str]:
        """The programmes one could apply for."""
        candidates = prepare(self.project, self.catalogue, self.place).candidates
        self.candidates = len(candidates)
        self.step = max((candidate.step for candidate in candidates), default=1)
        return sorted({candidate.edition.programme for candidate in candidates})

    def _compare(self, names: Sequence[str], plan: Plan | None) -> None:
        """The best plan with a few programmes against the best within every selection of them."""
        chosen = self._chosen(names, plan)
        best = self._plan(MONEY_AIM, _within(chosen, names))
        if best is None or best.status != "optimal":
            return
        self.result.compared += 1
        for selection in _selections(chosen):
            self._is_not_better(best, _within(selection, names))
        used = tuple(sorted({grant.programme for grant in best.grants}))
        again = self._plan(MONEY_AIM, Choice(only=used)) if used else best
        if again is None or is_better(best, again, self.step):
            reached = _figures(again) if again else "kein Plan"
            self._note(MONEY_AIM, "missed", f"nur {', '.join(used)}: {reached} statt {_figures(best)}")

    def _chosen(self, names: Sequence[str], plan: Plan | None) -> tuple[str, ...]:
        """Programmes of the plan and others that may fit, in random order."""
        chance = random.Random(self.seed)  # noqa: S311 - test data, not secrets
        used = sorted({grant.programme for grant in plan.grants} if plan else ())
        chance.shuffle(used)
        others = [name for name in names if name not in used]
        chance.shuffle(others)
        most = self.result.chosen
        return tuple(sorted(islice((*used[: most - 1], *others, *used[most - 1 :]), most)))

    def _is_not_better(self, best: Plan, choose: Choice) -> None:
        smaller = self._plan(MONEY_AIM, choose)
        self.result.selections += 1
        if smaller is not None and is_better(smaller, best, self.step):
            self._note(MONEY_AIM, "worse", f"{_said(choose)}{_figures(smaller)} statt {_figures(best)}")


def planned(task: Task, objective: ObjectiveName) -> Plan | None:
    """The checked plan of a task, None where there is none; raises PlanCheckError."""
    instance = task.instance()
    solution = solve(instance, objective)
    return None if solution is None else checked_plan(task, instance, solution)


def to_pay(plan: Plan) -> tuple[int, int]:
    """Cents of open gap and of own money: in this order the plan keeps them small."""
    return sum(sum(years.values()) for years in plan.open_gap.values()), plan.own_total


def _figures(plan: Plan) -> str:
    gap, own = to_pay(plan)
    return f"(Lücke {gap}, eigenes Geld {own} Cent, Beginn {plan.start})"


def is_better(plan: Plan, other: Plan, step: int) -> bool:
    """Whether a plan leaves less to pay than another, by more than its grants may gain or lose by whole steps."""
    lost = (step - 1) * max(len(plan.grants), len(other.grants))
    (gap, own), (other_gap, other_own) = to_pay(plan), to_pay(other)
    return gap + lost < other_gap or (gap <= other_gap and own + lost < other_own)


def _selections(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every selection but the whole."""
    for size in range(len(names)):
        yield from combinations(names, size)


def _within(selection: Sequence[str], names: Iterable[str]) -> Choice:
    """The choice that admits these of the programmes and no others."""
    return Choice(without=tuple(name for name in names if name not in selection))


def _said(choose: Choice) -> str:
    if choose.only:
        return f"nur {', '.join(choose.only)}: "
    return f"ohne {', '.join(choose.without)}: " if choose.without else ""
