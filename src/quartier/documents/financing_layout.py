"""Where everything stands in the workbook of the financing plan, so that its sheets can name one another's cells."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.documents.dossier import Dossier
from quartier.documents.ledger import Kind, Ledger, Source
from quartier.documents.workbook import block_ref, cell_name, cell_ref

HEAD, FIRST = 4, 5
"""The rows of the headings and of the first line, counted from 0."""

COSTS, FINANCING, ENTRIES = "Kosten", "Finanzierung", "Einzelbeträge"
YEARS_FROM = 4
"""The first column of a year in the sheets of costs and financing."""

YearColumn = tuple[str, int, list[Source]]
"""A column of the sheet by year: title, row of its first source in the sheet of financing, its sources."""


@dataclass(frozen=True)
class Layout:
    """Rows, columns and keys: `K1` is the first cost item, `F1` the first source of money."""

    dossier: Dossier
    ledger: Ledger

    @property
    def cost_sum_row(self) -> int:
        """The row of the sum in the sheet of costs."""
        return FIRST + len(self.ledger.items)

    @property
    def financing_sum_row(self) -> int:
        """The row of the sum in the sheet of financing."""
        return FIRST + len(self.ledger.sources)

    @property
    def total_column(self) -> int:
        """The column „zusammen“ of both sheets."""
        return YEARS_FROM + len(self.ledger.years)

    def item_key(self, item: str) -> str:
        """`K1`."""
        return f"K{self.ledger.items.index(item) + 1}"

    def source_key(self, source: Source) -> str:
        """`F1`."""
        return f"F{self.ledger.sources.index(source) + 1}"

    def item_words(self, item: str) -> tuple[str, str, str]:
        """What an item is called, what kind of cost it is, and who bears it."""
        found = next(entry for entry in self.dossier.project.costs if entry.id == item)
        kind = self.dossier.catalogue.vocabulary.label("costs", found.kind)
        return self.dossier.item_names[item], kind, self.dossier.party_names[self.dossier.project.party_of(found.party)]

    def source_words(self, source: Source) -> tuple[str, str, str]:
        """What a source is called, what kind of money it is, and whom it belongs to."""
        return source.label, source.kind.value, self.dossier.party_names.get(source.party or "", "")

    def cost_total(self) -> str:
        """The cell of all costs."""
        return cell_ref(COSTS, self.cost_sum_row, self.total_column)

    def cost_sum(self, column: int) -> str:
        """The cell of the sum of one column of the sheet of costs."""
        return cell_ref(COSTS, self.cost_sum_row, column)

    def cost_of_column(self, column: int) -> int:
        """What stands there: the costs of a year, or all of them."""
        years = self.ledger.years
        return self.ledger.cost(year=years[column - YEARS_FROM] if column < self.total_column else None)

    def cost_item_total(self, position: int) -> str:
        """The cell with the costs of one item over all years."""
        return cell_ref(COSTS, FIRST + position, self.total_column)

    def financing_cell(self, source: Source, column: int) -> str:
        """The cell of one source in one column of the sheet of financing."""
        return cell_ref(FINANCING, FIRST + self.ledger.sources.index(source), column)

    def financing_block(self, first: int, last: int, column: int) -> str:
        """Rows of one column of the sheet of financing."""
        return block_ref(FINANCING, (first, column), (last, column))

    def kind_totals(self, kind: Kind) -> str:
        """The cells of all sources of a kind in the column „zusammen“: sources are sorted by kind."""
        rows = [FIRST + row for row, source in enumerate(self.ledger.sources) if source.kind is kind]
        return self.financing_block(rows[0], rows[-1], self.total_column)

    def year_columns(self) -> list[YearColumn]:
        """Each kind of money that occurs; own money and what is missing party by party."""
        columns: list[YearColumn] = []
        for row, source in enumerate(self.ledger.sources, start=FIRST):
            alone = source.kind in {Kind.OWN, Kind.GAP}
            title = source.label if alone else source.kind.value
            if columns and columns[-1][0] == title and not alone:
                columns[-1][2].append(source)
            else:
                columns.append((title, row, [source]))
        return columns

    def by_source_and_year(self, row: int, column: int) -> str:
        """The formula that sums the entries of the source in column A and the year in the heading."""
        return f"=SUMIFS({self._entries(5)},{self._entries(3)},$A{row + 1},{self._entries(2)},{_above(column, HEAD)})"

    def by_item_and_source(self, row: int, column: int) -> str:
        """The formula that sums the entries of the item in column A and the source in the heading."""
        return f"=SUMIFS({self._entries(5)},{self._entries(0)},$A{row + 1},{self._entries(3)},{_above(column, HEAD)})"

    def _entries(self, column: int) -> str:
        last = FIRST + max(1, len(self.ledger.entries)) - 1
        return block_ref(ENTRIES, (FIRST, column), (last, column))


def _above(column: int, row: int) -> str:
    """`E$5`: the heading of a column, for formulas that are copied down."""
    letters = cell_name(0, column)[:-1]
    return f"{letters}${row + 1}"
