"""What things cost in cents and what of it counts: kinds, VAT, unit caps, months, funding period (C17, C18)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from quartier.matching.costs import UNIT_NAMES, full_cost, kind_counts, net_cost, rounded
from quartier.model.months import MONTHS_PER_YEAR, Month
from quartier.model.pays import Base, CostCap
from quartier.model.project import CostItem, Project


def eligible_cost(item: CostItem, year: int, base: Base, *, with_vat: bool) -> Fraction:
    """What of a year's cost is eligible by VAT rule and caps per day or unit, in cents.

    Caps are net, VAT comes on top where it counts. Exact, since a cap spread over several years leaves parts of cents.
    """
    net = Fraction(net_cost(item, year))
    capped = _capped(item, net, base.caps)
    if not with_vat:
        return capped
    if capped == net:
        return Fraction(full_cost(item, year))
    return capped + rounded(capped * item.vat_rate)


def _capped(item: CostItem, net: Fraction, caps: Iterable[CostCap]) -> Fraction:
    """The year's part of what the tightest cap per day or unit allows for the item over all its years."""
    total = sum(net_cost(item, year) for year in item.by_year)
    for cap in caps:
        units = _units(item, cap)
        if cap.kind == item.kind and cap.max is not None and units is not None:
            allowed = cap.max * units
            if total > allowed:
                net = min(net, net * allowed / total)
    return net


def _units(item: CostItem, cap: CostCap) -> Fraction | None:
    """How many of the cap's units the item has; None for caps per year or project and where nobody said."""
    wanted = UNIT_NAMES.get(cap.per or "")
    return next((Fraction(number) for name, number in item.units.items() if name == wanted), None)


def is_eligible(item: CostItem, base: Base) -> bool:
    """Whether kind and measure of an item fit; an item without a measure fits provisionally."""
    return kind_counts(item, base) and (base.measures is None or item.measure in {None, *base.measures})


def cost_months(item: CostItem, year: int, project: Project, slip: int) -> range:
    """The months (as indexes) over which an item's cost of a year falls evenly; empty where a slip leaves none."""
    assert project.period is not None  # noqa: S101 - the model demands a period where there are costs
    first = max(Month(year, 1).index, (item.from_ or project.period.start.plus(slip)).index)
    last = min(Month(year, MONTHS_PER_YEAR).index, (item.until or project.period.end.plus(slip)).index)
    return range(first, last + 1)


def months_inside(months: range, start: Month, end: Month) -> range:
    """The part of `months` inside a funding period."""
    return range(max(months.start, start.index), min(months.stop, end.index + 1))
