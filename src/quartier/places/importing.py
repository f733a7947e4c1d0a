"""Imports the official file of all municipalities: checked as a whole, then written as one table, or nothing at all.

The shape of the Excel file is known to `official`; the table written here is read by `register`.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from quartier.catalogue.problems import BadInputError, Problem
from quartier.places.official import OfficialFile, OfficialRow, Progress, read_official, refused
from quartier.places.spelling import before_comma
from quartier.places.states import STATES
from quartier.places.tables import IMPORTED_NAME, Row, Source, heading_lines, imported_file

_TYPES = {
    "60": "municipality",  # Markt: a municipality without town rights
    "61": "urban_district",
    "62": "urban_district",
    "63": "town",
    "64": "municipality",
    "67": "large_district_town",
}
_NO_MUNICIPALITY = frozenset({"65", "66"})
_NO_REGION = ("früher", "Statistische Region")
_IGNORED_KINDS = frozenset({"30"})
_HECTARES = 100

Difference = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was imported: the table's place, its source, and the sums to compare with the official ones."""

    file: Path
    source: Source
    municipalities: int
    population: int
    unincorporated: int
    by_state: dict[str, int]


def import_official(path: Path, folder: Path | None = None, progress: Progress | None = None) -> Imported:
    """Read the official file and write the table into `folder` (default: the user's data folder) over an older one.

    Raises BadInputError with every difference; then nothing is written.
    """
    official = read_official(path, progress)
    differences = list(_differences(official))
    if differences:
        raise refused(path, differences)
    rows = _table(official)
    target = folder / IMPORTED_NAME if folder else imported_file()
    _write(target, official.source, rows)
    return Imported(
        file=target,
        source=official.source,
        municipalities=len(rows),
        population=sum(int(row["population"]) for row in rows),
        unincorporated=sum(row.text_key in _NO_MUNICIPALITY for row in official.rows if row.kind == "60"),
        by_state=dict(Counter(STATES[row["ags"][:2]].code for row in rows)),
    )


def _key(row: OfficialRow) -> str:
    return row.state + row.region + row.county + row.municipality


def _differences(official: OfficialFile) -> Iterator[Difference]:
    """Everything in which the file does not agree with itself or with what we know of its kind."""
    for row in official.rows:
        if row.kind == "60":
            yield from ((row.number, f"{row.name or 'Gemeinde'}: {text}") for text in _wrong_in(row))
        elif row.kind not in {"10", "20", "40", "50"} | _IGNORED_KINDS:
            yield row.number, f"unbekannte Satzart „{row.kind}“"
    yield from _incomplete(official.rows)


def _wrong_in(row: OfficialRow) -> Iterator[str]:
    if row.text_key not in _TYPES and row.text_key not in _NO_MUNICIPALITY:
        yield f"unbekanntes Textkennzeichen „{row.text_key}“"
    if not re.fullmatch(r"\d{8}", _key(row)) or row.state not in STATES:
        yield f"„{_key(row)}“ ist kein Gemeindeschlüssel"
    if row.plz and not re.fullmatch(r"\d{5}", row.plz):
        yield f"„{row.plz}“ ist keine Postleitzahl"
    if not row.name:
        yield "der Name fehlt"
    yield from _wrong_numbers(row)


def _wrong_numbers(row: OfficialRow) -> Iterator[str]:
    counts = [value for value in (row.population, row.men, row.women, row.density) if isinstance(value, int)]
    area = hectares(row.area)
    if len(counts) < 4 or min(counts) < 0:  # noqa: PLR2004 - the four just listed
        yield "Einwohner, männlich, weiblich und je km² müssen ganze Zahlen sein"
        return
    population, men, women, density = counts
    if area is None or area <= 0:
        yield f"die Fläche „{row.area}“ ist keine Zahl über 0 mit höchstens zwei Nachkommastellen"
        return
    if men + women != population:
        yield f"männlich {men} und weiblich {women} ergeben nicht {population}"
    if not _density_agrees(density, population, area):
        yield f"{population} Einwohner auf {row.area} km² sind nicht {density} je km²"


def _density_agrees(density: int, population: int, area: int) -> bool:
    """Whether the rounded density fits the population and some area that is rounded to these hectares."""
    half = Fraction(1, 2)
    people = Fraction(population * _HECTARES)
    return people / (area + half) - half <= density <= people / (area - half) + half


def hectares(area: object) -> int | None:
    """Square kilometres of the file as whole hectares, exactly; None where they are no such number."""
    if isinstance(area, bool) or not isinstance(area, int | float):
        return None
    exact = Decimal(repr(area)) * _HECTARES
    return int(exact) if exact.is_finite() and exact == exact.to_integral_value() else None


def _incomplete(rows: tuple[OfficialRow, ...]) -> Iterator[Difference]:
    """Doubled keys, and states, counties or associations that lost their municipalities."""
    municipalities = [row for row in rows if row.kind == "60"]
    for key, count in Counter(map(_key, municipalities)).items():
        if count > 1:
            yield None, f"der Gemeindeschlüssel {key} steht {count}-mal in der Datei"
    for number, state in STATES.items():
        if not any(row.state == number for row in municipalities):
            yield None, f"{state.name} fehlt"
    counties = {row[3:6] for row in rows if row.kind == "40"}
    for county in sorted({row[3:6] for row in municipalities if row.text_key in _TYPES} - counties):
        yield None, f"der Kreis {''.join(county)} hat Gemeinden, aber keine eigene Zeile"
    inside = {row[3:6] for row in municipalities} | {row[3:7] for row in municipalities}
    for row in rows:
        if row.kind in {"40", "50"} and row[3 : 6 if row.kind == "40" else 7] not in inside:
            yield row.number, f"{row.name}: keine Gemeinde dazu"


def _table(official: OfficialFile) -> list[Row]:
    counties = {row[3:6]: before_comma(row.name) for row in official.rows if row.kind == "40"}
    regions = {row[3:5]: _region(row.name) for row in official.rows if row.kind == "20"}
    rows = [
        {
            "ags": _key(row),
            "name": before_comma(row.name),
            "type": _TYPES[row.text_key],
            "county": row.state + row.region + row.county,
            "plz": row.plz,
            "area_ha": str(hectares(row.area)),
            "population": str(row.population),
            "county_name": counties[row[3:6]],
            "region": regions.get(row[3:5], ""),
        }
        for row in official.rows
        if row.kind == "60" and row.text_key in _TYPES
    ]
    return sorted(rows, key=lambda row: row["ags"])


def _region(name: str) -> str:
    """The Regierungsbezirk; empty where the file only keeps a former or statistical one."""
    return "" if name.startswith(_NO_REGION) else name.removeprefix("Reg.-Bez. ")


def _write(target: Path, source: Source, rows: list[Row]) -> None:
    text = io.StringIO()
    text.write(heading_lines(source))
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".import-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text.getvalue())
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = f"dorthin lässt sich die Tabelle nicht schreiben ({error.strerror}); anderer Ort mit `--to ORDNER`"
        raise BadInputError([Problem(str(target), None, "", reason)]) from error
