"""The ways to apply for a block: round, slip of the project, start of the funding period (C18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from quartier.matching.costs import with_vat
from quartier.matching.intake import Window
from quartier.model.conditions import FactValue
from quartier.model.months import MONTHS_PER_YEAR, Month, first_full_month
from quartier.model.pays import Pays
from quartier.model.project import CostItem, Project
from quartier.planning.costs import cost_months, eligible_cost, months_inside
from quartier.planning.instance import AID_CEILINGS, CostCell, Variant

AID_WITH_WINDOW = frozenset(AID_CEILINGS)
"""State aid for which the day of the decision matters: its ceiling holds for three years to the day (C15)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the variants of one candidate share: its rules, its eligible cells, its rate.

    `items`: the project's cost items by id. `hours`: the party's volunteers' hours by year. `chained`: the programme
    follows another or is followed, so that its dates matter beyond the costs they cover. `windows`: all chances to
    apply ahead.
    """

    pays: Pays
    facts: Mapping[str, FactValue]
    cells: tuple[CostCell, ...]
    items: Mapping[str, CostItem]
    project: Project
    as_of: dt.date
    rate: Fraction | None
    hours: Mapping[int, Fraction]
    chained: bool = False
    windows: tuple[Window, ...] = ()


class _Way(NamedTuple):
    """A way to apply, before its costs are counted: first and last month of the funding period included."""

    window: Window
    slip: int
    start: Month
    end: Month


def earliest_start(pays: Pays, window: Window, as_of: dt.date) -> Month | None:
    """The first month whose costs can be eligible after applying in this window; None where nothing binds it (C18)."""
    if pays.early_start == "allowed":
        return None
    if pays.early_start == "after_application":
        return first_full_month(max(as_of, window.opens or as_of))
    return first_full_month(window.decision or as_of)


def variants_of(terms: Terms, windows: Iterable[Window], slips: Iterable[int]) -> tuple[Variant, ...]:
    """All variants worth considering, soonest application first; one whose counted costs another covers is left out.

    `slips`: by how many months the project may start later.
    """
    found: list[Variant] = []
    for window, slip in product(windows, slips):
        for start, end in _periods(terms, window, slip):
            variant = _variant(terms, _Way(window, slip, start, end))
            covered = not terms.chained and any(_covers(other, variant, terms.pays) for other in found)
            if variant.counted and not covered:
                found.append(variant)
    return tuple(found)


def _covers(one: Variant, other: Variant, pays: Pays) -> bool:
    """Whether `other` brings nothing that `one` does not: same slip, no cell counts more, its dates play no part."""
    if one.slip != other.slip or (pays.state_aid in AID_WITH_WINDOW and one.decision != other.decision):
        return False
    return one.hours_value >= other.hours_value and all(
        one.counted.get(cell, 0) >= counted and one.ceiling.get(cell, 0) >= other.ceiling.get(cell, 0)
        for cell, counted in other.counted.items()
    )


def _periods(terms: Terms, window: Window, slip: int) -> Iterator[tuple[Month, Month]]:
    """First and last month of every funding period worth considering."""
    period = terms.project.period
    if period is None:
        return
    first, last = period.start.plus(slip), period.end.plus(slip)
    earliest = earliest_start(terms.pays, window, terms.as_of)
    begin = max(first, earliest) if earliest else first
    rule = terms.pays.period
    longest = rule.max_months or last.index - first.index + 1
    for start in _starts(terms, begin, last, longest, slip):
        end = min(start.plus(longest - 1), last)
        if rule.within_calendar_year:
            end = min(end, Month(start.year, MONTHS_PER_YEAR))
        if start <= end and (rule.min_months is None or end.index - start.index + 1 >= rule.min_months):
            yield start, end


def _starts(terms: Terms, begin: Month, last: Month, longest: int, slip: int) -> list[Month]:
    """The months worth starting in: at once, or when costs begin, or so that the period ends when costs end.

    Between these months the counted costs only shift evenly. A programme that follows another may start in any month.
    """
    if terms.chained:
        return [Month.at(index) for index in range(begin.index, last.index + 1)]
    if not terms.pays.period.within_calendar_year and begin.plus(longest - 1) >= last:
        return [begin]
    found = {begin.index, *(Month(year, 1).index for year in range(begin.year + 1, last.year + 1))}
    for cell in terms.cells:
        months = cost_months(terms.items[cell.item], cell.year, terms.project, slip)
        found |= {months.start, months.stop - longest}
    return [Month.at(index) for index in sorted(found) if begin.index <= index <= last.index]


def _variant(terms: Terms, way: _Way) -> Variant:
    counted = {cell.index: cents for cell in terms.cells if (cents := _counted(terms, cell, way))}
    hours = _hours_value(terms, way)
    return Variant(
        apply_by=way.window.apply_by,
        decision=way.window.decision or terms.as_of,
        start=way.start,
        end=way.end,
        slip=way.slip,
        counted=counted,
        ceiling=_ceilings(terms, way, counted, with_hours=hours > 0),
        hours_value=hours,
        last_chance=_last_chance(terms, way),
    )


def _last_chance(terms: Terms, way: _Way) -> dt.date | None:
    """The latest deadline after which the funding period can still start in the same month."""
    deadlines = [
        window.apply_by
        for window in terms.windows
        if window.apply_by and (earliest_start(terms.pays, window, terms.as_of) or way.start) <= way.start
    ]
    return max(deadlines, default=way.window.apply_by)


def _counted(terms: Terms, cell: CostCell, way: _Way) -> int:
    """The eligible costs of a cell inside the funding period, falling evenly over its months; whole cents, down."""
    months = _months(terms, cell, way)
    inside = months_inside(months, way.start, way.end)
    if not inside:
        return 0
    base = terms.pays.base
    eligible = eligible_cost(terms.items[cell.item], cell.year, base, with_vat=with_vat(base, terms.facts))
    return int(eligible * len(inside) / len(months))


def _months(terms: Terms, cell: CostCell, way: _Way) -> range:
    return cost_months(terms.items[cell.item], cell.year, terms.project, way.slip)


def _ceilings(terms: Terms, way: _Way, counted: Mapping[int, int], *, with_hours: bool) -> dict[int, int]:
    """The most the rate allows per cell; with volunteers' hours all that counts, the rate then binds in total (C8)."""
    if with_hours:
        return dict(counted)
    if not terms.pays.degressive:
        rate = Fraction(1) if terms.rate is None else terms.rate
        return {cell: int(cents * rate) for cell, cents in counted.items()}
    return {
        cell.index: int(counted[cell.index] * _mean_rate(terms, cell, way))
        for cell in terms.cells
        if cell.index in counted
    }


