"""The official Excel file of all municipalities (Destatis, GV-ISys, yearly or quarterly) as plain rows, shape checked.

A file of another shape is refused with what differs; what the rows mean and whether they agree is left to `importing`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from quartier.catalogue.problems import BadInputError, Problem
from quartier.places.tables import Source

MAX_BYTES = 50_000_000
_SHEET = re.compile(r"^Onlineprodukt_Gemeinden(?:(\d{2})(\d{2})(\d{4}))?$")
_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_TERRITORY = re.compile(r"Gebietsstand am " + _DATE.pattern)
_BASIS = re.compile(r"Zensus (20\d\d)", re.IGNORECASE)
_PUBLISHED = re.compile(r"\(Destatis\), (20\d\d)")
_HEAD_ROWS = 12
_PROGRESS_EVERY = 500

_KEYS = ("Satzart", "Textkennzeichen", "AmtlicherRegionalschlüssel")
_UPPER = (*_KEYS, *[""] * 4, "Gemeindename", "Flächekm2", "Bevölkerung")
_LOWER = ("", "", "Land", "RB", "Kreis", "VB", "Gem", "", "", "insgesamt", "männlich", "weiblich", "jekm2")
_POSTAL_CODE = (13, "Postleitzahl")
COLUMNS = 14
_POPULATION_COLUMN = 9

Line = tuple[object, ...]
Progress = Callable[[int, int], None]
"""Told how many rows are read and how many there are."""


class OfficialRow(NamedTuple):
    """One row; numbers as in the file, keys as text of fixed length, empty cells as empty text."""

    number: int
    kind: str
    text_key: str
    state: str
    region: str
    county: str
    association: str
    municipality: str
    name: str
    area: object
    population: object
    men: object
    women: object
    density: object
    plz: str


_WIDTHS = (2, 2, 2, 1, 2, 4, 3)
_PLZ_DIGITS = 5


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """The rows of the file and where they come from."""

    source: Source
    rows: tuple[OfficialRow, ...]


def read_official(path: Path, progress: Progress | None = None) -> OfficialFile:
    """Read the file; raises BadInputError with every difference from the shape we know."""
    sheet, lines = _lines(path, progress)
    head = [_texts(line) for line in lines[:_HEAD_ROWS]]
    top = _top(head, path)
    rows, notes = _split(lines, top + 2)
    return OfficialFile(_source(head, top, _territory(sheet, head, path), notes, path), rows)


def _lines(path: Path, progress: Progress | None) -> tuple[re.Match[str], list[Line]]:
    """The match of the sheet's name and all its lines."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and only this command reads Excel
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - as above

    try:
        if path.stat().st_size > MAX_BYTES:
            raise refused(path, [(None, f"die Datei ist größer als {MAX_BYTES // 1_000_000} MB")])
        with closing(load_workbook(path, read_only=True, data_only=True)) as book:
            name, match = _sheet_name(book.sheetnames, path)
            sheet = book[name]
            return match, list(
                _watched(sheet.iter_rows(max_col=COLUMNS, values_only=True), sheet.max_row or 0, progress)
            )
    except (InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, SyntaxError) as error:
        raise refused(path, [(None, "das ist keine lesbare Excel-Datei (.xlsx)")]) from error
    except OSError as error:
        advice = "die Datei lässt sich nicht öffnen: gibt es sie, und darf ich sie lesen?"
        raise refused(path, [(None, advice)]) from error


def _sheet_name(names: list[str], path: Path) -> tuple[str, re.Match[str]]:
    found = [(name, match) for name in names if (match := _SHEET.match(name))]
    if len(found) == 1:
        return found[0]
    shown = ", ".join(f"„{name}“" for name in names)
    raise refused(path, [(None, f"genau ein Blatt „Onlineprodukt_GemeindenTTMMJJJJ“ erwartet, vorhanden: {shown}")])


def _watched(lines: Iterable[Line], total: int, progress: Progress | None) -> Iterator[Line]:
    for number, line in enumerate(lines, start=1):
        if progress and number % _PROGRESS_EVERY == 0:
            progress(number, total)
        yield line


def refused(path: Path, differences: Sequence[tuple[int | None, str]]) -> BadInputError:
    """The error for a file that is not as we know it; nothing of it was taken over."""
    shown = [Problem(str(path), row, "", text) for row, text in differences[:20]]
    if len(differences) > len(shown):
        shown.append(Problem(str(path), None, "", f"… insgesamt {len(differences)} Abweichungen"))
    return BadInputError(shown)


