"""The weekly table as rows checked against the column contract; every difference is noted.

Columns are found by name, so their order does not matter. What the values mean is left to `csvfile`.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rapidfuzz import process

from quartier.catalogue.listed.cells import CellError, Value, read_cell
from quartier.catalogue.listed.codes import CODES
from quartier.catalogue.listed.contract import COLUMNS, UNIQUE, Column
from quartier.catalogue.listed.report import Deviations, Place, refused, refused_whole
from quartier.catalogue.problems import Problem

MAX_BYTES = 500_000_000
MAX_ROWS = 50_000
MAX_CELL = 5_000_000
_ALIKE = 60
_BY_NAME = {column.name: column for column in COLUMNS}

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """The readable rows, each with its place, how many there were, and what is wrong with the others."""

    rows: tuple[tuple[Place, Row], ...]
    total: int
    deviations: Deviations


def read_table(path: Path) -> Table:
    """Read the whole table. Raises BadInputError where it has other columns; the deviations are not settled yet."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refused_whole(str(path), f"die Datei ist größer als {MAX_BYTES // 1_000_000} MB")
        with _long_cells(), path.open(encoding="utf-8-sig", newline="") as file:
            return _checked(_lines(file, path), path)
    except UnicodeDecodeError as error:
        raise refused_whole(str(path), "die Datei ist kein UTF-8-Text") from error
    except OSError as error:
        raise refused_whole(str(path), f"die Datei lässt sich nicht öffnen ({error.strerror})") from error


@contextmanager
def _long_cells() -> Iterator[None]:
    """Guidelines are longer than Python's usual limit of a cell."""
    before = csv.field_size_limit(MAX_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _lines(file: Iterable[str], path: Path) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line it begins on; a cell may go over several lines."""
    reader = csv.reader(file, strict=True)
    begin = 1
    try:
        for cells in reader:
            yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        raise refused_whole(
            str(path), f"ab hier ist die Datei keine CSV-Tabelle mehr ({error}); vielleicht bricht sie mitten ab", begin
        ) from error


def _checked(lines: Iterator[tuple[int, list[str]]], path: Path) -> Table:
    _, names = next(lines, (1, []))
    differences = list(_head(names))
    if differences:
        raise refused(str(path), (Problem(str(path), 1, name, message) for name, message in differences))
    reader = _Rows([_BY_NAME[name] for name in names], str(path))
    for line, cells in lines:
        reader.read(line, cells)
    return reader.table()


def _head(names: list[str]) -> Iterator[tuple[str, str]]:
    """Every difference of the header, a missing column beside the foreign one it may be called now."""
    if len(names) <= 1:
        yield "", f"keine Kopfzeile mit {len(COLUMNS)} Spalten, durch Komma getrennt"
        return
    for name, count in Counter(names).items():
        if count > 1:
            yield name, f"die Spalte steht {count}-mal in der Kopfzeile"
    foreign = [name for name in dict.fromkeys(names) if name not in _BY_NAME]
    for name in _BY_NAME:
        if name not in names:
            renamed = _renamed(name, names, foreign)
            if renamed is not None:
                foreign.remove(renamed)
            now = f"; umbenannt in „{renamed}“?" if renamed is not None else ""
            yield name, f"die Spalte fehlt{now}"
    for name in foreign:
        yield name, "diese Spalte kennen wir nicht"


def _renamed(name: str, names: list[str], foreign: list[str]) -> str | None:
    """The foreign column before the same neighbour as the missing one, or the one with the likest name."""
    expected = [*_BY_NAME, ""]
    neighbour = expected[expected.index(name) + 1]
    before = next((this for this, following in pairwise([*names, ""]) if following == neighbour), None)
    if before in foreign:
        return before
    best = process.extractOne(name, foreign, score_cutoff=_ALIKE)
    return best[0] if best else None


class _Rows:
    """Reads rows one after the other and remembers what is wrong with them."""

    def __init__(self, columns: list[Column], file: str) -> None:
        self._columns, self._file = columns, file
        self._rows: list[tuple[Place, Row]] = []
        self._total = 0
        self._deviations = Deviations()
        self._filled: Counter[str] = Counter()
        self._wrong: dict[str, list[tuple[Place, str]]] = {column.name: [] for column in columns}

    def read(self, line: int, cells: list[str]) -> None:
        """Take one record; an empty line is none."""
        if not cells:
            return
        self._total += 1
        place = Place(self._file, line)
        if self._total > MAX_ROWS:
            raise refused_whole(self._file, f"mehr als {MAX_ROWS} Zeilen", line)
        if len(cells) != len(self._columns):
            self._deviations.unreadable(place, "", f"die Zeile hat {len(cells)} statt {len(self._columns)} Spalten")
            return
        row = {column.name: self._cell(place, column, text) for column, text in zip(self._columns, cells, strict=True)}
        self._rows.append((place, row))

    def _cell(self, place: Place, column: Column, text: str) -> Value:
        self._filled[column.name] += text != ""
        try:
            value = read_cell(column, text)
        except CellError as error:
            self._wrong[column.name].append((place, str(error)))
            self._deviations.unreadable(place, column.name, str(error))
            return None
        if column.facet is not None and isinstance(value, tuple):
            for code in value:
                if code not in CODES[column.facet]:
                    self._deviations.shape(place, column.name, f"den Code „{code}“ kennen wir nicht")
        return value

    def table(self) -> Table:
        """All readable rows, and every deviation of the columns."""
        if not self._total:
            raise refused_whole(self._file, "die Tabelle hat keine Zeilen")
        self._changed_types()
        self._doubles()
        unreadable = self._deviations.places_left_out
        rows = tuple(entry for entry in self._rows if entry[0] not in unreadable)
        return Table(rows, self._total, self._deviations)

    def _changed_types(self) -> None:
        """A column most of whose cells are wrong holds something else now, even where it is nearly always empty."""
        for name, wrong in self._wrong.items():
            count, filled = len(wrong), max(self._filled[name], len(wrong))
            if count * 2 > filled:
                place, message = wrong[0]
                kind = f"die Spalte hat einen anderen Inhalt als „{_BY_NAME[name].kind}“ ({count} von {filled} Zellen)"
                self._deviations.shape(place, name, f"{kind}; hier: {message}")

    def _doubles(self) -> None:
        for name in UNIQUE:
            seen: set[Value] = set()
            for place, row in self._rows:
                if row[name] is not None and row[name] in seen:
                    self._deviations.shape(
                        place, name, f"„{row[name]}“ steht schon weiter oben, muss aber einmalig sein"
                    )
                seen.add(row[name])
