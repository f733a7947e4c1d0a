"""The plan answer on a terminal: an overview of all plans, then each with its money by year, grants and warnings."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from quartier.cli.console import Lines, heading, terminal
from quartier.cli.plan_compare_view import show_refusals, show_trade_off
from quartier.cli.plan_explain_view import show_arithmetic
from quartier.cli.plan_tables import amounts, table_of
from quartier.model.answers import Cell, Grant, Plan, PlanAnswer
from quartier.model.money import CENTS_PER_EURO, german_euros
from quartier.model.months import german_span
from quartier.model.project import Project
from quartier.planning.candidates import NO_DEADLINE
from quartier.planning.plan_words import (
    advance_words,
    apply_words,
    goal_words,
    grouped_cautions,
    proof_words,
    running_words,
    source_words,
    standing,
    third_party_names,
)

PATTERN_WORDS = {
    "split_by_cost": "nach Kostenarten geteilt",
    "split_by_applicant": "auf mehrere Antragsteller verteilt",
    "sequence": "nacheinander",
    "investment_and_running": "Bau und Betrieb getrennt",
    "matching": "ein Geld zieht das andere nach sich",
    "split_by_area": "nach Gebieten geteilt",
    "relay": "Anschluss ohne Lücke",
}


def show(answer: PlanAnswer, project: Project, *, details: bool = False, console: Console | None = None) -> None:
    """Print the whole answer; `details` adds every item and every unused block."""
    view = _View(answer, project, console or terminal(), details=details)
    view.show()


class _View:
    """Prints one answer."""

    def __init__(self, answer: PlanAnswer, project: Project, console: Console, *, details: bool) -> None:
        self.answer, self.project, self.console, self.details = answer, project, console, details
        self.lines = Lines(console)
        self.names = {party.id: party.name or party.id for party in project.parties}
        self.third_party = third_party_names(project, self.names)
        self.labels = {item.id: item.label or item.id for item in project.costs}

    def show(self) -> None:
        self.console.print(heading(f"Finanzierungspläne für: {self.answer.project}"))
        if self.answer.infeasible is not None:
            self._conflict()
            return
        self.console.print(self._overview())
        for number, plan in enumerate(self.answer.plans, start=1):
            self._plan(number, plan)
        show_trade_off(self.answer.compare, self.lines)
        show_refusals(self.answer.refusals, self.names, self.lines)
        self.lines.add(
            "Ein Plan ist ein Vorschlag, was Sie beantragen können, keine Zusage. Jeder Betrag ist eine Obergrenze."
        )
        self.lines.show()

    def _conflict(self) -> None:
        self.lines.add("Kein Plan möglich: Diese Regeln stehen einander im Weg; ließe man eine davon weg, ginge es.")
        for rule in self.answer.infeasible.conflict if self.answer.infeasible else ():
            source = f" ({source_words(rule.source)})" if rule.source else ""
            self.lines.add(f"{rule.text}{source}", indent=2, mark=("✗", "red"))
        self.lines.show()

    def _overview(self) -> Table:
        table = table_of("Plan", "Ziel")
        for title in ("Zuschüsse", "eigenes Geld", "Lücke", "Anträge"):
            table.add_column(title, justify="right")
        table.add_column("Stand")
        for number, plan in enumerate(self.answer.plans, start=1):
            gap = sum(sum(years.values()) for years in plan.open_gap.values())
            money = (german_euros(plan.grants_total), german_euros(plan.own_total), german_euros(gap) if gap else "–")
            table.add_row(str(number), goal_words(plan.objectives), *money, str(len(plan.grants)), standing(plan))
        return table

    def _plan(self, number: int, plan: Plan) -> None:
        self.console.print(heading(f"Plan {number}: {goal_words(plan.objectives)}"))
        self.console.print(self._by_year(plan))
        for grant in plan.grants:
            self._grant(grant)
        if plan.patterns:
            words = ", ".join(PATTERN_WORDS[name] for name in plan.patterns)
            self.lines.add(f"Muster: {words}.")
        for party, by_year in plan.prefinance.items():
            if any(by_year.values()):
                self.lines.add(advance_words(by_year, self.names[party]), mark=("!", "yellow"))
        if plan.after_funding:
            self.lines.add(running_words(plan.after_funding), mark=("!", "yellow"))
        self._warnings(plan)
        if plan.unproven and (self.details or plan.status == "feasible"):
            self.lines.add(proof_words(plan), mark=("?", "yellow"))
        if self.details:
            self._details(plan)
        self.lines.show()
        if any(grant.arithmetic for grant in plan.grants):
            show_arithmetic(number, plan.grants, self.names, self.labels, self.lines)

    def _by_year(self, plan: Plan) -> Table:
        years = sorted({cell.year for cell in plan.cells})
        table = table_of("Wer zahlt")
        for year in (*map(str, years), "zusammen"):
            table.add_column(year, justify="right")
        for title, by_year in self._sources(plan):
            table.add_row(title, *amounts(by_year, years))
        for party, by_year in plan.open_gap.items():
            table.add_row(f"Fehlt noch {self.names[party]}", *amounts(by_year, years), style="bold red")
        costs = {year: sum(cell.cost for cell in plan.cells if cell.year == year) for year in years}
        table.add_section()
        table.add_row("Kosten", *amounts(costs, years), style="bold")
        return table

    def _sources(self, plan: Plan) -> Iterator[tuple[str, dict[int, int]]]:
        """Who pays how much in which year: new grants, decided grants, third parties, own cash."""
        for grant in plan.grants:
            yield f"{grant.name} ({self.names[grant.party]})", grant.by_year
        for name, by_year in _granted(plan).items():
            yield f"bewilligt: {name}", by_year
        for name, by_year in plan.third_party.items():
            yield self.third_party.get(name, name), by_year
        for party, by_year in plan.own.items():
            yield f"Eigenes Geld {self.names[party]}", by_year

    def _grant(self, grant: Grant) -> None:
        little = " – bringt wenig" if grant.small else ""
        text = f"{grant.name}: {german_euros(grant.amount)} für {self.names[grant.party]}{little}"
        self.lines.add(text, style="bold")
        if grant.limit:
            source = grant.limit.source
            where = f" ({source_words(source)})" if source else ""
            said = "Was den Betrag begrenzt" if grant.limit.slack < CENTS_PER_EURO else "Am nächsten ist die Grenze"
            self.lines.add(f"{said}: {grant.limit.text}{where}.", indent=2)
        paid = ", ".join(dict.fromkeys(self.labels[part.item] for part in grant.items))
        self.lines.add(f"Bezahlt: {paid}.", indent=2)
        period = f" Gefördert wird {german_span(grant.start, grant.end)}." if grant.start and grant.end else ""
        mark = ("?", "yellow") if grant.intake == "unknown" else None
        self.lines.add(f"{apply_words(grant)}{period}", indent=2, mark=mark)
        for text in grant.open_texts:
            self.lines.add(f"noch offen: {text}", indent=2, mark=("?", "yellow"))
        assumptions = grant.assumes if self.details or not grant.unclear_with else grant.assumes[:-1]
        for assumption in (sentence for sentence in assumptions if sentence != NO_DEADLINE):
            self.lines.add(assumption, indent=2, mark=("?", "yellow"))

    def _warnings(self, plan: Plan) -> None:
        unclear = [grant.name for grant in plan.grants if grant.unclear_with]
        if unclear and not self.details:
            text = (
                "Ob sich diese Programme verbinden lassen, sagt keine Quelle. Bitte vorher bei den Stellen erfragen "
                f"(einzeln mit --details): {', '.join(unclear)}."
            )
            self.lines.add(text, mark=("?", "yellow"))
        for text, subjects in grouped_cautions(plan).items():
            about = f" ({', '.join(subjects)})" if subjects else ""
            self.lines.add(f"{text}{about}", mark=("!", "yellow"))

    def _details(self, plan: Plan) -> None:
        self.lines.show()
        table = table_of("Posten", "Jahr")
        for title in ("Kosten", "Zuschüsse", "Dritte", "eigenes Geld", "Lücke"):
            table.add_column(title, justify="right")
        rows = [_payers(cell) for cell in plan.cells]
        for cell, values in zip(plan.cells, rows, strict=True):
            table.add_row(self.labels[cell.item], str(cell.year), *map(german_euros, values))
        table.add_row("zusammen", "", *(german_euros(sum(column)) for column in zip(*rows, strict=True)), style="bold")
        self.console.print(table)
        self.lines.add("Nicht genutzt:", style="bold")
        for unused in plan.unused:
            source = f" ({source_words(unused.source)})" if unused.source else ""
            effect = f" {unused.effect}" if unused.effect else ""
            text = f"{unused.name} ({self.names[unused.party]}): {unused.text}{source}{effect}"
            self.lines.add(text, indent=2, mark=("–", "dim"))


def _payers(cell: Cell) -> tuple[int, ...]:
    """What a cell costs, and what grants (decided ones too), third parties, own cash and nobody pay of it."""
    grants = sum(part.amount for part in cell.grants) + sum(cell.granted.values())
    return cell.cost, grants, sum(cell.third_party.values()), cell.own, cell.open_gap


def _granted(plan: Plan) -> dict[str, dict[int, int]]:
    """What decided grants pay, by programme and year."""
    found: dict[str, dict[int, int]] = {}
    for cell in plan.cells:
        for name, amount in cell.granted.items():
            by_year = found.setdefault(name, {})
            by_year[cell.year] = by_year.get(cell.year, 0) + amount
    return found
