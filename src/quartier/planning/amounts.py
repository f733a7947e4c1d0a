"""Rates, floors and ceilings of a block for one applicant (C2, C3, C4, C5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from quartier.matching.truth import Truth, evaluate
from quartier.model.conditions import FactValue
from quartier.model.money import CENTS_PER_EURO
from quartier.model.pays import Amount, Financing, Pays
from quartier.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Amounts:
    """Floors and ceilings of the grant in cents, over all and per calendar year.

    `fixed`: the ceiling or nothing (C5). `step`: cents the grant is a multiple of.
    """

    floor: int
    ceiling: int | None
    yearly_floor: int
    yearly_ceiling: int | None
    fixed: bool
    step: int


def rate_of(pays: Pays, facts: Mapping[str, FactValue], vocabulary: Vocabulary) -> tuple[Fraction | None, bool]:
    """The rate, and whether a needed one is unknown.

    Of `rates` the first whose condition holds; while one before it is open, the lowest still possible (C2).
    """
    if pays.rates:
        possible: list[Fraction] = []
        for step in pays.rates:
            truth = Truth.MET if step.when is None else evaluate(step.when, facts, vocabulary)
            if truth is not Truth.FAILED:
                possible.append(step.rate)
            if truth is Truth.MET:
                break
        return (min(possible), False) if possible else (Fraction(0), False)
    needs_rate = pays.financing is Financing.PROPORTIONAL and not pays.degressive
    return pays.rate, needs_rate and pays.rate is None


def units_of(pays: Pays, facts: Mapping[str, FactValue]) -> int | None:
    """How many units there are to pay for; None where the block counts none or the number is not known."""
    value = facts.get(pays.unit.fact) if pays.unit else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    return int(Decimal(value))  # the vocabulary has checked that it is a whole number


def amounts_of(pays: Pays, facts: Mapping[str, FactValue], vocabulary: Vocabulary, units: int | None) -> Amounts:
    """All amounts that may apply, together: the highest floor and the lowest ceiling, which is the safe reading.

    Amounts per unit count `units` times, once where their number is not known: the safe reading, which the plan tells.
    """
    valid = [amount for amount in pays.amount if _applies(amount, facts, vocabulary)]
    whole = [amount for amount in valid if amount.per == "project"]
    yearly = [amount for amount in valid if amount.per == "year"]
    per_unit = [amount for amount in valid if amount.per == "unit"]
    count = 1 if units is None else units
    ceilings = [amount.max for amount in whole] + [amount.max * count for amount in per_unit if amount.max is not None]
    floors = [amount.min for amount in whole] + [amount.min * count for amount in per_unit if amount.min is not None]
    floor, ceiling = _highest(floors), _lowest(ceilings)
    fixed = pays.financing is Financing.FIXED_AMOUNT and ceiling is not None and floor == ceiling
    step = lcm(*(amount.round_to for amount in valid)) * CENTS_PER_EURO
    if fixed and ceiling is not None:
        floor = ceiling = ceiling // step * step
    return Amounts(floor, ceiling, _highest(a.min for a in yearly), _lowest(a.max for a in yearly), fixed, step)


def _applies(amount: Amount, facts: Mapping[str, FactValue], vocabulary: Vocabulary) -> bool:
    return amount.when is None or evaluate(amount.when, facts, vocabulary) is not Truth.FAILED


def _highest(values: Iterable[int | None]) -> int:
    return max((value for value in values if value is not None), default=0)


def _lowest(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)
