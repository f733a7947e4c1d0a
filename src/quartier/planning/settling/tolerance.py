"""The 20 % tolerance: a single item may cost more if it is saved elsewhere, the total never rises.

ANBest-K Schleswig-Holstein, text of 24.11.2020, and the ANBest-P of other funders; not for fixed amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from quartier.model.settlement import Overrun

TOLERANCE = Fraction(20, 100)


def overruns(planned: Mapping[str, int], actual: Mapping[str, int]) -> tuple[Overrun, ...]:
    """The items that became dearer, in the plan's order, with what exceeds the tolerance of each."""
    return tuple(
        _overrun(item, planned.get(item, 0), cost) for item, cost in actual.items() if cost > planned.get(item, 0)
    )


def _overrun(item: str, planned: int, actual: int) -> Overrun:
    over, allowed = actual - planned, floor(TOLERANCE * planned)
    return Overrun(item=item, planned=planned, actual=actual, over=over, allowed=allowed, beyond=max(0, over - allowed))


def total_over(planned: Mapping[str, int], actual: Mapping[str, int]) -> int:
    """What the items together cost more: not saved elsewhere, so own money pays it and no grant rises."""
    return max(0, sum(actual.values()) - sum(planned.values()))