def _mean_rate(terms: Terms, cell: CostCell, way: _Way) -> Fraction:
    """The mean of the rates in the cell's months inside the funding period, over which its costs fall evenly."""
    inside = months_inside(_months(terms, cell, way), way.start, way.end)
    rates = [degressive_rate(terms.pays, month - way.start.index + 1) for month in inside]
    return sum(rates, Fraction(0)) / len(rates)


def degressive_rate(pays: Pays, month: int) -> Fraction:
    """The rate in a month of the funding period, counted from 1: the step with the latest start not after it (C18)."""
    begun = [step for step in pays.degressive if step.from_month <= month]
    return max(begun, key=lambda step: step.from_month).rate if begun else Fraction(0)


def _hours_value(terms: Terms, way: _Way) -> int:
    """What volunteers' hours in the funding period are worth; they fall evenly on their year's project months (C8)."""
    rule, period = terms.pays.in_kind, terms.project.period
    if rule is None or period is None or terms.pays.degressive:
        return 0  # with a falling rate hours are left out: the safe reading
    total = Fraction(0)
    for year, hours in terms.hours.items():
        first = max(Month(year, 1), period.start.plus(way.slip))
        last = min(Month(year, MONTHS_PER_YEAR), period.end.plus(way.slip))
        months = range(first.index, last.index + 1)
        if months:
            total += hours * len(months_inside(months, way.start, way.end)) / len(months)
    return int(total * rule.rate_per_hour)
