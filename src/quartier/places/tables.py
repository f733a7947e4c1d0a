"""Tables of places as files: read only as far as asked, because most commands need one municipality of eleven thousand.

Knows the CSV form and where a table comes from, not what its columns mean: that is `quartier.places.register`.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quartier.catalogue.problems import BadInputError, Problem

IMPORTED_NAME = "municipalities-de.csv"
"""The table of all Germany that `quartier places import` writes."""

_MARK = "# "

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table comes from: its attribution, and the days its borders and its population are of."""

    title: str
    attribution: str
    territory_as_of: dt.date | None = None
    population_as_of: dt.date | None = None
    population_basis: str | None = None

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> Source:
        """From the columns of `sources.csv` or the heading of an imported table. Raises KeyError, ValueError."""
        return cls(
            title=texts["title"],
            attribution=texts["attribution"],
            territory_as_of=_date(texts.get("territory_as_of")),
            population_as_of=_date(texts.get("population_as_of")),
            population_basis=texts.get("population_basis") or None,
        )

    def to_texts(self) -> Row:
        """The opposite of `from_texts`."""
        return {name: str(value) for name in self.__slots__ if (value := getattr(self, name)) is not None}


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


class Table:
    """A CSV file with one header line; lines `# name: value` above it say where the data comes from."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _text(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise self.broken("die Ortstabelle fehlt oder ist kein lesbarer UTF-8-Text") from error

    @cached_property
    def _parts(self) -> tuple[Row, str]:
        """The heading, and what follows it."""
        heading: Row = {}
        rest = self._text
        while rest.startswith(_MARK):
            line, _, rest = rest.partition("\n")
            name, _, value = line.removeprefix(_MARK).partition(": ")
            heading[name] = value
        return heading, rest

    @property
    def heading(self) -> Row:
        """What the lines above the header say."""
        return self._parts[0]

    @property
    def _body(self) -> str:
        return self._parts[1]

    @cached_property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return next(csv.reader([self._body.partition("\n")[0]]), [])

    def rows(self) -> Iterator[Row]:
        """All rows in the order of the file."""
        reader = csv.reader(self._body.splitlines())
        next(reader, None)
        for fields in reader:
            yield self._row(fields)

    def row(self, key: str) -> Row | None:
        """The row whose first column is `key`, found without parsing the others."""
        start = self._body.find(f"\n{key},")
        if start < 0:
            return None
        end = self._body.find("\n", start + 1)
        fields = next(csv.reader([self._body[start + 1 : end if end >= 0 else None]]))
        return self._row(fields) if fields[0] == key else None

    def _row(self, fields: list[str]) -> Row:
        if len(fields) != len(self.columns):
            raise self.broken(
                f"eine Zeile hat {len(fields)} statt {len(self.columns)} Spalten: {', '.join(fields)[:80]}"
            )
        return dict(zip(self.columns, fields, strict=True))

    def broken(self, reason: str) -> BadInputError:
        """The error for a table that cannot be used, with what to do next."""
        advice = (
            "; bitte neu einlesen mit `quartier places import DATEI.xlsx`" if self.path.name == IMPORTED_NAME else ""
        )
        return BadInputError([Problem(str(self.path), None, "", f"{reason}{advice}")])


def heading_lines(source: Source) -> str:
    """The lines above the header of a table from `source`."""
    return "".join(f"{_MARK}{name}: {value}\n" for name, value in source.to_texts().items())


def imported_file() -> Path:
    """Where the imported table of all Germany lies: below QUARTIER_DATA, otherwise below the user's data folder."""
    own = os.environ.get("QUARTIER_DATA")
    base = Path(own) if own else Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "quartier"
    return base / "places" / IMPORTED_NAME
