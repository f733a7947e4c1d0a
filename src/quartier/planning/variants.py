"""The ways to apply for a block: round, slip of the project, start of the funding period (C18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quartier.matching.intake import Window
from quartier.model.conditions import FactValue
from quartier.model.months import MONTHS_PER_YEAR, Month, first_full_month
from quartier.model.pays import Pays
from quartier.model.project import CostItem, Project
from quartier.planning.costs import cost_months, counts_vat, eligible_cost, months_inside
from quartier.planning.instance import CostCell, Variant


@dataclass(frozen=True, slots=True)
class Terms:
    """What the variants of one candidate share: its rules, its eligible cells, its rate."""

    pays: Pays
    facts: Mapping[str, FactValue]
    cells: tuple[CostCell, ...]
    items: Mapping[str, CostItem]
    project: Project
    rate: Fraction | None
    hours: Mapping[int, Fraction]


def earliest_start(pays: Pays, window: Window, as_of: dt.date) -> Month | None:
    """The first month whose costs can be eligible after applying in this window; None where nothing binds it (C18)."""
    if pays.early_start == "allowed":
        return None
    if pays.early_start == "after_application":
        return first_full_month(max(as_of, window.opens or as_of))
    return first_full_month(window.decision or as_of)


def variants_of(terms: Terms, windows: Iterable[Window], slips: Iterable[int], as_of: dt.date) -> tuple[Variant, ...]:
    """All variants worth considering, soonest application first; one whose counted costs another covers is left out."""
    found: list[Variant] = []
    for window in windows:
        for slip in slips:
            for start, end in _periods(terms, window, slip, as_of):
                variant = _variant(terms, window, slip, start, end, as_of)
                if variant.counted and not any(_covers(other, variant, terms.pays) for other in found):
                    found.append(variant)
    return tuple(found)


def _covers(one: Variant, other: Variant, pays: Pays) -> bool:
    """Whether `other` brings nothing that `one` does not: same slip, no cell counts more, and its dates play no part."""
    if one.slip != other.slip or pays.state_aid in {"de_minimis", "sgei_de_minimis"} and one.decision != other.decision:
        return False
    return one.hours_value >= other.hours_value and all(
        one.counted.get(cell, 0) >= counted and one.ceiling.get(cell, 0) >= other.ceiling.get(cell, 0)
        for cell, counted in other.counted.items()
    )


def _periods(terms: Terms, window: Window, slip: int, as_of: dt.date) -> Iterator[tuple[Month, Month]]:
    period = terms.project.period
    if period is None:
        return
    first, last = period.start.plus(slip), period.end.plus(slip)
    earliest = earliest_start(terms.pays, window, as_of)
    begin = max(first, earliest) if earliest else first
    rule = terms.pays.period
    longest = rule.max_months or last.index - first.index + 1
    for start in _starts(begin, last, longest, within_year=rule.within_calendar_year):
        end = min(start.plus(longest - 1), last)
        if rule.within_calendar_year:
            end = min(end, Month(start.year, MONTHS_PER_YEAR))
        if start <= end and (rule.min_months is None or end.index - start.index + 1 >= rule.min_months):
            yield start, end


def _starts(begin: Month, last: Month, longest: int, *, within_year: bool) -> list[Month]:
    """The months worth starting in: at once, with a year, or so that the period ends with a year or with the project.

    Between these months the counted costs only shift evenly from one year to the other.
    """
    januaries = [Month(year, 1) for year in range(begin.year + 1, last.year + 1)]
    if within_year or begin.plus(longest - 1) < last:
        ends = [Month(year, MONTHS_PER_YEAR) for year in range(begin.year, last.year)]
        backwards = [] if within_year else [end.plus(1 - longest) for end in (*ends, last)]
        return sorted({month for month in (begin, *januaries, *backwards) if begin <= month <= last})
    return [begin]


def _variant(terms: Terms, window: Window, slip: int, start: Month, end: Month, as_of: dt.date) -> Variant:  # noqa: PLR0913 - one value each, no natural group
    counted: dict[int, int] = {}
    ceiling: dict[int, int] = {}
    with_vat = counts_vat(terms.pays.base, terms.facts)
    hours = _hours_value(terms, slip, start, end)
    for cell in terms.cells:
        item = terms.items[cell.item]
        months = cost_months(item, cell.year, terms.project, slip)
        inside = months_inside(months, start, end)
        if not len(inside):
            continue
        eligible = eligible_cost(item, cell.year, terms.pays.base, with_vat=with_vat)
        whole = int(eligible * len(inside) / len(months))
        if whole:
            counted[cell.index] = whole
            ceiling[cell.index] = _ceiling(terms, inside, start, whole, with_hours=hours > 0)
    decision = window.decision or as_of
    return Variant(window.apply_by, decision, start, end, slip, counted, ceiling, hours)


def _ceiling(terms: Terms, inside: range, start: Month, counted: int, *, with_hours: bool) -> int:
    """The most the rate allows in a cell: with volunteers' hours the counted cost itself, the rate then binds in total (C8)."""
    if with_hours:
        return counted
    if terms.pays.degressive:
        rates = [degressive_rate(terms.pays, month - start.index + 1) for month in inside]
        return int(counted * sum(rates, Fraction(0)) / len(rates))
    return counted if terms.rate is None else int(counted * terms.rate)


def degressive_rate(pays: Pays, month: int) -> Fraction:
    """The rate in a month of the funding period, counted from 1: the step with the latest start not after it (C18)."""
    begun = [step for step in pays.degressive if step.from_month <= month]
    return max(begun, key=lambda step: step.from_month).rate if begun else Fraction(0)


def _hours_value(terms: Terms, slip: int, start: Month, end: Month) -> int:
    """The value of volunteers' hours inside the funding period, hours falling evenly on their year's project months (C8)."""
    rule = terms.pays.in_kind
    period = terms.project.period
    if rule is None or period is None:
        return 0
    total = Fraction(0)
    for year, hours in terms.hours.items():
        first = max(Month(year, 1), period.start.plus(slip))
        last = min(Month(year, MONTHS_PER_YEAR), period.end.plus(slip))
        months = range(first.index, last.index + 1)
        if len(months):
            total += hours * len(months_inside(months, start, end)) / len(months)
    return int(total * rule.rate_per_hour)
