"""Reads one cell by its kind, strictly: what is not exactly as the contract says is an error, never a guess."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from quartier.catalogue.listed.contract import Column, Kind
from quartier.catalogue.listed.plaintext import clean
from quartier.catalogue.listed.sources import LICENCE_MARK
from quartier.model.listed import PAGES, ListedLink

Value = str | bool | dt.datetime | tuple[str, ...] | tuple[ListedLink, ...] | None
"""What a cell holds; None where it is empty."""

_WEEK = re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])")
_HASH = re.compile(r"[0-9a-f]{32}")
_SHOWN = 40
EARLIEST, LATEST = 2000, 2100


class CellError(ValueError):
    """The cell is not of its column's kind; the text says what was expected and what stands there."""


def read_cell(column: Column, text: str) -> Value:
    """The value of a cell. Raises CellError."""
    if text == "":
        if column.required:
            raise CellError("darf nicht leer sein")
        return None
    try:
        return _READERS[column.kind](text)
    except (ValueError, RecursionError):
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
        raise CellError(f"erwartet {column.kind}, steht: „{' '.join(shown.split())}“") from None


def _wrong(_: object = None) -> NoReturn:
    raise ValueError


def _one_line(text: str) -> str:
    return text if text == clean(text).replace("\n", " ") else _wrong()


def _slug(text: str) -> str:
    return _one_line(text) if "/" not in text else _wrong()


def _page(text: str) -> str:
    return _one_line(text) if text.startswith(PAGES) and len(text) > len(PAGES) else _wrong()


def _hash(text: str) -> str:
    return text if _HASH.fullmatch(text) else _wrong()


def week(text: str) -> str:
    """The text if it is an ISO week. Raises ValueError."""
    return text if _WEEK.fullmatch(text) else _wrong()


def time(text: str) -> dt.datetime:
    """A moment between 2000 and 2100. Raises ValueError."""
    moment = dt.datetime.fromisoformat(text)
    return moment if EARLIEST <= moment.year < LATEST else _wrong()


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text] if text in {"true", "false"} else _wrong()


def _licence(text: str) -> str:
    return text if LICENCE_MARK in text else _wrong()


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _wrong()


def _json_list(text: str) -> list[Any]:
    data = json.loads(text, object_pairs_hook=_no_doubles)
    return data if isinstance(data, list) else _wrong()


def _texts(text: str) -> tuple[str, ...]:
    return tuple(map(_text, _json_list(text)))


def _text(value: object) -> str:
    """A text that is not empty and can be written again: JSON can hold halves of characters."""
    if not isinstance(value, str) or not value.strip():
        _wrong()
    value.encode()
    return value


def _weeks(text: str) -> tuple[str, ...]:
    return tuple(week(_text(value)) for value in _json_list(text))


def _links(text: str) -> tuple[ListedLink, ...]:
    return tuple(map(_link, _json_list(text)))


def _link(value: object) -> ListedLink:
    if not isinstance(value, dict) or value.keys() != {"url", "title"}:
        _wrong()
    title = value["title"]
    url = _one_line(_text(value["url"]))
    return ListedLink(url=url if url.startswith("http") else _wrong(), title=title and (clean(_text(title)) or None))


_READERS: dict[Kind, Callable[[str], Value]] = {
    Kind.TEXT: str,
    Kind.SLUG: _slug,
    Kind.PAGE: _page,
    Kind.HASH: _hash,
    Kind.WEEK: week,
    Kind.TIME: time,
    Kind.BOOLEAN: _boolean,
    Kind.LICENCE: _licence,
    Kind.TEXTS: _texts,
    Kind.CODES: _texts,
    Kind.WEEKS: _weeks,
    Kind.LINKS: _links,
}
