"""Which values a fact may take so that several comparisons hold: the shortest statement of it, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from quartier.matching.truth import HOLDS
from quartier.matching.wording import label_of, wanted_words
from quartier.model.conditions import Comparison, FactValue, Operator
from quartier.model.vocabulary import FactType, Vocabulary

_OPPOSITE = {
    Operator.AT_LEAST: Operator.BELOW,
    Operator.AT_MOST: Operator.ABOVE,
    Operator.ABOVE: Operator.AT_MOST,
    Operator.BELOW: Operator.AT_LEAST,
}
_AS_NUMBERS = {Operator.BEFORE: Operator.BELOW, Operator.AFTER: Operator.ABOVE}
_SYMBOLS = {
    Operator.IS: ("=", "!="),
    Operator.IN: ("in", "not in"),
    Operator.INCLUDES_ANY: ("includes any of", "excludes"),
    Operator.INCLUDES_ALL: ("includes", "excludes one of"),
    Operator.AT_LEAST: (">=", "<"),
    Operator.AT_MOST: ("<=", ">"),
    Operator.ABOVE: (">", "<="),
    Operator.BELOW: ("<", ">="),
    Operator.BEFORE: ("<", ">="),
    Operator.AFTER: (">", "<="),
}


class Literal(NamedTuple):
    """A comparison that must hold, or must not. `wanted` is the comparable form; a set for operators with lists."""

    operator: Operator
    wanted: Any
    negated: bool

    def holds(self, value: object) -> bool:
        """Whether a value in comparable form satisfies it."""
        return bool(HOLDS[self.operator](value, self.wanted)) != self.negated


class Change(NamedTuple):
    """What one fact must become: every literal holds for the new value."""

    fact: str
    literals: tuple[Literal, ...]

    @property
    def text(self) -> str:
        """`volunteers >= 7`."""
        return " and ".join(f"{self.fact} {_symbol(one)} {_plain(one.wanted)}" for one in self.literals)

    def words(self, vocabulary: Vocabulary) -> str:
        """`freiwillig Engagierte: mindestens 7 Personen`."""
        parts = [wanted_words(_comparison(self.fact, one), vocabulary, negated=one.negated) for one in self.literals]
        return f"{label_of(self.fact, vocabulary)}: {' und '.join(parts)}"


def _comparison(fact: str, literal: Literal) -> Comparison:
    wanted = literal.wanted
    value: FactValue = tuple(sorted(wanted)) if isinstance(wanted, frozenset) else wanted
    return Comparison.model_construct(fact=fact, operator=literal.operator, value=value)


def _symbol(literal: Literal) -> str:
    symbol = _SYMBOLS[literal.operator][literal.negated]
    single = isinstance(literal.wanted, frozenset) and len(literal.wanted) == 1
    return {"includes any of": "includes", "excludes one of": "excludes"}.get(symbol, symbol) if single else symbol


def _plain(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(_plain(one) for one in value))
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def change(name: str, literals: Iterable[Literal], known: object, vocabulary: Vocabulary) -> Change | None:
    """The smallest statement of what the fact must become, or None where no value satisfies all literals.

    `known`: the present value in comparable form, None where unknown; sets keep what they have and only gain or lose.
    """
    fact, wanted = vocabulary.facts[name], tuple(literals)
    if fact.type is FactType.CHOICES:
        return Change(name, _worth_saying(wanted, known)) if _some_set(wanted) else None
    if fact.type in {FactType.BOOLEAN, FactType.CHOICE}:
        options = [True, False] if fact.type is FactType.BOOLEAN else vocabulary.options(fact)
        found = _choice(wanted, None if options is None else list(options))
    else:
        found = _ordered(wanted, step=_STEPS.get(fact.type))
    return Change(name, found) if found is not None else None


def _worth_saying(literals: Sequence[Literal], known: object) -> tuple[Literal, ...]:
    """What the set lacks and what it must not gain; all literals where something must go, as that may take too much."""
    if known is None or any(one.negated and not one.holds(known) for one in literals):
        return tuple(literals)
    return tuple(one for one in literals if one.negated or not one.holds(known))


def _some_set(literals: Sequence[Literal]) -> bool:
    """Whether a set exists that has what it must, lacks what it must not have and meets every choice left open."""
    needed: frozenset[str] = frozenset[str]().union(*(one.wanted for one in _are(literals, Operator.INCLUDES_ALL)))
    barred: frozenset[str] = frozenset[str]().union(
        *(one.wanted for one in _are(literals, Operator.INCLUDES_ANY, negated=True))
    )
    one_of = [one.wanted for one in _are(literals, Operator.INCLUDES_ANY)]
    not_all = [one.wanted - needed for one in _are(literals, Operator.INCLUDES_ALL, negated=True)]
    return needed.isdisjoint(barred) and any(
        all(choices - barred - {*left_out} for choices in one_of) for left_out in product(*not_all)
    )


def _are(literals: Sequence[Literal], operator: Operator, *, negated: bool = False) -> list[Literal]:
    return [one for one in literals if one.operator is operator and one.negated is negated]


def _choice(literals: Sequence[Literal], options: list[Any] | None) -> tuple[Literal, ...] | None:
    named = [value for one in literals if not one.negated for value in _values(one)]
    if named or options is not None:
        candidates = list(dict.fromkeys(named)) if named else options or []
        allowed = [value for value in candidates if all(one.holds(value) for one in literals)]
        if not allowed:
            return None
        if named or len(allowed) == 1:
            return (_among(allowed),)
    return (_among([value for one in literals for value in _values(one)], negated=True),)


def _values(literal: Literal) -> list[Any]:
    return sorted(literal.wanted) if isinstance(literal.wanted, frozenset) else [literal.wanted]


def _among(values: Sequence[Any], *, negated: bool = False) -> Literal:
    distinct = frozenset(values)
    if len(distinct) == 1:
        return Literal(Operator.IS, next(iter(distinct)), negated)
    return Literal(Operator.IN, distinct, negated)


Step = int | dt.timedelta | None

_STEPS: dict[FactType, Step] = {FactType.INTEGER: 1, FactType.DATE: dt.timedelta(days=1)}
"""Types whose values come in steps, so that `> 6` is `>= 7`."""


def _ordered(literals: Sequence[Literal], *, step: Step) -> tuple[Literal, ...] | None:
    exact = [one for one in literals if one.operator in {Operator.IS, Operator.IN}]
    named = [value for one in exact if not one.negated for value in _values(one)]
    if named:
        allowed = [value for value in named if all(one.holds(value) for one in literals)]
        return (_among(allowed),) if allowed else None
    bounds = [_bound(one, step) for one in literals if one not in exact]
    lows = [one for one in bounds if one.operator in {Operator.AT_LEAST, Operator.ABOVE}]
    highs = [one for one in bounds if one.operator in {Operator.AT_MOST, Operator.BELOW}]
    low = max(lows, key=lambda one: (one.wanted, one.operator is Operator.ABOVE), default=None)
    high = min(highs, key=lambda one: (one.wanted, one.operator is Operator.AT_MOST), default=None)
    barred = {value for one in exact for value in _values(one)}
    if not _between(low or _floor(high), high, barred, step):
        return None
    if low and high and low.wanted == high.wanted:
        return (_among([low.wanted]),)
    kept = [value for value in sorted(barred) if all(one.holds(value) for one in (low, high) if one)]
    return (*(one for one in (low, high) if one), *(_among([value], negated=True) for value in kept))


def _floor(high: Literal | None) -> Literal | None:
    """Numbers are never negative; dates have no beginning."""
    return None if high is None or isinstance(high.wanted, dt.date) else Literal(Operator.AT_LEAST, 0, negated=False)


def _bound(literal: Literal, step: Step) -> Literal:
    operator = _AS_NUMBERS.get(literal.operator, literal.operator)
    if literal.negated:
        operator = _OPPOSITE[operator]
    if step is not None and operator is Operator.ABOVE:
        return Literal(Operator.AT_LEAST, literal.wanted + step, negated=False)
    if step is not None and operator is Operator.BELOW:
        return Literal(Operator.AT_MOST, literal.wanted - step, negated=False)
    return Literal(operator, literal.wanted, negated=False)


def _between(low: Literal | None, high: Literal | None, barred: set[Any], step: Step) -> bool:
    """Whether a value that is not barred lies between the bounds."""
    if low is None or high is None:
        return True
    least, most = low.wanted, high.wanted
    if least >= most:
        return bool(least == most) and least not in barred and low.holds(least) and high.holds(least)
    if step is None:
        return True
    inside = sum(low.holds(value) and high.holds(value) for value in barred)
    return bool((most - least) // step + 1 > inside)
