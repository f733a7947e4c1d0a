"""Kleene's three-valued logic over conditions: a missing fact is unknown, and unknown never counts as met or failed."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

from quartier.matching.values import Typed, typed, typed_all
from quartier.model.conditions import LIST_OPERATORS, AllOf, AnyOf, Comparison, FactValue, NotOf, Operator
from quartier.model.vocabulary import Vocabulary

Tree = AllOf | AnyOf | NotOf | Comparison


class Truth(IntEnum):
    """Whether a condition holds. The order makes `all` the minimum and `any` the maximum of the parts."""

    FAILED = 0
    OPEN = 1
    MET = 2


NEGATED = (Truth.MET, Truth.OPEN, Truth.FAILED)
"""What `not` makes of a truth value, by its number."""

HOLDS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.IS: operator.eq,
    Operator.IN: lambda given, wanted: given in wanted,
    Operator.INCLUDES_ANY: lambda given, wanted: not wanted.isdisjoint(given),
    Operator.INCLUDES_ALL: operator.ge,
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
    Operator.ABOVE: operator.gt,
    Operator.BELOW: operator.lt,
    Operator.BEFORE: operator.lt,
    Operator.AFTER: operator.gt,
}
"""Each operator over comparable forms, `given` first; lists and `choices` are sets."""


def wanted_form(comparison: Comparison, vocabulary: Vocabulary) -> Typed | frozenset[Any] | None:
    """The wanted value in comparable form; None where it cannot be a value of the fact."""
    fact = vocabulary.facts.get(comparison.fact)
    if comparison.operator in LIST_OPERATORS:
        return typed_all(comparison.value, fact)
    return typed(comparison.value, fact)


def evaluate(condition: Tree, facts: Mapping[str, FactValue], vocabulary: Vocabulary) -> Truth:
    """Whether the condition holds given everything known. A fact not in `facts` is unknown."""
    match condition:
        case AllOf():
            return min(evaluate(part, facts, vocabulary) for part in condition.all)
        case AnyOf():
            return max(evaluate(part, facts, vocabulary) for part in condition.any)
        case NotOf():
            return NEGATED[evaluate(condition.negated, facts, vocabulary)]
        case Comparison():
            return _compare(condition, facts, vocabulary)


def _compare(comparison: Comparison, facts: Mapping[str, FactValue], vocabulary: Vocabulary) -> Truth:
    given = (
        typed(facts.get(comparison.fact), vocabulary.facts.get(comparison.fact)) if comparison.fact in facts else None
    )
    wanted = wanted_form(comparison, vocabulary)
    if given is None or wanted is None:
        return Truth.OPEN
    return Truth.MET if HOLDS[comparison.operator](given, wanted) else Truth.FAILED
