"""Validation errors in German sentences that say what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from quartier.catalogue.problems import Problem
from quartier.catalogue.yamlfile import Document
from quartier.model.base import MOST_TOLD, Path

_TEXTS = {
    "missing": "fehlt, muss aber angegeben werden",
    "bool_type": "erwartet `true` oder `false`",
    "bool_parsing": "erwartet `true` oder `false`",
    "int_type": "erwartet eine ganze Zahl",
    "int_parsing": "erwartet eine ganze Zahl",
    "int_from_float": "erwartet eine ganze Zahl",
    "string_type": "erwartet einen Text",
    "string_too_short": "darf nicht leer sein",
    "tuple_type": "erwartet eine Liste",
    "list_type": "erwartet eine Liste",
    "too_short": "darf nicht leer sein",
    "dict_type": "erwartet Einträge der Form „Name: Wert“",
    "model_type": "erwartet Einträge der Form „Name: Wert“",
    "model_attributes_type": "erwartet Einträge der Form „Name: Wert“",
    "date_type": "erwartet ein Datum in der Form 2026-08-14",
    "date_parsing": "erwartet ein Datum in der Form 2026-08-14",
    "date_from_datetime_parsing": "erwartet ein Datum in der Form 2026-08-14",
}
_PATTERNS = {
    "literal_error": "erlaubt: {expected}",
    "enum": "erlaubt: {expected}",
    "greater_than_equal": "mindestens {ge}",
    "greater_than": "größer als {gt}",
    "less_than_equal": "höchstens {le}",
    "string_pattern_mismatch": "passt nicht zur erwarteten Form {pattern}",
    "string_too_long": "höchstens {max_length} Zeichen",
}


def problems_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """Every mistake of a validation error with its line in the document."""
    found = islice(error.errors(include_url=False), MOST_TOLD + 1)
    problems = [_problem(details, document, model) for details in found]
    fields = [problem.field for problem in problems]
    return [problem for problem in problems if not _follows_from_others(problem, fields)]


def _follows_from_others(problem: Problem, fields: Iterable[str]) -> bool:
    """A list whose entries are all wrong is called empty as well, which would only confuse."""
    inside = f"{problem.field}."
    return problem.message == _TEXTS["too_short"] and any(field.startswith(inside) for field in fields)


def _problem(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    path = path_in_file(details["loc"], document.data)
    field = ".".join(map(str, path))
    message = _message(details, model)
    return Problem(document.file, document.line_of(path), field, f"{message}{_given(details)}")


_NOWHERE = object()


def entry_of(data: object, key: int | str) -> object:
    """What stands under a key or at a position; something that is nothing where there is no such entry."""
    if isinstance(data, dict):
        return data.get(key, _NOWHERE)
    return data[key] if isinstance(data, list) and isinstance(key, int) and key < len(data) else _NOWHERE


def path_in_file(loc: tuple[int | str, ...], data: object) -> Path:
    """Leave out what pydantic adds to a path (names of union members), so that it points into the file."""
    path: list[int | str] = []
    for position, key in enumerate(loc):
        inside = entry_of(data, key)
        if inside is not _NOWHERE:
            data = inside
            path.append(key)
        elif isinstance(data, dict) and position == len(loc) - 1 and isinstance(key, str) and key.isidentifier():
            path.append(key)
    return tuple(path)


def _message(details: ErrorDetails, model: type[BaseModel]) -> str:
    kind = details["type"]
    context = details.get("ctx", {})
    if kind == "extra_forbidden":
        return f"dieses Feld gibt es hier nicht{suggestion(str(details['loc'][-1]), _all_fields(model))}"
    if kind == "value_error":
        return str(context.get("error", details["msg"])).removeprefix("Value error, ").split(": ", 1)[-1]
    if kind in _TEXTS:
        return _TEXTS[kind]
    if kind in _PATTERNS:
        return _PATTERNS[kind].format(**{key: str(value).replace(" or ", " oder ") for key, value in context.items()})
    return details["msg"]


def _given(details: ErrorDetails) -> str:
    value = details.get("input")
    if details["type"] in {"missing", "extra_forbidden"} or isinstance(value, dict | list | tuple) or value is None:
        return ""
    return f" (angegeben: {str(value).lower() if isinstance(value, bool) else repr(str(value)[:60])})"


def suggestion(word: str, known: Iterable[str]) -> str:
    """„; gemeint ist vielleicht `x`“ where a known word is close, otherwise nothing."""
    best = process.extractOne(word, list(known), score_cutoff=75)
    return f"; gemeint ist vielleicht `{best[0]}`" if best else ""


@cache  # writing the schema takes longer than reading a file, and a hostile file asks for it in every line
def _all_fields(model: type[BaseModel]) -> frozenset[str]:
    schema = model.model_json_schema(by_alias=True)
    names = set(schema.get("properties", {}))
    for definition in schema.get("$defs", {}).values():
        names |= set(definition.get("properties", {}))
    return frozenset(names)
