"""From a solution to the plan that people see; every plan is checked independently before anybody sees it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quartier.catalogue.store import Catalogue
from quartier.matching.facts import applicant_facts
from quartier.model.answers import Cell, CellGrant, Grant, ItemGrant, Plan
from quartier.model.combining import Rule
from quartier.model.conditions import FactValue
from quartier.model.edition import IntakeKind
from quartier.model.project import Choice, Project
from quartier.planning.arithmetic import arithmetic_of
from quartier.planning.cautions import cautions_of, is_small
from quartier.planning.checking import Violation, check_plan
from quartier.planning.explain import patterns_of
from quartier.planning.instance import CostCell, Instance
from quartier.planning.limits import limits_of
from quartier.planning.prepare import prepare
from quartier.planning.solving import Application, Solution
from quartier.planning.unused import unused_of


class PlanCheckError(RuntimeError):
    """A plan broke a rule of the independent checker: an error of ours, and nobody is shown the plan."""

    def __init__(self, objective: str, violations: Sequence[Violation]) -> None:
        """Name the objective and every violation."""
        self.violations = tuple(violations)
        lines = "\n".join(f"  {violation.rule}: {violation.text}" for violation in violations)
        super().__init__(f"plan “{objective}” breaks rules:\n{lines}")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be planned: a project, the catalogue and the facts of the place by name."""

    project: Project
    catalogue: Catalogue
    place: Mapping[str, FactValue]

    def instance(self) -> Instance:
        """The same as figures."""
        return prepare(self.project, self.catalogue, self.place)

    def without(self, programmes: Iterable[str]) -> Task:
        """The task that leaves out these programmes as well."""
        choose = self.project.choose
        left_out = Choice(only=choose.only, without=tuple(dict.fromkeys((*choose.without, *programmes))))
        return replace(self, project=self.project.model_copy(update={"choose": left_out}))


def checked_plan(task: Task, instance: Instance, solution: Solution, *, arithmetic: bool = False) -> Plan:
    """The plan of a solution; raises PlanCheckError if the independent checker finds a broken rule.

    `arithmetic`: with the whole calculation of each grant.
    """
    plan = _plan(instance, solution)
    if arithmetic:
        plan = _with_arithmetic(task, instance, solution, plan)
    violations = check_plan(task.project, plan, task.catalogue, task.place)
    if violations:
        raise PlanCheckError(plan.objective, violations)
    return plan.model_copy(update={"checked": True})


def _with_arithmetic(task: Task, instance: Instance, solution: Solution, plan: Plan) -> Plan:
    facts = {party.id: applicant_facts(task.project, party, task.place) for party in task.project.parties}
    grants = [
        grant.model_copy(
            update={
                "arithmetic": arithmetic_of(
                    instance, solution, application, facts[grant.party], task.catalogue.vocabulary
                )
            }
        )
        for grant, application in zip(plan.grants, solution.applications, strict=True)
    ]
    return plan.model_copy(update={"grants": tuple(grants)})


def _plan(instance: Instance, solution: Solution) -> Plan:
    cells = tuple(_cells(instance, solution))
    grants = tuple(_grant(instance, solution, application) for application in solution.applications)
    period = instance.project.period
    return Plan(
        objective=solution.objective,
        objectives=(solution.objective,),
        status="optimal" if solution.proven else "feasible",
        gap=solution.gap,
        unproven=solution.unproven,
        conditional=any(grant.conditions_open or grant.assumes for grant in grants),
        start=period.start.plus(solution.slip) if period else None,
        total_costs=sum(cell.cost for cell in cells),
        grants_total=sum(grant.amount for grant in grants),
        own_total=sum(cell.own for cell in cells),
        grants=grants,
        own=by_party_and_year((cell.party, cell.year, cell.own) for cell in cells),
        third_party=by_party_and_year(
            (name, cell.year, amount) for cell in cells for name, amount in cell.third_party.items()
        ),
        in_kind=_hours(instance, solution),
        open_gap=by_party_and_year((cell.party, cell.year, cell.open_gap) for cell in cells if cell.open_gap),
        prefinance=prefinance_of(cells, grants),
        after_funding=dict(sorted(instance.project.running_costs_after.items())),
        cells=cells,
        patterns=patterns_of(instance, solution),
        warnings=tuple(cautions_of(instance, solution)),
        limits=tuple(limit for a in solution.applications for limit in limits_of(instance, solution, a)[:1]),
        unused=tuple(unused_of(instance, solution)),
    )


def _cells(instance: Instance, solution: Solution) -> Iterator[Cell]:
    for cell in instance.cells:
        yield Cell(
            item=cell.item,
            year=cell.year,
            party=cell.party,
            cost=cell.cost,
            grants=tuple(
                CellGrant(grant=number, amount=application.cells[cell.index])
                for number, application in enumerate(solution.applications)
                if cell.index in application.cells
            ),
            granted=_other_money(instance, solution, cell, granted=True),
            third_party=_other_money(instance, solution, cell, granted=False),
            own=solution.own[cell.index],
            open_gap=solution.open_gap[cell.index],
        )


def _other_money(instance: Instance, solution: Solution, cell: CostCell, *, granted: bool) -> dict[str, int]:
    """What decided grants or third parties pay of a cell, by their id."""
    paid: dict[str, int] = defaultdict(int)
    for money, parts in zip(instance.money, solution.money, strict=True):
        if (money.granted is not None) is granted and cell.index in parts:
            paid[money.id] += parts[cell.index]
    return dict(paid)


