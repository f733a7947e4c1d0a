"""The arithmetic of every grant on a terminal (`--explain`): what counts, what bounds it, rounding, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.table import Table

from quartier.cli.console import Lines, heading
from quartier.cli.plan_tables import table_of
from quartier.model.answers import Arithmetic, CostLine, Grant, SourceNote
from quartier.model.money import german_euros
from quartier.planning.plan_words import result_words, source_words

_Column = tuple[str, Callable[[CostLine], int]]

_DEDUCTIONS: tuple[_Column, ...] = (
    ("− Umsatzst.", lambda line: line.vat),
    ("− Obergrenze", lambda line: line.cap),
    ("− außerhalb", lambda line: line.outside),
)


def show_arithmetic(
    number: int, grants: Sequence[Grant], parties: Mapping[str, str], labels: Mapping[str, str], lines: Lines
) -> None:
    """The calculation of each grant of plan `number`; parties and items are named by their ids."""
    lines.show()
    lines.console.print(heading(f"So rechnen sich die Zuschüsse von Plan {number}"))
    for grant in grants:
        if grant.arithmetic:
            lines.add(f"{grant.name} ({parties[grant.party]}): {german_euros(grant.amount)}", style="bold")
            lines.show()
            _Calculation(grant.arithmetic, labels, lines).show()


class _Calculation:
    """Prints the calculation of one grant."""

    def __init__(self, arithmetic: Arithmetic, labels: Mapping[str, str], lines: Lines) -> None:
        self.arithmetic, self.labels, self.lines = arithmetic, labels, lines
        self.sources: list[SourceNote] = []

    def show(self) -> None:
        """What counts, how it becomes the base, what bounds the grant, and where it is written."""
        self.lines.console.print(self._counted())
        self._rules()
        if self.arithmetic.kinds or self.arithmetic.in_kind:
            self.lines.console.print(self._base())
        self.lines.console.print(self._paid())
        self.lines.console.print(self._limits())
        self._result()
        for number, source in enumerate(self.sources, start=1):
            address = f", {source.url}" if source.url else ""
            self.lines.add(f"Quelle [{number}]: {source_words(source)}{address}", indent=2, style="dim")
        self.lines.add("")
        self.lines.show()

    def _counted(self) -> Table:
        """From the cost of every item and year to what counts of it; columns of nothing are left out."""
        lines = self.arithmetic.lines
        taken = [column for column in _DEDUCTIONS if any(column[1](line) for line in lines)]
        columns: list[_Column] = [("Kosten", lambda line: line.cost), *taken, ("zählt", lambda line: line.counted)]
        table = table_of("  Was zählt", "Jahr", right=[title for title, _ in columns])
        for line in lines:
            amounts = [_amount(value(line)) for _, value in columns]
            table.add_row(f"  {self.labels[line.item]}", f"{line.year}", *amounts)
        table.add_row("  zusammen", "", *(_amount(sum(map(value, lines))) for _, value in columns), style="bold")
        return table

    def _rules(self) -> None:
        for note in self.arithmetic.rules:
            self.lines.add(f"{note.rule}: {note.text}{self._mark(note.source)}", indent=2)
        for line in self.arithmetic.lines:
            if line.outside:
                text = f"{self.labels[line.item]} {line.year}: {line.months_inside} von {line.months} Monaten zählen."
                self.lines.add(f"C18: {text}", indent=2)
        self.lines.show()

    def _base(self) -> Table:
        """From the sum of what counts to the base: caps on kinds of cost, volunteers' hours beside it."""
        given = self.arithmetic
        table = table_of("  Bemessungsgrundlage", right=["Betrag"])
        table.add_row("  was zählt, zusammen", german_euros(sum(line.counted for line in given.lines)))
        for kind in given.kinds:
            table.add_row(f"  − {kind.name} ({kind.text})", german_euros(-kind.cut))
        table.add_row("  zuwendungsfähige Kosten", german_euros(given.base), style="bold")
        if given.in_kind:
            table.add_row("  + Eigenleistung", german_euros(given.in_kind))
            table.add_row(
                "  Grundlage für Satz und Eigenanteil", german_euros(given.base + given.in_kind), style="bold"
            )
        return table

    def _paid(self) -> Table:
        """What the rate allows of each item and what the grant pays."""
        table = table_of("  Was bezahlt wird", "Jahr", right=["zählt", "Satz", "höchstens", "bezahlt"])
        lines = self.arithmetic.lines
        for line in lines:
            amounts = (_amount(line.counted), line.rate or "", _amount(line.most), _amount(line.paid))
            table.add_row(f"  {self.labels[line.item]}", f"{line.year}", *amounts)
        sums = (_amount(sum(line.counted for line in lines)), "", _amount(sum(line.most for line in lines)))
        table.add_row("  zusammen", "", *sums, _amount(sum(line.paid for line in lines)), style="bold")
        return table

    def _limits(self) -> Table:
        table = table_of("  Grenzen", right=["Luft"])
        for limit in self.arithmetic.limits:
            decides = limit.slack < self.arithmetic.step and self.arithmetic.allowed is not None
            room = f"{german_euros(limit.slack)}{' ←' if decides else '  '}"
            table.add_row(f"  {limit.rule}: {limit.text}{self._mark(limit.source)}", room)
        return table

    def _result(self) -> None:
        self.lines.add(result_words(self.arithmetic, mark=" (←)"), indent=2, style="bold")

    def _mark(self, source: SourceNote | None) -> str:
        """` [1]`, numbering the sources as they come."""
        if source is None:
            return ""
        if source not in self.sources:
            self.sources.append(source)
        return f" [{self.sources.index(source) + 1}]"


def _amount(cents: int) -> str:
    return german_euros(cents) if cents else "–"
