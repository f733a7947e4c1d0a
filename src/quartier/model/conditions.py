"""Conditions as data: trees of `all`, `any`, `not` over comparisons of one fact with a wanted value.

What a fact is stands in the vocabulary; whether a condition holds is decided in `quartier.matching`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import (
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    Tag,
    model_serializer,
    model_validator,
)

from quartier.model.base import FactName, Strict

Scalar = StrictBool | StrictInt | Decimal | dt.date | str
"""One value of a fact. Decimals, never floats."""

FactValue = Scalar | tuple[Scalar, ...]
"""A value of a fact: one scalar, or several for facts of type `choices`."""


class Operator(StrEnum):
    """How a fact is compared with the wanted value."""

    IS = "is"
    IN = "in"
    INCLUDES_ANY = "includes_any"
    INCLUDES_ALL = "includes_all"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    BEFORE = "before"
    AFTER = "after"


LIST_OPERATORS = frozenset({Operator.IN, Operator.INCLUDES_ANY, Operator.INCLUDES_ALL})
_NAMES = frozenset(operator.value for operator in Operator)


class Comparison(Strict):
    """`{fact: NAME, OPERATOR: VALUE}` with exactly one operator."""

    fact: FactName
    operator: Operator
    value: Scalar | tuple[Scalar, ...]

    @model_validator(mode="before")
    @classmethod
    def _from_file(cls, data: object) -> object:
        if not isinstance(data, dict) or "operator" in data:
            return data
        given = [key for key in data if key in _NAMES]
        if len(given) != 1:
            raise ValueError(f"comparison: genau ein Vergleich aus {', '.join(sorted(_NAMES))}")
        rest = {key: value for key, value in data.items() if key not in _NAMES}
        value = data[given[0]]
        return {**rest, "operator": given[0], "value": tuple(value) if isinstance(value, list) else value}

    @model_validator(mode="after")
    def _list_where_needed(self) -> Comparison:
        if (self.operator in LIST_OPERATORS) != isinstance(self.value, tuple):
            wanted = "eine Liste von Werten" if self.operator in LIST_OPERATORS else "ein einzelner Wert"
            raise ValueError(f"comparison: nach „{self.operator}“ steht {wanted}")
        return self

    @model_serializer
    def _to_file(self) -> dict[str, object]:
        return {
            "fact": self.fact,
            self.operator.value: list(self.value) if isinstance(self.value, tuple) else self.value,
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: GetJsonSchemaHandler) -> dict[str, object]:
        """The form people write: the fact and one operator."""
        scalar = {"type": ["boolean", "number", "string"]}
        listed = {"type": "array", "items": scalar, "minItems": 1}
        values = {name.value: (listed if name in LIST_OPERATORS else scalar) for name in Operator}
        return {
            "type": "object",
            "properties": {"fact": {"type": "string"}, **values},
            "required": ["fact"],
            "minProperties": 2,
            "maxProperties": 2,
            "additionalProperties": False,
        }


class AllOf(Strict):
    """Every part must hold."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Strict):
    """At least one part must hold."""

    any: tuple[Condition, ...] = Field(min_length=1)


class NotOf(Strict):
    """The part must not hold."""

    negated: Condition = Field(alias="not")


def _tag(value: object) -> str:
    if isinstance(value, dict):
        return next((key for key in ("all", "any", "not") if key in value), "fact")
    names = ((AllOf, "all"), (AnyOf, "any"), (NotOf, "not"))
    return next((name for model, name in names if isinstance(value, model)), "fact")


Condition = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")]
    | Annotated[Comparison, Tag("fact")],
    Discriminator(_tag),
]
"""A condition tree."""

for _model in (AllOf, AnyOf, NotOf):
    _model.model_rebuild()


def comparisons(condition: AllOf | AnyOf | NotOf | Comparison) -> Iterator[Comparison]:
    """All comparisons of a condition, from left to right."""
    match condition:
        case Comparison():
            yield condition
        case NotOf():
            yield from comparisons(condition.negated)
        case AllOf():
            for part in condition.all:
                yield from comparisons(part)
        case AnyOf():
            for part in condition.any:
                yield from comparisons(part)
