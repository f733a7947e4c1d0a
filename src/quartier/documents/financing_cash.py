"""The sheet on cash: what must be advanced because grants pay after the bills, and what each party needs in a year."""

from __future__ import annotations

from quartier.documents.financing_layout import FIRST, HEAD, YEARS_FROM, Layout
from quartier.documents.ledger import Advance, Kind, advances_of
from quartier.documents.workbook import Book, Sheet, cell_name

PAYOUT_WORDS = {"advance": "im Voraus", "reimbursement": "erst nach den Rechnungen", "unknown": "nicht bekannt"}
ASSUMED = (
    "Gerechnet ist vorsichtig: Manche Zuschüsse kommen erst nach den Rechnungen. Bei manchen sagt keine Quelle, wann "
    "sie kommen. Beide gehen in dieser Rechnung im Jahr danach ein. "
    "Bis dahin strecken Sie das Geld vor. In der Spalte „Auszahlung“ können Sie "
    "das ändern, sobald die Stelle es Ihnen gesagt hat."
)


def add_cash(book: Book, layout: Layout) -> None:
    """Add the sheet."""
    _Cash(book, layout).write()


class _Cash:
    """Writes the sheet: the grants, then for each party its own money, what it advances and what comes back."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.layout = layout
        self.years = [*layout.ledger.years, layout.ledger.years[-1] + 1]
        widths = (6, 46, 26, *(16 for _ in self.years))
        self.sheet: Sheet = book.sheet("Liquidität", widths, title="Liquidität: was vorzustrecken ist")
        self.advances = {advance.source: advance for advance in advances_of(layout.dossier, layout.ledger)}
        self.grants = layout.ledger.of_kind(Kind.GRANT)

    def write(self) -> None:
        self.sheet.head(HEAD, ("Nr.", "Zuschuss", "Auszahlung", *self.years), words=3)
        self.sheet.keep(HEAD, 2)
        for row, source in enumerate(self.grants, start=FIRST):
            self._grant(row, self.advances.get(source))
        end = FIRST + len(self.grants)
        self.sheet.sum_words(end, ("", "höchstens vorzustrecken", ""))
        if self.grants:
            self.sheet.sum_rows(end, range(3, 3 + len(self.years)), FIRST, end - 1)
        row = end + 2
        for party in self.layout.dossier.parties:
            row = self._party(row, party)
        self.sheet.wide(row, ASSUMED)

    def _grant(self, row: int, advance: Advance | None) -> None:
        """What is advanced in a year: all that the grant pays of it, unless it pays in advance."""
        source = self.grants[row - FIRST]
        payout = self.layout.dossier.plan.grants[source.grant or 0].payout
        self.sheet.text(row, 0, self.layout.source_key(source))
        self.sheet.text(row, 1, source.label)
        self.sheet.text(row, 2, PAYOUT_WORDS.get(payout, PAYOUT_WORDS["unknown"]), "choice")
        self.sheet.choice(row, 2, list(PAYOUT_WORDS.values()))
        for position, year in enumerate(self.years[:-1]):
            there = self.layout.financing_cell(source, YEARS_FROM + position)
            cents = advance.by_year[year] if advance else 0
            self.sheet.formula(row, 3 + position, f'=IF($C{row + 1}="{PAYOUT_WORDS["advance"]}",0,{there})', cents)
        self.sheet.money(row, 2 + len(self.years), 0)

    def _party(self, row: int, party: str) -> int:
        """Own money, advances, what comes back of the year before, and the sum; the row after it."""
        grants = [FIRST + at for at, source in enumerate(self.grants) if source.party == party]
        self.sheet.head(row, ("", f"Bedarf {self.layout.dossier.party_names[party]}", "", *self.years), words=3)
        names = ("eigenes Geld", "vorzustrecken", "zurück aus dem Vorjahr")
        for line, name in enumerate(names, start=row + 1):
            self.sheet.text(line, 1, name)
        for position in range(len(self.years)):
            self._column(row + 1, 3 + position, party, grants)
        self.sheet.sum_words(row + 4, ("", "gebraucht bis Jahresende", ""))
        self.sheet.sum_rows(row + 4, range(3, 3 + len(self.years)), row + 1, row + 3)
        return row + 6

    def _column(self, row: int, column: int, party: str, grants: list[int]) -> None:
        own = next((s for s in self.layout.ledger.of_kind(Kind.OWN) if s.party == party), None)
        year = self.years[column - 3]
        if own and year in self.layout.ledger.years:
            cents = self.layout.ledger.paid(own, year=year)
            self.sheet.formula(row, column, f"={self.layout.financing_cell(own, column + 1)}", cents)
        else:
            self.sheet.money(row, column, 0)
        cells = [(line, column) for line in grants]
        self._signed(row + 1, column, cells, "+")
        self._signed(row + 2, column, [(line, column - 1) for line in grants] if column > 3 else [], "-")  # noqa: PLR2004 - the first year has no year before

    def _signed(self, row: int, column: int, cells: list[tuple[int, int]], sign: str) -> None:
        cents = sum(self.sheet.cents(*cell) for cell in cells) * (-1 if sign == "-" else 1)
        formula = "=" + (sign + sign.join(cell_name(*cell) for cell in cells) if cells else "0")
        self.sheet.formula(row, column, formula, cents)
