"""The answer of `quartier plan`: solve the wanted objectives, check every plan independently, explain it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quartier.catalogue.store import Catalogue
from quartier.matching.truth import Truth
from quartier.model.answers import (
    CatalogueNote,
    Cell,
    CellGrant,
    Conflict,
    ConflictRule,
    Grant,
    ItemGrant,
    ObjectiveName,
    Plan,
    PlanAnswer,
)
from quartier.model.combining import Rule
from quartier.model.conditions import FactValue
from quartier.model.project import Project
from quartier.planning.checking import Violation, check_plan
from quartier.planning.explain import cautions_of, limits_of, patterns_of, source_note, unused_of
from quartier.planning.instance import Instance
from quartier.planning.prepare import prepare, verdicts_of
from quartier.planning.solving import SOLVER_LIMIT, Application, Solution, conflict, solve

OBJECTIVE_NAMES: tuple[ObjectiveName, ...] = ("least_own_funds", "fewest_applications", "safest", "lasting")


class PlanCheckError(RuntimeError):
    """A plan broke a rule of the independent checker: an error of ours, and nobody is shown the plan."""

    def __init__(self, objective: str, violations: Sequence[Violation]) -> None:
        """Name the objective and every violation."""
        self.violations = tuple(violations)
        lines = "\n".join(f"  {violation.rule}: {violation.text}" for violation in violations)
        super().__init__(f"plan “{objective}” breaks rules:\n{lines}")


def plan_project(
    project: Project,
    catalogue: Catalogue,
    place: Mapping[str, FactValue],
    objectives: Iterable[ObjectiveName] = OBJECTIVE_NAMES,
    *,
    limit: float = SOLVER_LIMIT,
) -> PlanAnswer:
    """Plans for the objectives, equal ones merged; or the minimal conflict where none is possible.

    Raises PlanCheckError if the independent checker finds a broken rule.
    """
    instance = prepare(project, catalogue, place)
    solutions = [solution for name in objectives if (solution := solve(instance, name, limit=limit)) is not None]
    plans = [_checked(_plan(instance, solution), project, catalogue, place) for solution in solutions]
    infeasible = None if plans else _conflict(instance, project, catalogue, place)
    note = CatalogueNote(editions=len(catalogue.editions), digest=catalogue.digest)
    return PlanAnswer(
        project=project.title, as_of=instance.as_of, catalogue=note, plans=tuple(_merged(plans)), infeasible=infeasible
    )


def _checked(plan: Plan, project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> Plan:
    violations = check_plan(project, plan, catalogue, place)
    if violations:
        raise PlanCheckError(plan.objective, violations)
    return plan.model_copy(update={"checked": True})


def _merged(plans: Iterable[Plan]) -> Iterator[Plan]:
    """Equal plans once, with all objectives they serve."""
    groups: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        groups[plan.model_dump_json(exclude={"objective", "objectives", "status", "gap"})].append(plan)
    for group in groups.values():
        yield group[0].model_copy(update={"objectives": tuple(plan.objective for plan in group)})


def _plan(instance: Instance, solution: Solution) -> Plan:
    cells = tuple(_cells(instance, solution))
    grants = tuple(_grant(instance, solution, application) for application in solution.applications)
    period = instance.project.period
    return Plan(
        objective=solution.objective,
        objectives=(solution.objective,),
        status="optimal" if solution.proven else "feasible",
        gap=solution.gap,
        conditional=any(grant.conditions_open or grant.assumes for grant in grants),
        start=period.start.plus(solution.slip) if period else None,
        total_costs=sum(cell.cost for cell in cells),
        grants_total=sum(grant.amount for grant in grants),
        own_total=sum(cell.own for cell in cells),
        grants=grants,
        own=_by_party_and_year((cell.party, cell.year, cell.own) for cell in cells),
        third_party=_by_party_and_year(
            (name, cell.year, amount) for cell in cells for name, amount in cell.third_party.items()
        ),
        in_kind=_hours(instance, solution),
        open_gap=_by_party_and_year((cell.party, cell.year, cell.open_gap) for cell in cells if cell.open_gap),
        after_funding=dict(sorted(instance.project.running_costs_after.items())),
        cells=cells,
        patterns=patterns_of(instance, solution),
        warnings=tuple(cautions_of(instance, solution)),
        limits=tuple(limit for a in solution.applications for limit in limits_of(instance, solution, a)[:1]),
        unused=tuple(unused_of(instance, solution)),
    )


def _cells(instance: Instance, solution: Solution) -> Iterator[Cell]:
    for cell in instance.cells:
        grants = tuple(
            CellGrant(grant=number, amount=application.cells[cell.index])
            for number, application in enumerate(solution.applications)
            if cell.index in application.cells
        )
        other: dict[bool, dict[str, int]] = {False: {}, True: {}}
        for money, parts in zip(instance.money, solution.money, strict=True):
            if cell.index in parts:
                kind = other[money.granted]
                kind[money.id] = kind.get(money.id, 0) + parts[cell.index]
        yield Cell(
            item=cell.item,
            year=cell.year,
            party=cell.party,
            cost=cell.cost,
            grants=grants,
            granted=other[True],
            third_party=other[False],
            own=solution.own[cell.index],
            open_gap=solution.open_gap[cell.index],
        )


def _grant(instance: Instance, solution: Solution, application: Application) -> Grant:
    candidate, variant = application.candidate, application.variant
    items = tuple(
        ItemGrant(item=instance.cells[cell].item, year=instance.cells[cell].year, amount=amount)
        for cell, amount in sorted(application.cells.items())
    )
    unclear = _unclear_with(instance, solution, application)
    by_year: dict[int, int] = defaultdict(int)
    for part in items:
        by_year[part.year] += part.amount
    return Grant(
        programme=candidate.edition.programme,
        edition=candidate.edition.edition,
        block=candidate.block.id,
        party=candidate.party,
        name=str(candidate.edition.name),
        amount=application.amount,
        financing=candidate.block.pays.financing.value,
        by_year=dict(sorted(by_year.items())),
        items=items,
        claims=application.claims,
        base=application.base,
        in_kind=application.hours,
        apply_by=variant.apply_by,
        decision=variant.decision,
        start=variant.start,
        end=variant.end,
        payout=candidate.block.pays.payout,
        limit=limits_of(instance, solution, application)[0],
        conditions_open=candidate.reasons_open,
        assumes=(*candidate.assumes, *_unmeasured(instance, application), *_unclear_sentence(application, unclear)),
        unclear_with=unclear,
    )


def _unclear_with(instance: Instance, solution: Solution, application: Application) -> tuple[str, ...]:
    used = {other.candidate.index: other.candidate for other in solution.applications}
    index = application.candidate.index
    names = [
        str(used[other].edition.name)
        for pair in instance.pairs
        if pair.rule == Rule.UNKNOWN and index in (pair.first, pair.second)
        if (other := pair.second if pair.first == index else pair.first) in used
    ]
    return tuple(dict.fromkeys(names))


def _unclear_sentence(application: Application, names: tuple[str, ...]) -> Iterator[str]:
    if names:
        with_whom = ", ".join(f"„{name}“" for name in names)
        office = application.candidate.edition.authority.name
        yield f"Ob sich das Programm mit {with_whom} verbinden lässt, sagt keine Quelle; bitte erfragen bei: {office}"


def _unmeasured(instance: Instance, application: Application) -> Iterator[str]:
    cells = sorted(application.candidate.without_measure & set(application.claimed_costs))
    for item in dict.fromkeys(instance.cells[cell].item for cell in cells):
        yield f"Wofür „{item}“ bestimmt ist (`measure`), steht nicht im Vorhaben; nur dann zählt der Posten, wenn es zum Programm passt."


def _hours(instance: Instance, solution: Solution) -> dict[str, dict[int, int]]:
    """The value of volunteers' hours as the grant that counts most of them values it, by party and year."""
    result: dict[str, dict[int, int]] = {}
    for application in sorted(solution.applications, key=lambda a: a.hours):
        if application.hours and instance.project.period:
            party = application.candidate.party
            years = [
                y
                for e in instance.project.in_kind
                if instance.project.party_of(e.party) == party
                for y in sorted(e.hours)
            ]
            share, rest = divmod(application.hours, len(years) or 1)
            result[party] = {year: share + (rest if number == 0 else 0) for number, year in enumerate(years)}
    return result


