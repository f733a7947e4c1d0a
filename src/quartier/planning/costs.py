"""What things cost and what of it counts: VAT, unit caps, months, funding period (C17, C18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from quartier.model.conditions import FactValue
from quartier.model.months import Month
from quartier.model.pays import Base, CostCap
from quartier.model.project import CostItem, Project

_UNIT_NAMES = {"day": "days", "hour": "hours", "month": "months", "unit": "units", "person": "persons"}


def half_up(value: Fraction) -> int:
    """Rounded to a whole number, halves up, as invoices round VAT."""
    return int((value * 2 + 1) // 2)


def full_cost(item: CostItem, year: int) -> int:
    """What the party pays in a year, VAT included; VAT is rounded half up to the cent per item and year."""
    if item.gross is not None:
        return item.gross.get(year, 0)
    net = (item.net or {}).get(year, 0)
    return net + half_up(net * item.vat_rate)


def counts_vat(base: Base, facts: Mapping[str, FactValue]) -> bool:
    """Whether VAT belongs to the eligible costs; where nobody knows, it does not (C17)."""
    if base.vat == "if_not_recoverable":
        return facts.get("applicant.vat_recoverable") is False
    return base.vat == "included"


def eligible_cost(item: CostItem, year: int, base: Base, *, with_vat: bool) -> Fraction:
    """What of a year's cost is eligible by VAT rule and caps per day or unit; caps are net, VAT comes on top where it counts.

    Exact, since a cap spread over several years leaves parts of cents.
    """
    net = Fraction(_net(item, year))
    capped = _capped(item, net, base.caps)
    if not with_vat:
        return capped
    if capped == net:
        return Fraction(full_cost(item, year))
    return capped + half_up(capped * item.vat_rate)


def _net(item: CostItem, year: int) -> int:
    if item.net is not None:
        return item.net.get(year, 0)
    return half_up(Fraction((item.gross or {}).get(year, 0)) / (1 + item.vat_rate))


def _capped(item: CostItem, net: Fraction, caps: Iterable[CostCap]) -> Fraction:
    total = sum(_net(item, year) for year in item.by_year)
    for cap in caps:
        units = item.units.get(_UNIT_NAMES.get(cap.per or "", ""))  # type: ignore[call-overload]  # a key of the literal type, or none
        if cap.kind == item.kind and cap.max is not None and units is not None:
            allowed = cap.max * Fraction(units)
            if total > allowed:
                net = min(net, net * allowed / total)
    return net


def is_eligible(item: CostItem, base: Base) -> bool:
    """Whether kind and measure of an item fit; an item without a measure fits provisionally."""
    if base.kinds is not None and item.kind not in base.kinds:
        return False
    if item.kind in base.except_:
        return False
    return base.measures is None or item.measure is None or item.measure in base.measures


def cost_months(item: CostItem, year: int, project: Project, slip: int) -> range:
    """The months (as indexes) over which an item's cost of a year falls evenly; empty where a slip leaves none."""
    assert project.period is not None  # noqa: S101 - the model demands a period where there are costs
    first = max(Month(year, 1).index, (item.from_ or project.period.start.plus(slip)).index)
    last = min(Month(year, 12).index, (item.until or project.period.end.plus(slip)).index)
    return range(first, last + 1)


def months_inside(months: range, start: Month, end: Month) -> range:
    """The part of `months` inside a funding period."""
    return range(max(months.start, start.index), min(months.stop, end.index + 1))
