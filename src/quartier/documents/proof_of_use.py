"""The figures for the proof of use (zahlenmäßiger Verwendungsnachweis) as a workbook with live formulas.

Planned and actual costs and income side by side, and for every grant what is expected after settlement and why. What
is expected is an expectation: the funder decides.
"""

from __future__ import annotations

from functools import cached_property

from quartier.documents.dossier import NO_ADVICE, Dossier
from quartier.documents.ledger import Kind, Ledger, Source, ledger_of
from quartier.documents.workbook import Book, Sheet, cell_ref
from quartier.matching.wording import german_date
from quartier.model.settlement import SettledGrant
from quartier.planning.plan_words import source_words
from quartier.planning.settling.figures import Figures, figures_of

SUBJECT = "Verwendungsnachweis: Zahlen"
HEAD, FIRST = 4, 5
_SPENT, _INCOME = "Ausgaben", "Einnahmen"
EXPLAINED = (
    "Verwendungsnachweis heißt: dem Geldgeber belegen, wofür das Geld ausgegeben wurde. Tragen Sie in die gelben "
    "Felder die wirklichen Beträge ein; alles andere rechnet mit. Der Sachbericht gehört dazu, hier ist er nicht dabei."
)


def proof_of_use_xlsx(dossier: Dossier) -> bytes:
    """The workbook: spending, income, grants, reasons. Without real figures their fields are empty."""
    book = Book(dossier, SUBJECT)
    proof = _Proof(book, dossier)
    proof.spending()
    proof.income()
    proof.grants()
    proof.reasons()
    return book.content()


