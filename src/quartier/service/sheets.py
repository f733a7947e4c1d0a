"""Cost rows from spreadsheets: pasted text, CSV or XLSX. Everything is read or nothing, each mistake with its row."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from quartier.model.money import MAX_CENTS, cents_of, euros_text
from quartier.model.vocabulary import Vocabulary

Cells = list[list[str]]

MAX_ROWS = 2_000
MAX_COLUMNS = 60
MAX_BYTES = 5_000_000
MAX_TOLD = 20
"""More mistakes nobody mends one by one; mostly they are one and the same."""
MAX_UNPACKED = 50_000_000
"""An XLSX file is a ZIP archive; one that unpacks to more is no cost table."""

_YEAR = re.compile(r"^(?:19|20|21)\d\d$")
_KIND_HEADINGS = frozenset({"kostenart", "art", "kind"})
_SUM_ROWS = re.compile(r"^(?:gesamt(?:kosten|summe)?|summe|total|insgesamt)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LONG_WORDS = re.compile(r"\w{5,}")
_DEFAULT_KIND = "materials"


class SheetError(Exception):
    """What cannot be read; `problems` are sentences for the user."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = len(problems) - MAX_TOLD
        rest = [f"und {more} weitere, die hier nicht stehen"] if more > 0 else []
        self.problems = [*problems[:MAX_TOLD], *rest]
        super().__init__("; ".join(self.problems))


class TooManyRowsError(SheetError):
    """More rows than are read at all."""


def cells_of_text(text: str) -> Cells:
    """The cells of pasted text: tabs between them, or semicolons where there is no tab."""
    clean = text.replace("\0", "").replace("\r\n", "\n").strip("\n")
    separator = "\t" if "\t" in clean else ";"
    try:
        rows = list(csv.reader(io.StringIO(clean), delimiter=separator))
    except csv.Error as error:
        raise SheetError([f"Die Tabelle ist nicht lesbar ({error})."]) from error
    return _bounded(rows)


