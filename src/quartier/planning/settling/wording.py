"""Rates for people: exact where short, else rounded and said to be."""

from __future__ import annotations

from fractions import Fraction

from quartier.model.money import german_percent
from quartier.planning.settling.rounding import half_up

_SHORT = 100
"""Denominators of percentages that people read without effort (33,33 %), thirds aside."""


def percent(rate: Fraction) -> str:
    """`80 %`, `66 2/3 %`, and `rund 37,41 %` where the exact figure would be a long fraction."""
    if (rate * 100).denominator in {1, 2, 3, 4, 5, 10, 20, 25, 50, _SHORT}:
        return german_percent(rate)
    hundredths = half_up(rate * 100 * _SHORT)
    rest = f",{hundredths % _SHORT:02d}" if hundredths % _SHORT else ""
    return f"rund {hundredths // _SHORT}{rest} %"
