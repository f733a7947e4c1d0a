"""The settlement on a terminal: the grants as planned and expected, then why, what to watch, own money, scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from quartier.cli.console import Lines, heading, terminal
from quartier.matching.wording import german_date
from quartier.model.answers import SourceNote
from quartier.model.money import german_euros
from quartier.model.settlement import Drawing, EarlyDraw, OwnMoney, Scenario, SettledGrant, Settlement, Tolerance

NO_CUT = "–"
WARN = ("!", "yellow")


def show(answer: Settlement, *, scenarios: bool = False, console: Console | None = None) -> None:
    """Print the whole answer; `scenarios` adds the table of what would be if."""
    _View(answer, console or terminal()).show(scenarios=scenarios)


class _View:
    """Prints one answer."""

    def __init__(self, answer: Settlement, console: Console) -> None:
        self.answer, self.console, self.lines = answer, console, Lines(console)
        self.sources: list[SourceNote] = []

    def show(self, *, scenarios: bool) -> None:
        if self.answer.as_of:
            title = f"Abrechnung, Stand {german_date(self.answer.as_of)}: {self.answer.project}"
            self.console.print(heading(title))
            self._grants()
        self.console.print(heading("Eigenes Geld"))
        self._own(self.answer.own)
        self._scenarios(whole=scenarios)
        for note in self.answer.notes:
            self.lines.add(note)
        self._list_sources()
        self.lines.show()

    def _cited(self, source: SourceNote) -> str:
        """The number of a source in the list at the end."""
        if source not in self.sources:
            self.sources.append(source)
        return f"[{self.sources.index(source) + 1}]"

    def _list_sources(self) -> None:
        self._cited(self.answer.label_source)
        self.lines.add("")
        self.lines.add("Quellen", style="bold")
        for number, source in enumerate(self.sources, start=1):
            self.lines.add(f"[{number}] {_source(source)}", indent=2)

    def _grants(self) -> None:
        answer = self.answer
        table = _table(("Zuschuss",), ("geplant", "erwartet", answer.label))
        for grant in answer.grants:
            cut = german_euros(grant.reduction) if grant.reduction else NO_CUT
            table.add_row(grant.name, german_euros(grant.planned), german_euros(grant.expected), cut)
        table.add_section()
        sums = (answer.grants_planned, answer.grants_expected, answer.reduction)
        table.add_row("zusammen", *map(german_euros, sums), style="bold")
        table.add_row("Kosten", german_euros(answer.costs_planned), german_euros(answer.costs_actual), "")
        self.console.print(table)
        for grant in answer.grants:
            self._grant(grant)
        self.lines.show()

    def _grant(self, grant: SettledGrant) -> None:
        self.lines.add("")
        self.lines.add(f"{grant.name} ({grant.party}): {german_euros(grant.expected)}", style="bold")
        for why in grant.why:
            cut = f" Das sind {german_euros(why.reduction)} weniger." if why.reduction else ""
            self.lines.add(f"{why.text}{cut} ({why.rule} {self._cited(why.source)})", indent=2)
        if grant.tolerance:
            self._tolerance(grant.tolerance)
        self._drawing(grant.drawing)
        proof = grant.proof_of_use
        source = f" {self._cited(proof.source)}" if proof.source else ""
        self.lines.add(f"{proof.text}{source}", indent=2, mark=("✓", "green") if proof.known else ("?", "yellow"))
        for note in grant.notes:
            self.lines.add(note, indent=2, mark=("?", "yellow"))

    def _tolerance(self, tolerance: Tolerance) -> None:
        for item in tolerance.items:
            text = f"{item.item}: {german_euros(item.actual)} statt {german_euros(item.planned)}, "
            text += f"{german_euros(item.over)} mehr"
            beyond = f"; {german_euros(item.beyond)} über den erlaubten 20 %" if item.beyond else "; innerhalb der 20 %"
            self.lines.add(f"{text}{beyond}.", indent=2, mark=WARN if item.beyond else ("·", "dim"))
        if tolerance.total_over:
            text = f"Nicht an anderer Stelle gespart: {german_euros(tolerance.total_over)}."
            self.lines.add(text, indent=2, mark=WARN)
        self.lines.add(f"{tolerance.text} {self._cited(tolerance.source)}", indent=4)

    def _drawing(self, drawing: Drawing) -> None:
        if drawing.spent or drawing.drawn:
            text = (
                f"Bezahlt {german_euros(drawing.spent)}; abrufen lassen sich dafür bis "
                f"{german_euros(drawing.may_draw)}, abgerufen {german_euros(drawing.drawn)}."
            )
            self.lines.add(f"{text} {drawing.rule} {self._cited(drawing.source)}", indent=2)
        if drawing.too_much:
            text = f"{german_euros(drawing.too_much)} mehr abgerufen, als die Zahlungen bisher erlauben."
            self.lines.add(text, indent=2, mark=WARN)
        for early in drawing.early:
            self.lines.add(_early(early), indent=2, mark=WARN)
        if drawing.interest_note and drawing.interest_source:
            self.lines.add(f"{drawing.interest_note} {self._cited(drawing.interest_source)}", indent=4)
        if drawing.to_return:
            text = f"Voraussichtlich zurückzuzahlen: {german_euros(drawing.to_return)}."
            self.lines.add(text, indent=2, mark=WARN)

    def _own(self, own: Iterable[OwnMoney]) -> None:
        table = _table(("Wer",), ("geplant", "am Ende", "Unterschied", "bleibt übrig"))
        for party in own:
            amounts = (german_euros(party.planned), german_euros(party.expected), _signed(party.change))
            table.add_row(party.party, *amounts, german_euros(party.surplus) if party.surplus else NO_CUT)
        self.console.print(table)

    def _scenarios(self, *, whole: bool) -> None:
        answer = self.answer
        if whole:
            self.console.print(heading("Was wäre, wenn (gerechnet am Plan)"))
            self.console.print(_scenario_table(answer.scenarios))
            for scenario in answer.scenarios:
                if scenario.note:
                    self.lines.add(f"{scenario.text}: {scenario.note}", mark=("?", "yellow"))
        self.lines.add("")
        if answer.worst_case is None:
            self.lines.add("In keinem der gerechneten Fälle brauchen Sie mehr eigenes Geld als geplant.")
        else:
            worst = answer.scenarios[answer.worst_case]
            text = (
                f"Schlimmster gerechneter Fall: {worst.text}. Dann sind {german_euros(worst.own_total)} eigenes Geld "
                f"nötig, {_signed(worst.own_change)} gegenüber dem Plan."
            )
            self.lines.add(text if whole else f"{text} Alle Fälle: --scenarios.", mark=WARN)


def _scenario_table(scenarios: Sequence[Scenario]) -> Table:
    table = _table(("Fall",), ("Kosten", "Zuschüsse", "eigenes Geld", "Unterschied"))
    for scenario in scenarios:
        amounts = map(german_euros, (scenario.total_costs, scenario.grants_total, scenario.own_total))
        table.add_row(scenario.text, *amounts, _signed(scenario.own_change))
    return table


def _early(early: EarlyDraw) -> str:
    text = f"Zu früh abgerufen: {german_euros(early.amount)} am {german_date(early.drawn_on)}, "
    used = f"gebraucht erst am {german_date(early.needed_on)}" if early.needed_on else "noch nicht gebraucht"
    limit = german_date(early.needed_by)
    return f"{text}{used}, {early.days} Tage danach ({early.days_late} Tage nach dem {limit})."


def _signed(cents: int) -> str:
    return f"+{german_euros(cents)}" if cents > 0 else german_euros(cents)


def _source(source: SourceNote) -> str:
    return f"{source.title}, Stand {source.as_of if source.as_of not in {None, 'unknown'} else 'nicht bekannt'}"


def _table(words: Sequence[str], numbers: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title in words:
        table.add_column(title, overflow="fold")
    for title in numbers:
        table.add_column(title, justify="right")
    return table
