"""Exact amounts to the cent: rounding half up, and shares whose sum is exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


def half_up(amount: Fraction) -> int:
    """The nearest whole cent; a half goes up."""
    return floor(amount + HALF)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` cents in proportion to `weights` (not negative; all zero counts as all equal), adding up exactly.

    Each share is rounded down and the missing cents go to the largest remainders, the earlier of equal ones first.
    Nothing can be given to nobody: raises ValueError for a total without weights.
    """
    if not weights:
        if total:
            raise ValueError("nobody to share with")
        return []
    whole = sum(weights)
    parts = [Fraction(total * weight, whole) if whole else Fraction(total, len(weights)) for weight in weights]
    shares = [floor(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (shares[at] - parts[at], at))
    for at in order[: total - sum(shares)]:
        shares[at] += 1
    return shares
