"""Spreadsheets with live formulas: a thin layer over XlsxWriter that keeps text text and money exact.

Every formula is written with the value it has, so that viewers that do not calculate show the right figures, too.
Nothing people typed can become a formula, a link or a number: all texts are written as texts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from quartier.documents.dossier import NO_ADVICE, Dossier
from quartier.documents.plain import plain
from quartier.model.money import CENTS_PER_EURO

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EURO = '#,##0.00 [$€-407];-#,##0.00 [$€-407];"–"'
"""As in a German budget: 1.234,00 €, nothing as a dash."""

LINE = 14.0
"""Height of a line of text, in points."""

WIDE, MOST_LINES = 1.05, 29
"""A bold or broad letter against the unit of column widths; how high a row may be in programs, in lines."""

_INK, _HEAD, _SUM, _INPUT = "#1A2B3C", "#DCE6F0", "#F1F4F8", "#FFF8DC"
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "subtitle": {"font_size": 11, "font_color": "#44546A"},
    "note": {"italic": True, "text_wrap": True, "valign": "top", "font_color": "#44546A"},
    "heading": {"bold": True, "font_size": 12, "font_color": _INK},
    "head": {"bold": True, "bg_color": _HEAD, "text_wrap": True, "valign": "vcenter", "bottom": 1},
    "head_right": {
        "bold": True,
        "bg_color": _HEAD,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "right",
        "bottom": 1,
    },
    "text": {"text_wrap": True, "valign": "top"},
    "plain": {"valign": "top", "indent": 1},
    "choice": {"text_wrap": True, "valign": "top", "bg_color": _INPUT},
    "money": {"num_format": EURO, "valign": "top"},
    "input": {"num_format": EURO, "valign": "top", "bg_color": _INPUT},
    "share": {"num_format": "0.0 %", "valign": "top"},
    "year": {"align": "center", "valign": "top"},
    "rest": {"bold": True, "num_format": EURO, "valign": "top"},
    "sum_text": {"bold": True, "bg_color": _SUM, "top": 1, "text_wrap": True},
    "sum": {"bold": True, "bg_color": _SUM, "top": 1, "num_format": EURO},
    "check_text": {"italic": True, "text_wrap": True, "valign": "top"},
    "check": {"italic": True, "valign": "top", "num_format": "#,##0.00 [$€-407]"},
    "good": {"bg_color": "#D8EFD8", "font_color": "#0B5A1E"},
    "bad": {"bg_color": "#F8D7DA", "font_color": "#842029"},
}


def cell_name(row: int, column: int) -> str:
    """`B5` for row 4, column 1, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def cell_ref(sheet: str, row: int, column: int) -> str:
    """How other sheets name a cell: `'Kosten'!E5`."""
    return f"'{sheet}'!{cell_name(row, column)}"


def block_ref(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """How other sheets name a block: `'Kosten'!$E$5:$E$9`, which stays when a formula is copied."""
    begin, end = (re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cell_name(*corner)) for corner in (first, last))
    return f"'{sheet}'!{begin}:{end}"


class Book:
    """A workbook in memory about one dossier."""

    def __init__(self, dossier: Dossier, subject: str) -> None:
        """`subject`: what the workbook is, for its properties and the foot of every page."""
        import xlsxwriter  # noqa: PLC0415 - only who writes tables waits for it

        self._buffer = BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True})
        self._formats: dict[str, Format] = {}
        self.dossier, self.subject = dossier, subject
        made = dt.datetime.combine(dossier.as_of, dt.time())
        self._book.set_properties(
            {"title": f"{subject}: {plain(dossier.title)}"[:250], "comments": NO_ADVICE, "created": made}
        )
        self._book.set_calc_mode("auto")

    def style(self, name: str) -> Format:
        """The format of a style, made once."""
        if name not in self._formats:
            self._formats[name] = self._book.add_format({"font_name": "Arial", "font_size": 10, **_STYLES[name]})
        return self._formats[name]

    def sheet(self, name: str, widths: Sequence[float], *, title: str = "") -> Sheet:
        """A new sheet for landscape A4 with its heading; `widths` of the columns in characters."""
        worksheet = self._book.add_worksheet(name)
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        foot = f"{self.subject} · {self.dossier.state_words}".replace("&", "&&")
        worksheet.set_footer(f"&L&8{foot}&R&8Seite &P von &N")
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)
        worksheet.hide_gridlines(2)
        sheet = Sheet(self, worksheet, name, widths)
        sheet.text(0, 0, title or name, "title")
        sheet.text(1, 0, plain(self.dossier.title)[:180], "subtitle")
        sheet.text(2, 0, self.dossier.state_words, "subtitle")
        return sheet

    def content(self) -> bytes:
        """The finished file; nothing can be added afterwards."""
        self._book.close()
        return self._buffer.getvalue()


