"""Drawing the money: pro rata with the others (ANBest Baden-Württemberg Nr. 1.4), and not before it is needed.

Money may be requested only for payments within two months (Baden-Württemberg) or six weeks (federation). What lies
idle longer bears interest of five points above the base rate (§ 49a (4) VwVfG); the base rate is not known here.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import floor

from quartier.model.months import Month
from quartier.model.settlement import EarlyDraw

TWO_MONTHS = 2
SIX_WEEKS = dt.timedelta(weeks=6)


def pro_rata_limit(amount: int, planned_costs: int, spent: int) -> int:
    """The most of a share grant that payments of `spent` allow: its part of the plan, rounded down to the cent."""
    if planned_costs <= 0:
        return 0
    return min(amount, floor(Fraction(amount * max(0, spent), planned_costs)))


def gap_limit(amount: int, used_first: int, spent: int) -> int:
    """The most of a gap grant that payments allow: own and other money (`used_first`) is used up before it."""
    return min(amount, max(0, spent - used_first))


def needed_by(drawn_on: dt.date, *, federal: bool) -> dt.date:
    """Until when money drawn on a day must be needed: six weeks later for federal money, else two months."""
    if federal:
        return drawn_on + SIX_WEEKS
    month = Month.of(drawn_on).plus(TWO_MONTHS)
    return dt.date(month.year, month.month, min(drawn_on.day, calendar.monthrange(month.year, month.month)[1]))


def early_draws(
    draws: Iterable[tuple[dt.date, int]], needs: Sequence[tuple[dt.date, int]], as_of: dt.date, *, federal: bool
) -> tuple[EarlyDraw, ...]:
    """The parts of draws that were needed only after the period allowed, or still are not needed on `as_of`.

    `needs`: days in order, with what may be drawn altogether from that day on. The first euro drawn serves the first
    euro needed.
    """
    found: list[EarlyDraw] = []
    drawn = 0
    for day, amount in sorted(draws):
        limit = needed_by(day, federal=federal)
        for needed_on, part in _parts(drawn, drawn + amount, needs):
            until = needed_on or as_of
            if until > limit:
                found.append(_early(day, part, limit, needed_on, until))
        drawn += amount
    return tuple(found)


def _early(day: dt.date, amount: int, limit: dt.date, needed_on: dt.date | None, until: dt.date) -> EarlyDraw:
    return EarlyDraw(
        drawn_on=day,
        amount=amount,
        needed_by=limit,
        needed_on=needed_on,
        days=(until - day).days,
        days_late=(until - limit).days,
    )


def _parts(low: int, high: int, needs: Sequence[tuple[dt.date, int]]) -> Iterator[tuple[dt.date | None, int]]:
    """The cents from `low` to `high` of all drawn, by the day on which they were needed; None: not yet."""
    reached = low
    for day, total in needs:
        part = min(high, total) - reached
        if part > 0:
            yield day, part
            reached += part
    if high > reached:
        yield None, high - reached
