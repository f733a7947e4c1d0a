"""Values of facts in comparable form: exact numbers, dates, sets. Text from JSON is read by the fact's type."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from quartier.model.vocabulary import Fact, FactType

Typed = bool | int | Decimal | dt.date | str | frozenset[str]
"""A comparable value; several values of a fact of type `choices` are a set."""


def typed(value: object, fact: Fact | None) -> Typed | None:
    """The comparable form of one value, or None where it cannot be a value of the fact and so says nothing."""
    if fact is None:
        return None
    if fact.type is FactType.CHOICES:
        return frozenset(map(str, value)) if isinstance(value, tuple | list) else frozenset({str(value)})
    return _SCALARS[fact.type](value)


def typed_all(values: object, fact: Fact | None) -> frozenset[Any]:
    """The comparable forms of a list of wanted values."""
    if fact is None:
        return frozenset()
    read = _SCALARS.get(fact.type, _word)
    listed = values if isinstance(values, tuple | list) else (values,)
    return frozenset(form for value in listed if (form := read(value)) is not None)


def _boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: object) -> int | Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    if isinstance(value, int):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


_SCALARS = {
    FactType.BOOLEAN: _boolean,
    FactType.INTEGER: _number,
    FactType.DECIMAL: _number,
    FactType.MONEY: _number,
    FactType.DATE: _date,
    FactType.CHOICE: _word,
}
