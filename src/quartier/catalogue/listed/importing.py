"""Imports the Förderdatenbank from its official XML export or the weekly table: all of it, or nothing and a report."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quartier.catalogue.listed.csvfile import read_csv
from quartier.catalogue.listed.reading import Reading
from quartier.catalogue.listed.report import refused_whole
from quartier.catalogue.listed.sources import ADDRESSES, source_of
from quartier.catalogue.listed.store import read_listing, write_listing
from quartier.catalogue.listed.xmlfile import read_xml
from quartier.catalogue.problems import BadInputError
from quartier.model.listed import ListedSource, Listing

_XML = frozenset({".xml", ".zip"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What was imported, and how many programmes there were before."""

    file: Path
    source: ListedSource
    present: int
    before: int | None


def read_source(path: Path) -> Reading:
    """Read a source by its kind. Raises BadInputError with every difference from the shape we know."""
    suffix = path.suffix.lower()
    if not path.exists():
        raise refused_whole(str(path), "diese Datei gibt es nicht")
    if path.is_dir() or suffix in _XML:
        return read_xml(path)
    if suffix == ".csv":
        return read_csv(path)
    expected = (
        f"den XML-Export (.zip, .xml oder Ordner, {ADDRESSES['xml']}) oder die Tabelle (.csv, {ADDRESSES['csv']})"
    )
    raise refused_whole(str(path), f"erwartet {expected}")


def import_listed(path: Path, today: dt.date) -> Imported:
    """Read a source and put it in the place of what was imported before. Raises BadInputError; then nothing changes."""
    reading = read_source(path)
    source = source_of(reading.kind, today, reading.newest, len(reading.programmes), [*map(str, reading.left_out)])
    before = None
    with suppress(BadInputError):  # a damaged older file is what people want to replace
        older = read_listing()
        before = len(older.programmes) if older else None
    file = write_listing(Listing(source=source, programmes=reading.programmes))
    return Imported(file, source, sum(not programme.absent for programme in reading.programmes), before)