class _Proof:
    """Writes the sheets, which refer to one another."""

    def __init__(self, book: Book, dossier: Dossier) -> None:
        self.book, self.dossier = book, dossier
        self.ledger: Ledger = ledger_of(dossier)
        self.figures: Figures = figures_of(dossier.plan, dossier.actuals)
        self.known = dossier.actuals is not None
        self.grant_sources = self.ledger.of_kind(Kind.GRANT)

    @cached_property
    def keys(self) -> list[tuple[str, int]]:
        """Items and years with planned or actual costs, in the order of the plan."""
        order = {item: number for number, item in enumerate(self.ledger.items)}
        keys = {*self.figures.planned, *self.figures.actual}
        return sorted(keys, key=lambda key: (order.get(key[0], len(order)), key[1]))

    @property
    def spent_row(self) -> int:
        """The row of the sum of all spending."""
        return FIRST + len(self.keys)

    def spending(self) -> None:
        """Planned and actual costs of every item and year."""
        sheet = self.book.sheet(_SPENT, (40, 10, 30, 16, 16, 16), title=SUBJECT)
        sheet.head(HEAD, ("Kostenposten", "Jahr", "zählt bei", "Plan", "Ist", "Abweichung"), words=3)
        sheet.keep(HEAD, 1)
        for row, (item, year) in enumerate(self.keys, start=FIRST):
            sheet.text(row, 0, self.dossier.item_names[item])
            sheet.year(row, 1, year)
            sheet.text(row, 2, "; ".join(self._claiming(item)))
            sheet.money(row, 3, self.figures.planned.get((item, year), 0))
            sheet.to_fill_in(row, 4, self.figures.actual.get((item, year), 0) if self.known else None)
            sheet.change(row, 5, (row, 3), (row, 4))
        self._sums(sheet, self.spent_row, "Ausgaben zusammen", 3)
        words = "Noch keine wirklichen Zahlen: Die gelben Felder sind leer."
        if self.dossier.actuals:
            day = german_date(self.dossier.actuals.as_of)
            words = f"Wirkliche Zahlen, Stand {day}. Was nicht angegeben ist, gilt wie geplant."
        sheet.wide(self.spent_row + 2, words)
        sheet.wide(self.spent_row + 3, EXPLAINED)
        sheet.wide(self.spent_row + 4, NO_ADVICE)

    def _claiming(self, item: str) -> list[str]:
        names = zip(self.dossier.grant_names, self.dossier.plan.grants, strict=True)
        return [name for name, grant in names if item in grant.claims]

    def _sums(self, sheet: Sheet, row: int, title: str, first: int) -> None:
        sheet.sum_words(row, (title, *("" for _ in range(first - 1))))
        sheet.sum_rows(row, range(first, first + 2), FIRST, row - 1)
        sheet.change(row, first + 2, (row, first), (row, first + 1), "sum")

    def income(self) -> None:
        """Where the money came from; own money is what nobody else paid."""
        sheet = self.book.sheet(_INCOME, (46, 26, 16, 16, 16))
        sheet.head(HEAD, ("Woher das Geld kommt", "Art", "Plan", "Ist", "Abweichung"), words=2)
        sheet.keep(HEAD, 1)
        lines = [*self._grants(), *self._others()]
        for row, (name, kind, planned, actual) in enumerate(lines, start=FIRST):
            sheet.text(row, 0, name)
            sheet.text(row, 1, kind)
            sheet.money(row, 2, planned)
            sheet.to_fill_in(row, 3, actual if self.known else None)
            sheet.change(row, 4, (row, 2), (row, 3))
        self._own(sheet, FIRST + len(lines), sum(actual for *_, actual in lines) if self.known else 0)
        end = FIRST + len(lines) + 1
        self._sums(sheet, end, "Einnahmen zusammen", 2)
        sheet.text(end + 1, 0, "Ausgaben (aus dem ersten Blatt)")
        sheet.text(end + 2, 0, "Deckung (Ausgaben − Einnahmen)", "check_text")
        for column, cents in ((2, self._planned), (3, self._actual)):
            sheet.formula(end + 1, column, f"={cell_ref(_SPENT, self.spent_row, column + 1)}", cents)
            sheet.balance(end + 2, column, (end + 1, column), (end, column))

    @property
    def _planned(self) -> int:
        return sum(self.figures.planned.values())

    @property
    def _actual(self) -> int:
        return sum(self.figures.actual.values()) if self.known else 0

    def _own(self, sheet: Sheet, row: int, others: int) -> None:
        """Own money: planned with what was still missing; in the end what the others do not pay."""
        planned = self.ledger.paid(Kind.OWN) + self.ledger.paid(Kind.GAP)
        sheet.text(row, 0, "Eigenes Geld aller Träger (errechnet)")
        sheet.text(row, 1, Kind.OWN.value)
        sheet.money(row, 2, planned)
        total = cell_ref(_SPENT, self.spent_row, 4)
        rest = f"={total}-SUM(D{FIRST + 1}:D{row})" if row > FIRST else f"={total}"
        sheet.formula(row, 3, rest, self._actual - others)
        sheet.change(row, 4, (row, 2), (row, 3))

    def _grants(self) -> list[tuple[str, str, int, int]]:
        settled = self.dossier.settlement.grants
        return [
            (name, "Zuschuss, voraussichtlich" if self.known else "Zuschuss", grant.planned, grant.expected)
            for name, grant in zip(self.dossier.grant_names, settled, strict=True)
        ]

    def _others(self) -> list[tuple[str, str, int, int]]:
        """Decided grants, third parties, and new money that the plan did not know."""
        labels = {source.name: source for source in self.ledger.sources if source.kind is not Kind.GRANT}
        told = self.dossier.actuals.new_money if self.dossier.actuals else ()
        new = {money.id: money.label or money.id for money in told}
        return [
            (
                _label(labels.get(source.name), new.get(source.name, source.name)),
                labels[source.name].kind.value if source.name in labels else Kind.THIRD_PARTY.value,
                sum(source.planned.values()),
                sum(source.actual.values()),
            )
            for source in self.figures.sources
        ]

    def grants(self) -> None:
        """What becomes of every grant, what was drawn of it, and what is left or to be given back."""
        sheet = self.book.sheet("Zuschüsse", (44, 15, 15, 15, 16, 16, 15, 15, 15))
        titles = ("geplant", "voraussichtlich", "Änderung", "zählende Kosten, Plan", "zählende Kosten, Ist")
        sheet.head(HEAD, ("Zuschuss", *titles, "ausgezahlt", "noch abzurufen", "zurückzuzahlen"))
        sheet.keep(HEAD, 1)
        for row, grant in enumerate(self.dossier.settlement.grants, start=FIRST):
            self._grant(sheet, row, grant)
        end = FIRST + len(self.grant_sources)
        sheet.sum_words(end, ("zusammen",))
        if self.grant_sources:
            sheet.sum_rows(end, range(1, 9), FIRST, end - 1)
        sheet.wide(
            end + 2,
            f"„voraussichtlich“ heißt: {self.dossier.settlement.label}; die Stelle entscheidet, nicht dieses Blatt.",
        )

    def _grant(self, sheet: Sheet, row: int, grant: SettledGrant) -> None:
        sheet.text(row, 0, self.dossier.grant_names[row - FIRST])
        sheet.formula(row, 1, f"={cell_ref(_INCOME, row, 2)}", grant.planned)
        expected = grant.expected if self.known else 0
        sheet.formula(row, 2, f"={cell_ref(_INCOME, row, 3)}", expected)
        sheet.formula(row, 3, f"=C{row + 1}-B{row + 1}", expected - grant.planned)
        sheet.money(row, 4, grant.eligible_planned)
        sheet.to_fill_in(row, 5, grant.eligible_actual if self.known else None)
        sheet.to_fill_in(row, 6, grant.drawing.drawn if self.known else None)
        sheet.excess(row, 7, (row, 2), (row, 6))
        sheet.excess(row, 8, (row, 6), (row, 2))

    def reasons(self) -> None:
        """Which rule changes which grant, when the proof is due, and what else to know."""
        sheet = self.book.sheet("Begründung", (40, 76, 44, 16))
        sheet.head(HEAD, ("Zuschuss", "Was gilt", "Quelle", "Kürzung"), words=3)
        sheet.keep(HEAD)
        row = FIRST
        for name, grant in zip(self.dossier.grant_names, self.dossier.settlement.grants, strict=True):
            for text, cents, source in _statements(grant, known=self.known):
                sheet.text(row, 0, name)
                sheet.text(row, 1, text)
                sheet.text(row, 2, source)
                sheet.money(row, 3, cents)
                row += 1
        for note in self.dossier.settlement.notes:
            sheet.wide(row + 1, note)
            row += 1


def _label(source: Source | None, other: str) -> str:
    return source.label if source else other


def _statements(grant: SettledGrant, *, known: bool) -> list[tuple[str, int, str]]:
    """What to know about one grant: the rules applied, if there are real figures, then the proof of use, then notes."""
    proof = grant.proof_of_use
    rules = [(why.text, why.reduction, source_words(why.source)) for why in grant.why] if known else []
    due = (proof.text, 0, source_words(proof.source) if proof.source else "")
    return [*rules, due, *((note, 0, "") for note in grant.notes)]