class Sheet:
    """One sheet. Amounts are cents; rows and columns count from 0."""

    def __init__(self, book: Book, worksheet: Worksheet, name: str, widths: Sequence[float]) -> None:
        """Made by `Book.sheet` only."""
        self._book, self._sheet, self.name, self._widths = book, worksheet, name, widths
        self._cents: dict[tuple[int, int], int] = {}
        self._lines: dict[int, int] = {}

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """A text that stays a text whatever it begins with."""
        self._sheet.write_string(row, column, plain(text, lines=True)[:32_000], self._book.style(style))
        if _STYLES[style].get("text_wrap") and column < len(self._widths):
            self._needs(row, text, self._widths[column])

    def _needs(self, row: int, text: str, width: float) -> None:
        """Make the row high enough for a text in a column of that width; not all programs do it by themselves."""
        lines = sum(max(1, ceil(WIDE * len(line) / width)) for line in text.split("\n"))
        if lines > self._lines.get(row, 1):
            self._lines[row] = lines
            self._sheet.set_row(row, LINE * min(lines, MOST_LINES))

    def wide(self, row: int, text: str, style: str = "note") -> None:
        """A text over all columns, as high as it needs."""
        self._sheet.merge_range(row, 0, row, len(self._widths) - 1, "", self._book.style(style))
        self._sheet.write_string(row, 0, plain(text, lines=True), self._book.style(style))
        self._needs(row, text, sum(self._widths))

    def head(self, row: int, titles: Sequence[str | int], *, words: int = 1) -> None:
        """A heading row, the first `words` columns of words, the others of numbers; years stay numbers."""
        for column, title in enumerate(titles):
            style = "head" if column < words else "head_right"
            if isinstance(title, int):
                self._sheet.write_number(row, column, title, self._book.style(style))
            else:
                self.text(row, column, title, style)

    def keep(self, row: int, columns: int = 0, *, rows: int = 1) -> None:
        """Freeze everything down to this row and left of `columns`; repeat the last `rows` of it on every page."""
        self._sheet.freeze_panes(row + 1, columns)
        self._sheet.repeat_rows(row - rows + 1, row)

    def money(self, row: int, column: int, cents: int, style: str = "money") -> None:
        """An amount."""
        self._cents[row, column] = cents
        self._sheet.write_number(row, column, _euros(cents), self._book.style(style))

    def to_fill_in(self, row: int, column: int, cents: int | None) -> None:
        """A field for an amount; empty where there is none yet."""
        if cents is None:
            self._sheet.write_blank(row, column, None, self._book.style("input"))
        else:
            self.money(row, column, cents, "input")

    def year(self, row: int, column: int, number: int) -> None:
        """A year: a plain whole number."""
        self._sheet.write_number(row, column, number, self._book.style("year"))

    def formula(self, row: int, column: int, formula: str, cents: int, style: str = "money") -> None:
        """A formula for an amount, with the amount it has now."""
        self._cents[row, column] = cents
        self._sheet.write_formula(row, column, formula, self._book.style(style), _euros(cents))

    def share(self, row: int, column: int, part: tuple[int, int], whole: tuple[int, int]) -> None:
        """One cell of this sheet as a part of another one; both must have been written."""
        formula = f"=IF({cell_name(*whole)}=0,0,{cell_name(*part)}/{cell_name(*whole)})"
        total = self._cents[whole]
        share = float(Decimal(self._cents[part]) / Decimal(total)) if total else 0
        self._sheet.write_formula(row, column, formula, self._book.style("share"), share)

    def sum_over(
        self, row: int, column: int, first: tuple[int, int], last: tuple[int, int], style: str = "sum"
    ) -> None:
        """The sum of a block of this sheet; its amounts must have been written."""
        cents = sum(
            self._cents.get((r, c), 0) for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1)
        )
        self.formula(row, column, f"=SUM({cell_name(*first)}:{cell_name(*last)})", cents, style)

    def sum_rows(self, row: int, columns: Iterable[int], first: int, last: int, style: str = "sum") -> None:
        """The sums of rows `first` to `last` below each of the columns."""
        for column in columns:
            self.sum_over(row, column, (first, column), (last, column), style)

    def cents(self, row: int, column: int) -> int:
        """The amount of a cell written before."""
        return self._cents[row, column]

    def sum_words(self, row: int, words: Sequence[str]) -> None:
        """The words at the beginning of a row of sums."""
        for column, text in enumerate(words):
            self.text(row, column, text, "sum_text")

    def balance(self, row: int, column: int, costs: tuple[int, int], paid: tuple[int, int]) -> None:
        """Costs less what is paid, of two cells of this sheet: green at 0, red otherwise."""
        cents = self._cents[costs] - self._cents[paid]
        self.formula(row, column, f"=ROUND({cell_name(*costs)}-{cell_name(*paid)},2)", cents, "check")
        for criteria, style in (("==", "good"), ("!=", "bad")):
            rule = {"type": "cell", "criteria": criteria, "value": 0, "format": self._book.style(style)}
            self._sheet.conditional_format(row, column, row, column, rule)

    def change(
        self, row: int, column: int, before: tuple[int, int], after: tuple[int, int], style: str = "money"
    ) -> None:
        """How much more the cell `after` is than the cell `before`; nothing while `after` is empty."""
        cents = self._cents[after] - self._cents[before] if after in self._cents else 0
        formula = f'=IF({cell_name(*after)}="",0,{cell_name(*after)}-{cell_name(*before)})'
        self.formula(row, column, formula, cents, style)

    def excess(self, row: int, column: int, one: tuple[int, int], other: tuple[int, int]) -> None:
        """By how much `one` is more than `other`, nothing where it is not."""
        cents = max(0, self._cents.get(one, 0) - self._cents.get(other, 0))
        self.formula(row, column, f"=MAX(0,{cell_name(*one)}-{cell_name(*other)})", cents)

    def difference(
        self, row: int, column: int, whole: tuple[int, int], first: tuple[int, int], last: tuple[int, int]
    ) -> None:
        """A cell less the cells from `first` to `last` of the same row."""
        rest = self._cents[whole] - sum(self._cents.get((first[0], c), 0) for c in range(first[1], last[1] + 1))
        formula = f"={cell_name(*whole)}-SUM({cell_name(*first)}:{cell_name(*last)})"
        self.formula(row, column, formula, rest, "rest")

    def choice(self, row: int, column: int, options: Sequence[str]) -> None:
        """A cell that takes one of these texts only."""
        self._sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(options)})


def _euros(cents: int) -> float:
    """What a spreadsheet can hold; exact to the cent, for it keeps 15 digits."""
    return float(Decimal(cents) / CENTS_PER_EURO)