def _texts(line: Line) -> list[str]:
    filled = ["" if value is None else str(value) for value in line]
    return filled + [""] * (COLUMNS - len(filled))


def _top(head: list[list[str]], path: Path) -> int:
    """The position of the upper header line; raises BadInputError where a column is not where it should be."""
    top = next((number for number, line in enumerate(head) if _plain(line[0]) == "Satzart"), None)
    if top is None or top + 2 >= len(head):
        raise refused(path, [(None, "keine Kopfzeile, die mit „Satzart“ beginnt")])
    wanted = [(top, column, text) for column, text in [*enumerate(_UPPER), _POSTAL_CODE] if text]
    wanted += [(top + 1, column, text) for column, text in enumerate(_LOWER) if text]
    differences: list[tuple[int | None, str]] = [
        (row + 1, f"Spalte {column + 1} heißt „{head[row][column]}“, erwartet „{text}“")
        for row, column, text in wanted
        if not _plain(head[row][column]).startswith(text)
    ]
    if differences:
        raise refused(path, differences)
    return top


def _plain(text: str) -> str:
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", text))


def _split(lines: list[Line], skip: int) -> tuple[tuple[OfficialRow, ...], list[str]]:
    """The rows of data, and the notes below them: lines with a long text in the first column."""
    rows: list[OfficialRow] = []
    notes: list[str] = []
    for number, line in enumerate(lines[skip:], start=skip + 1):
        if not line or line[0] is None:
            continue
        if len(str(line[0])) > _WIDTHS[0]:
            notes.append(str(line[0]))
        else:
            rows.append(_row(number, line))
    return tuple(rows), notes


def _row(number: int, line: Line) -> OfficialRow:
    cells = [*line, *[None] * (COLUMNS - len(line))]
    kind, text_key, state, region, county, association, municipality = map(_key, cells, _WIDTHS)
    _, area, population, men, women, density, plz = cells[len(_WIDTHS) :]
    return OfficialRow(
        number=number,
        kind=kind,
        text_key=text_key,
        state=state,
        region=region,
        county=county,
        association=association,
        municipality=municipality,
        name=str(cells[7] or "").strip(),
        area=area,
        population=population,
        men=men,
        women=women,
        density=density,
        plz=_key(plz, _PLZ_DIGITS),
    )


def _key(cell: object, digits: int) -> str:
    """A key as text of fixed length, also where the spreadsheet holds a number."""
    return "" if cell is None else str(cell).strip().zfill(digits)


def _source(head: list[list[str]], top: int, territory: dt.date, notes: list[str], path: Path) -> Source:
    columns = [head[row][_POPULATION_COLUMN] for row in range(top, min(top + 4, len(head)))]
    title = " ".join(text for line in head[:top] for text in line if text)
    counted = _DATE.search(" ".join(columns)) or _DATE.search(title)
    if counted is None:
        raise refused(path, [(top + 1, "der Stand der Bevölkerung fehlt im Kopf der Spalte und in der Überschrift")])
    basis = _BASIS.search(" ".join(columns))
    year = _PUBLISHED.search(" ".join(notes))
    return Source(
        title="Gemeindeverzeichnis GV-ISys",
        attribution=f"© Statistisches Bundesamt (Destatis), {year[1] if year else territory.year}, im Auftrag der "
        "Herausgebergemeinschaft Statistische Ämter des Bundes und der Länder; Gemeindeverzeichnis GV-ISys; "
        "Daten verändert dargestellt",
        territory_as_of=territory,
        population_as_of=_day(counted.groups(), path),
        population_basis=f"Zensus {basis[1]}" if basis else None,
    )


def _territory(sheet: re.Match[str], head: list[list[str]], path: Path) -> dt.date:
    """The day the borders are of: in the sheet's name, in the head of the columns, or both alike."""
    stated = _TERRITORY.search(" ".join(text for line in head for text in line))
    days = {_day(match.groups(), path) for match in (sheet if sheet[1] else None, stated) if match}
    if len(days) == 1:
        return days.pop()
    shown = " und ".join(f"{day:%d.%m.%Y}" for day in sorted(days))
    text = f"zwei Gebietsstände: {shown}" if days else "der Gebietsstand fehlt im Namen des Blatts und im Kopf"
    raise refused(path, [(None, text)])


def _day(parts: Sequence[str], path: Path) -> dt.date:
    day, month, year = parts
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise refused(path, [(None, f"das Datum {day}.{month}.{year} gibt es nicht")]) from error
