"""Projects as JSON: read exactly, without floats, and brought to the types that a file would have."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import MAX_BYTES, MAX_DEPTH, Document
from quartier.model.vocabulary import FactType, Vocabulary


def read_json(raw: bytes, name: str) -> Document:
    """The document of a JSON text; decimals stay exact. BadInputError for what is none, too large or too deep."""
    if len(raw) > MAX_BYTES:
        raise _bad(name, None, f"mehr als {MAX_BYTES // 1_000_000} MB; so viel Text ist kein Vorhaben")
    try:
        data = json.loads(raw, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _bad(name, error.lineno, f"kein gültiges JSON (Spalte {error.colno})") from error
    except UnicodeDecodeError as error:
        raise _bad(name, None, "das ist kein UTF-8-Text") from error
    except (ValueError, RecursionError) as error:
        raise _bad(name, None, "kein gültiges JSON: eine Zahl oder die Verschachtelung ist nicht möglich") from error
    if _depth(data) > MAX_DEPTH:
        raise _bad(name, None, "zu tief verschachtelt")
    return Document(name, data)


def with_types(data: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """A project's data with decimals and dates where the vocabulary has such facts; JSON knows them as text only."""
    typed = dict(data)
    if isinstance(data.get("facts"), Mapping):
        typed["facts"] = _facts(data["facts"], vocabulary)
    if isinstance(data.get("parties"), list):
        typed["parties"] = [_party(party, vocabulary) for party in data["parties"]]
    return typed


def _party(party: Any, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 - not validated yet
    if not isinstance(party, Mapping) or not isinstance(party.get("facts"), Mapping):
        return party
    return {**party, "facts": _facts(party["facts"], vocabulary)}


def _facts(facts: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    return {name: _typed(name, value, vocabulary) for name, value in facts.items()}


def _typed(name: str, value: Any, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 - a value of JSON
    fact = vocabulary.facts.get(name) or vocabulary.facts.get(f"applicant.{name}")
    if fact is None or not isinstance(value, str):
        return value
    if fact.type is FactType.DATE:
        return _date(value)
    if fact.type in {FactType.DECIMAL, FactType.MONEY}:
        return _decimal(value)
    return value


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _no_number(text: str) -> None:
    raise ValueError(text)


def _depth(value: object, limit: int = MAX_DEPTH + 1) -> int:
    """How deep a value is nested, counted no further than `limit`."""
    if limit == 0 or not isinstance(value, dict | list):
        return 0
    parts = value.values() if isinstance(value, dict) else value
    return 1 + max((_depth(part, limit - 1) for part in parts), default=0)


def _bad(name: str, line: int | None, message: str) -> BadInputError:
    return BadInputError([Problem(name, line, "", message)])
