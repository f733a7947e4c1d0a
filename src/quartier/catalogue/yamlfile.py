"""YAML files as plain data with the line of every entry; a strict, safe and exact subset of YAML 1.2.

Numbers become int or Decimal (never float), ISO dates become dates, everything else text. Aliases, anchors, tags,
double keys, deep nesting, large files and any encoding but UTF-8 are refused with the line they stand on.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path as FilePath

import yaml

from quartier.catalogue.problems import BadInputError, Problem
from quartier.model.base import Path

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
"""A larger file or a deeper one is a mistake or an attack: real ones have some dozen kilobytes and ten levels."""

_INTEGER = re.compile(r"^-?(0|[1-9]\d{0,17})$")
_DECIMAL = re.compile(r"^-?\d{1,18}\.\d{1,18}$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one where it was built."""


@dataclass(slots=True)
class Document:
    """The data of a file and the line of every entry by its path."""

    file: str
    data: object = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of the entry, or of the nearest enclosing one that exists."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, message: str) -> Problem:
        """A problem at the place of `path`."""
        return Problem(self.file, self.line_of(path), ".".join(map(str, path)), message)


def read_document(path: FilePath) -> Document:
    """Read a file; raises BadInputError with one line on what to do where it cannot be used."""
    name = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (
            "ist ein Ordner, keine Datei"
            if path.is_dir()
            else "lässt sich nicht öffnen: gibt es sie, und darf ich sie lesen?"
        )
        raise _bad(name, None, f"die Datei {reason}") from error
    return parse_document(raw, name)


def parse_document(raw: bytes, name: str) -> Document:
    """Parse the bytes of a file called `name`; raises BadInputError."""
    if len(raw) > MAX_BYTES:
        size = f"die Datei ist größer als {MAX_BYTES // 1_000_000} MB"
        raise _bad(name, None, f"{size}; so viel Text ist keine Projekt- oder Programmdatei")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _bad(name, line, "das ist kein UTF-8-Text; bitte die Datei mit der Kodierung UTF-8 speichern") from error
    reader = _Reader(name)
    try:
        return reader.read(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = mark.line + 1 if mark else None
        reason = error.problem or error.context
        hint = "bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen"
        raise _bad(name, where, f"kein gültiges YAML: {reason}; {hint}") from error
    except yaml.reader.ReaderError as error:
        hint = "darin steht ein unsichtbares Steuerzeichen; bitte als reinen Text speichern"
        raise _bad(name, None, f"kein gültiges YAML: {hint}") from error
    except yaml.YAMLError as error:
        raise _bad(name, None, f"kein gültiges YAML ({str(error).splitlines()[0]})") from error


def _bad(name: str, line: int | None, message: str) -> BadInputError:
    return BadInputError([Problem(name, line, "", message)])


class _Reader:
    """Turns the parser's events into data, keeping lines."""

    def __init__(self, name: str) -> None:
        self.document = Document(name)

    def read(self, text: str) -> Document:
        self._events = yaml.parse(text, Loader=LOADER)
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise _bad(self.document.file, 1, "die Datei ist leer")
        self.document.data = self._value(next(self._events), ())
        next(self._events)
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise _bad(
                self.document.file, _line(following), "nur ein YAML-Dokument je Datei (`---` trennt keine weiteren ab)"
            )
        return self.document

    def _value(self, event: yaml.Event, path: Path) -> object:
        refused = _refused(event) or ("die Datei ist zu tief verschachtelt" if len(path) > MAX_DEPTH else None)
        if refused is not None:
            raise _bad(self.document.file, _line(event), refused)
        self.document.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, self.document.file)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str | int, object]:
        values: dict[str | int, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in values:
                raise _bad(self.document.file, _line(event), f"der Schlüssel „{key}“ steht hier zweimal")
            self.document.lines[(*path, key)] = _line(event)
            values[key] = self._value(next(self._events), (*path, key))
        return values

    def _key(self, event: yaml.Event) -> str | int:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
            raise _bad(self.document.file, _line(event), "ein Schlüssel ist ein einfaches Wort oder eine Jahreszahl")
        key = _scalar(event, self.document.file)
        return key if isinstance(key, int) and not isinstance(key, bool) else str(event.value)


def _refused(event: yaml.Event) -> str | None:
    """Why this kind of YAML is not read: it makes files that people cannot check by reading."""
    if isinstance(event, yaml.AliasEvent):
        return "Verweise (`*name`) sind nicht erlaubt; bitte den Inhalt ausschreiben"
    if getattr(event, "anchor", None):
        return "Anker (`&name`) sind nicht erlaubt; bitte den Inhalt ausschreiben"
    return "Typ-Angaben (`!…`) sind nicht erlaubt" if getattr(event, "tag", None) else None


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent, file: str) -> object:
    text: str = event.value
    if not event.implicit[0]:  # quoted or block text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    if _DATE.match(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise _bad(file, _line(event), f"das Datum {text} gibt es nicht") from error
    return text