def cells_of_file(raw: bytes, name: str) -> Cells:
    """The cells of an XLSX file's first sheet or of a CSV file; raises SheetError for anything else."""
    if len(raw) > MAX_BYTES:
        raise SheetError([f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB. Das ist zu viel für eine Tabelle."])
    if raw.startswith(b"PK"):
        return _cells_of_xlsx(raw)
    if raw.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8")):
        raise SheetError([f"„{name[-60:]}“ ist keine XLSX- oder CSV-Datei. Bitte speichern Sie die Tabelle als XLSX."])
    utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return cells_of_text(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise SheetError([f"„{name[-60:]}“ ist keine lesbare Textdatei. Bitte speichern Sie die Tabelle als XLSX."])


def _cells_of_xlsx(raw: bytes) -> Cells:
    from openpyxl import load_workbook  # noqa: PLC0415 - only uploads need it

    try:
        _refuse_bomb(raw)
        values, formulas = (
            load_workbook(io.BytesIO(raw), read_only=True, data_only=known)
            .worksheets[0]
            .iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
            for known in (True, False)
        )
        rows = [list(map(_text, *both)) for both in zip(values, formulas, strict=True)]
    except SheetError:
        raise
    except Exception as error:  # a broken archive fails in many ways, all of them mean the same to the user
        raise SheetError(["Die XLSX-Datei ist beschädigt oder geschützt und lässt sich nicht lesen."]) from error
    return _bounded(rows)


def _refuse_bomb(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise SheetError(["Die Datei ist entpackt zu groß für eine Kostentabelle."])


def _text(cell: object, formula: object) -> str:
    """A cell as text; numbers are stored as binary fractions in XLSX and become the decimal that was meant.

    A formula whose result the file does not hold stays a formula, so that it is told instead of counted as nothing.
    """
    if cell is None:
        return str(formula) if isinstance(formula, str) else ""
    if isinstance(cell, float) and abs(cell) < MAX_CENTS:
        return format(round(Decimal(repr(cell)), 2).normalize(), "f")
    if isinstance(cell, dt.datetime):
        return f"{cell:%d.%m.%Y}"
    return str(cell)


def _bounded(rows: Iterable[Sequence[str]]) -> Cells:
    found = [[cell.strip() for cell in row[:MAX_COLUMNS]] for row in rows]
    if len(found) > MAX_ROWS:
        text = f"Die Tabelle hat mehr als {MAX_ROWS} Zeilen. Bitte fassen Sie kleine Posten zusammen."
        raise TooManyRowsError([text])
    return [row for row in found if any(row)]


@dataclass(slots=True)
class _Layout:
    """Which column holds what. Without a heading the first is the label and the others are the years in order."""

    years: dict[int, int] = field(default_factory=dict)
    kind: int | None = None
    has_heading: bool = False


def cost_rows(cells: Cells, years: Sequence[int], vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The cost items of a table as the project format has them, without ids. Rows of sums are left out.

    Raises SheetError with every problem: amounts that are none, years outside the project, no rows at all.
    """
    layout = _layout(cells, years)
    problems: list[str] = []
    items = []
    for number, row in enumerate(cells, start=1):
        if (number == 1 and layout.has_heading) or _SUM_ROWS.match(row[0]):
            continue
        items.append(_item(row, number, layout, vocabulary, problems))
    problems += [
        f"Spalte {column + 1}: {year} liegt nicht im Zeitraum Ihres Vorhabens."
        for column, year in layout.years.items()
        if year not in years
    ]
    if not problems:
        problems += _nothing_in(items)
    if problems:
        raise SheetError(problems)
    return items


def _nothing_in(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Why a table cannot be meant so, although each of its rows can be read."""
    if not items:
        yield "Es ist keine Zeile mit Kosten dabei."
    elif not any(item["net"] for item in items) and any(_DIGIT.search(item["label"]) for item in items):
        yield "Es ist kein Betrag dabei. Zwischen den Spalten muss ein Tabulator oder ein Semikolon stehen."


def _layout(cells: Cells, years: Sequence[int]) -> _Layout:
    first = cells[0] if cells else []
    named = {column: int(cell) for column, cell in enumerate(first) if _YEAR.match(cell)}
    kind = next((column for column, cell in enumerate(first) if cell.lower() in _KIND_HEADINGS), None)
    if named or kind is not None:
        return _Layout(named or dict(_in_order(years, 2 if kind == 1 else 1)), kind, has_heading=True)
    kind = 1 if _are_words(cells) else None
    return _Layout(dict(_in_order(years, 2 if kind else 1)), kind)


def _are_words(cells: Cells) -> bool:
    """Whether the second column of a table without a heading says kinds of cost: words in each row, never a digit."""
    second = [row[1] for row in cells if any(row[2:]) and not _SUM_ROWS.match(row[0])]
    return bool(second) and all(cell and not any(map(str.isdigit, cell)) for cell in second)


def _in_order(years: Sequence[int], first: int) -> Iterator[tuple[int, int]]:
    return ((first + position, year) for position, year in enumerate(years))


def _item(
    row: Sequence[str], number: int, layout: _Layout, vocabulary: Vocabulary, problems: list[str]
) -> dict[str, Any]:
    label = row[0][:200]
    if not label:
        problems.append(f"Zeile {number}: In der ersten Spalte fehlt, wofür das Geld ist.")
    amounts = {}
    for column, year in layout.years.items():
        text = row[column].replace(" ", "") if column < len(row) else ""
        if text in {"", "-", "–", "0"}:
            continue
        try:
            amounts[str(year)] = euros_text(cents_of(text))
        except ValueError:
            problems.append(f"Zeile {number}, Spalte {column + 1}: {_no_amount(row[column])}")
    return {"label": label, "kind": _kind(row, layout, label, vocabulary), "net": amounts}


def _no_amount(text: str) -> str:
    if text.startswith("="):
        return f"„{text[:40]}“ ist eine Formel ohne Ergebnis. Bitte tragen Sie den Betrag selbst ein."
    return f"„{text[:40]}“ ist kein Betrag in Euro."


def _kind(row: Sequence[str], layout: _Layout, label: str, vocabulary: Vocabulary) -> str:
    """The kind of cost that is named, else the one whose words stand in the label, else materials."""
    kinds = vocabulary.terms["costs"]
    words = row[layout.kind] if layout.kind is not None and layout.kind < len(row) else ""
    for text in (words, label):
        wanted = text.lower()
        for key, term in kinds.items():
            if wanted == key or _alike(wanted, term.de.label.lower()):
                return key
    return _DEFAULT_KIND


def _alike(text: str, label: str) -> bool:
    """Whether one has a long word of the other: `Personalkosten 2027`, and also `Personal` for `Personalkosten`."""
    known = _LONG_WORDS.findall(label)
    return any(word in text for word in known) or any(
        word.startswith(begun) for begun in _LONG_WORDS.findall(text) for word in known
    )
