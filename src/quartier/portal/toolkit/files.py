"""Project files that strangers send: read, bounded, and given back as text that can be mended on the spot."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import MAX_BYTES, Document, parse_document
from quartier.portal.toolkit.rows import MAX_ROWS
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import inputs_of
from quartier.service.plain_data import read_json, with_types

LISTS = ("parties", "costs", "third_party", "in_kind", "granted", "aid_received")
_MOST_UNREADABLE = 0.02


def from_file(raw: bytes, name: str) -> dict[str, Any]:
    """The data of a project file; raises BadInputError with every mistake and its line."""
    document = _document(raw, name)
    if isinstance(document.data, dict) and (long := list(_too_long(document, document.data))):
        raise BadInputError(long)
    inputs_of(document, the_catalogue())
    if not isinstance(document.data, dict):
        raise BadInputError([document.problem((), "das ist keine Projektdatei")])
    return document.data


def _document(raw: bytes, name: str) -> Document:
    """JSON where it is JSON: what other programs write is not all YAML."""
    if raw.lstrip().startswith(b"{"):
        with suppress(BadInputError):
            document = read_json(raw, name)
            return Document(name, with_types(document.data, the_catalogue().vocabulary))  # type: ignore[arg-type] # begins with {
    return parse_document(raw, name)


def _too_long(document: Document, data: dict[Any, Any]) -> Iterator[Problem]:
    """Lists that no page could show; found before anything is made of them."""
    for section in LISTS:
        rows = data.get(section)
        if isinstance(rows, list) and len(rows) > MAX_ROWS:
            message = f"{len(rows)} Einträge; bitte höchstens {MAX_ROWS}: fassen Sie kleine Posten zusammen"
            yield document.problem((section,), message)


def text_of(raw: bytes) -> str:
    """The text to be mended; empty for what is no text or too long to be mended by hand."""
    if len(raw) > MAX_BYTES:
        return ""
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    text = raw.decode(encoding, "replace")
    unreadable = sum(map(text.count, "\0\ufffd"))
    return "" if unreadable > len(text) * _MOST_UNREADABLE else text


def told(problem: Problem) -> str:
    """A mistake with the place people find it at: the line and the name of the entry."""
    line = f"Zeile {problem.line}" if problem.line else ""
    place = ", ".join(filter(None, (line, problem.field)))
    return f"{place}: {problem.message}" if place else problem.message