def _by_party_and_year(entries: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    total: dict[str, dict[int, int]] = {}
    for name, year, amount in entries:
        years = total.setdefault(name, {})
        years[year] = years.get(year, 0) + amount
    return {name: dict(sorted(years.items())) for name, years in total.items()}


def _conflict(instance: Instance, project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> Conflict:
    missing = list(_not_possible(instance, project, catalogue, place))
    if missing:
        return Conflict(conflict=tuple(missing[0]))
    rules = []
    for key in conflict(instance):
        edition = instance.candidates[key.source_of].edition if key.source_of is not None else None
        names = ", ".join(str(instance.candidates[number].edition.name) for number in key.candidates)
        text = key.text or _rule_text(key.rule, key.detail)
        rules.append(
            ConflictRule(
                rule=key.rule,
                text=f"{names}: {text}" if names else text,
                source=source_note(edition, key.source) if edition else None,
            )
        )
    return Conflict(conflict=tuple(rules))


_RULE_TEXTS = {
    "C3": "Höchstbetrag",
    "C4": "Mindestbetrag, darunter wird nichts bezahlt",
    "C5": "öffentliches Geld zusammen nicht über den zuwendungsfähigen Kosten",
    "C7": "Eigenanteil",
    "C8": "Obergrenze für Eigenleistung",
    "C12": "Geld, das von anderer Seite dazukommen muss",
    "C13": "ein anderes Programm muss vorausgehen",
    "C15": "De-minimis-Höchstbetrag in drei Jahren",
    "C16": "Beihilfeintensität",
    "C17": "Kosten einer Art nur im Verhältnis zu einer anderen",
}


def _rule_text(rule: str, detail: str) -> str:
    if rule == "choice":
        return f"„{detail}“ soll verwendet werden (`choose.only`)"
    return _RULE_TEXTS.get(rule, rule)


def _not_possible(
    instance: Instance, project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]
) -> Iterator[list[ConflictRule]]:
    """Chosen programmes that cannot be used at all: the choice and one reason that stands against it."""
    usable = {candidate.edition.programme for candidate in instance.candidates}
    for programme in project.choose.only:
        if programme in usable:
            continue
        wish = ConflictRule(rule="choice", text=_rule_text("choice", programme))
        yield [wish, *_reason_against(instance, programme, project, catalogue, place)]


def _reason_against(
    instance: Instance, programme: str, project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]
) -> Iterator[ConflictRule]:
    for entry in instance.dropped:
        if entry.edition.programme == programme:
            text = f"{entry.edition.name} {entry.reason}"
            yield ConflictRule(rule="C17", text=text, source=source_note(entry.edition, entry.block.source))
            return
    found = [verdict for verdict in verdicts_of(project, catalogue, place) if verdict.edition.programme == programme]
    for verdict in sorted(found, key=lambda v: sum(result.status is Truth.FAILED for result in v.results)):
        result = next(result for result in verdict.results if result.status is Truth.FAILED)
        yield ConflictRule(
            rule="C13", text=f"{verdict.edition.name}: {result.sentence}", source=source_note(verdict.edition, None)
        )
        return
    yield ConflictRule(rule="C18", text=f"„{programme}“ hat am {instance.as_of} keine gültige Ausgabe")