def _grant(instance: Instance, solution: Solution, application: Application) -> Grant:
    candidate, variant = application.candidate, application.variant
    items = tuple(
        ItemGrant(item=instance.cells[cell].item, year=instance.cells[cell].year, amount=amount)
        for cell, amount in sorted(application.cells.items())
    )
    unclear = _unclear_with(instance, solution, application)
    return Grant(
        programme=candidate.edition.programme,
        edition=candidate.edition.edition,
        block=candidate.block.id,
        party=candidate.party,
        name=str(candidate.edition.name),
        amount=application.amount,
        financing=candidate.block.pays.financing.value,
        by_year=by_year((part.year, part.amount) for part in items),
        items=items,
        claims=application.claims,
        base=application.base,
        in_kind=application.hours,
        apply_by=variant.apply_by,
        last_chance=variant.last_chance,
        decision=variant.decision,
        start=variant.start,
        end=variant.end,
        payout=candidate.block.pays.payout,
        limit=limits_of(instance, solution, application)[0],
        conditions_open=candidate.reasons_open,
        assumes=(*candidate.assumes, *_unmeasured(instance, application), *_unclear_sentence(application, unclear)),
        unclear_with=unclear,
        authority=candidate.edition.authority.name,
        intake=_intake(application),
        last_known_deadline=_last_deadline(instance, application),
        open_texts=tuple(_open_texts(application)),
        small=is_small(instance, application),
    )


def _intake(application: Application) -> Literal["deadline", "rolling", "unknown"]:
    if application.variant.apply_by is not None:
        return "deadline"
    return "rolling" if application.candidate.edition.intake.kind is IntakeKind.ROLLING else "unknown"


def _last_deadline(instance: Instance, application: Application) -> dt.date | None:
    """The end of the last known round, where all are over."""
    if _intake(application) != "unknown":
        return None
    ends = [entry.closes for entry in application.candidate.edition.intake.rounds if entry.closes < instance.as_of]
    return max(ends, default=None)


def _open_texts(application: Application) -> Iterator[str]:
    candidate = application.candidate
    texts = {entry.id: str(entry.text) for entry in (*candidate.edition.conditions, *candidate.block.conditions)}
    for condition in candidate.reasons_open:
        yield texts[condition]


def _unclear_with(instance: Instance, solution: Solution, application: Application) -> tuple[str, ...]:
    """Names of the plan's programmes of which no source says whether they may be combined with this one."""
    used = {other.candidate.index: other.candidate for other in solution.applications}
    partners = (pair.partner_of(application.candidate.index) for pair in instance.pairs if pair.rule == Rule.UNKNOWN)
    return tuple(dict.fromkeys(str(used[partner].edition.name) for partner in partners if partner in used))


def _unclear_sentence(application: Application, names: tuple[str, ...]) -> Iterator[str]:
    if names:
        with_whom = ", ".join(f"„{name}“" for name in names)
        office = application.candidate.edition.authority.name
        yield f"Ob sich das Programm mit {with_whom} verbinden lässt, sagt keine Quelle. Bitte erfragen bei: {office}"


def _unmeasured(instance: Instance, application: Application) -> Iterator[str]:
    cells = sorted(application.candidate.without_measure & set(application.claimed_costs))
    for item in dict.fromkeys(instance.cells[cell].item for cell in cells):
        yield (
            f"Wofür „{item}“ bestimmt ist (`measure`), steht nicht im Vorhaben. "
            "Der Posten zählt nur, wenn es zum Programm passt."
        )


def prefinance_of(cells: Sequence[Cell], grants: Sequence[Grant]) -> dict[str, dict[int, int]]:
    """What each party must advance: the part of its costs that grants pay only afterwards, by year."""
    late = {number for number, grant in enumerate(grants) if grant.payout == "reimbursement"}
    return by_party_and_year(
        (cell.party, cell.year, part.amount) for cell in cells for part in cell.grants if part.grant in late
    )


def _hours(instance: Instance, solution: Solution) -> dict[str, dict[int, int]]:
    """The value of volunteers' hours as the grant that counts most of them values it, by party and year.

    It is spread evenly over the years with hours; the first takes what cannot be divided.
    """
    result: dict[str, dict[int, int]] = {}
    for application in sorted(solution.applications, key=lambda a: a.hours):
        years = _years_with_hours(instance.project, application.candidate.party)
        if application.hours and years:
            share, rest = divmod(application.hours, len(years))
            result[application.candidate.party] = dict.fromkeys(years, share) | {years[0]: share + rest}
    return result


def _years_with_hours(project: Project, party: str) -> list[int]:
    return sorted({y for entry in project.in_kind if project.party_of(entry.party) == party for y in entry.hours})


def by_party_and_year(entries: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    """The sums of amounts by name and year."""
    total: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, year, amount in entries:
        total[name].append((year, amount))
    return {name: by_year(amounts) for name, amounts in total.items()}


def by_year(amounts: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The sums of amounts by year, in the order of the years."""
    total: dict[int, int] = defaultdict(int)
    for year, amount in amounts:
        total[year] += amount
    return dict(sorted(total.items()))
