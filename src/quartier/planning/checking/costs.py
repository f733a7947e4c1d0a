"""C17: which costs a block counts, and how many cents of them.

Source: planning rules C17 and conventions; for example ELR without VAT, Quartiersimpulse with day rates.
Everything is an exact fraction until the counted costs of an item and year are rounded down to whole cents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import NamedTuple

from quartier.model.answers import Grant
from quartier.model.conditions import FactValue
from quartier.model.pays import Base, CostCap, Pays
from quartier.model.project import CostItem, Project
from quartier.planning.checking.schedule import Schedule, funding_months, part_within
from quartier.planning.checking.violation import Key

VAT_FACT = "applicant.vat_recoverable"
UNITS_OF = {"day": "days", "hour": "hours", "month": "months", "unit": "units", "person": "persons"}
"""Which units of an item a cap per unit is multiplied with."""


def half_up(amount: Fraction) -> int:
    """Whole cents, half a cent upwards."""
    return floor(amount + Fraction(1, 2))


def party_cost(item: CostItem, year: int) -> int:
    """What the party pays for the item in that year, VAT included."""
    given = item.by_year.get(year, 0)
    return given + half_up(given * item.vat_rate) if item.net is not None else given


def net_cost(item: CostItem, year: int) -> int:
    """The same without VAT."""
    given = item.by_year.get(year, 0)
    return given if item.net is not None else half_up(given / (1 + item.vat_rate))


def counts_vat(base: Base, facts: Mapping[str, FactValue]) -> bool:
    """Whether VAT is eligible; where it depends on the applicant, only if the applicant surely cannot recover it."""
    return base.vat == "included" or (base.vat == "if_not_recoverable" and facts.get(VAT_FACT) is False)


def kind_fits(base: Base, item: CostItem) -> bool:
    """Whether this kind of cost is eligible."""
    return (base.kinds is None or item.kind in base.kinds) and item.kind not in base.except_


def measure_open(base: Base, item: CostItem) -> bool:
    """Whether the block asks for a measure the item does not name: counted, but to be confirmed."""
    return base.measures is not None and item.measure is None


def measure_fits(base: Base, item: CostItem) -> bool:
    """Whether the money may be used for this measure."""
    return base.measures is None or item.measure is None or item.measure in base.measures


def own_item(project: Project, pays: Pays, party: str, item: CostItem) -> bool:
    """A grant pays the items of its applicant only, unless it may be passed on to partners."""
    return pays.pays_partners or project.party_of(item.party) == party


def eligible(project: Project, pays: Pays, party: str, item: CostItem) -> bool:
    """Whether the block counts the item at all."""
    return kind_fits(pays.base, item) and measure_fits(pays.base, item) and own_item(project, pays, party, item)


def _most_net(base: Base, item: CostItem) -> Fraction | None:
    """The highest net costs of the whole item under caps such as 800 € a day; None without one."""
    units: dict[str, Fraction] = {name: Fraction(number) for name, number in item.units.items()}
    limits = [
        cap.max * units[UNITS_OF[cap.per]]
        for cap in base.caps
        if cap.kind == item.kind and cap.max is not None and cap.per in UNITS_OF and UNITS_OF[cap.per] in units
    ]
    return min(limits, default=None)


def year_costs(base: Base, facts: Mapping[str, FactValue], item: CostItem, year: int) -> Fraction:
    """What the block counts of the item in the whole year: VAT rule, caps per unit spread by the years' net costs."""
    with_vat = counts_vat(base, facts)
    most = _most_net(base, item)
    total = sum(net_cost(item, each) for each in item.by_year)
    if most is None or total <= most:
        return Fraction(party_cost(item, year) if with_vat else net_cost(item, year))
    capped = most * net_cost(item, year) / total
    return capped + half_up(capped * item.vat_rate) if with_vat else capped


class Claimed(NamedTuple):
    """The items a grant counts, with the rules that say how much."""

    items: tuple[CostItem, ...]
    grant: Grant
    pays: Pays
    facts: Mapping[str, FactValue]


def counted_costs(claimed: Claimed, schedule: Schedule | None) -> dict[Key, int]:
    """The counted costs inside the funding period by item and year, in whole cents rounded down, without zeros."""
    found: dict[Key, int] = {}
    if schedule is None:
        return found
    period = funding_months(claimed.grant)
    for item in claimed.items:
        for year in item.by_year:
            part = part_within(schedule.months(item, year), period)
            found[item.id, year] = floor(year_costs(claimed.pays.base, claimed.facts, item, year) * part)
    return {key: cents for key, cents in found.items() if cents}


def size_of_project(project: Project, pays: Pays, party: str, facts: Mapping[str, FactValue]) -> int:
    """The costs the block would count over the whole project, without regard to its period (C4, `base.size`)."""
    return sum(
        floor(year_costs(pays.base, facts, item, year))
        for item in project.costs
        if eligible(project, pays, party, item)
        for year in item.by_year
    )


class KindLimit(NamedTuple):
    """Costs of one kind count only up to `most`, in one year or (year None) altogether."""

    kind: str
    year: int | None
    most: int


class Counted:
    """The counted costs of a grant and the limits that hold for kinds of cost."""

    def __init__(self, cells: Mapping[Key, int], kinds: Mapping[str, str], base: Base) -> None:
        self.cells = cells
        self.kinds = kinds
        self._base = base

    @property
    def base(self) -> int:
        """B[p]: the eligible costs inside the funding period, volunteers' hours left out."""
        return sum(self._of_kind(kind) for kind in sorted({self.kinds[item] for item, _ in self.cells}))

    def limits(self) -> Iterator[KindLimit]:
        """Every limit on a kind of cost that is no cap per unit of an item."""
        for cap in self._base.caps:
            yield from self._limit(cap, frozenset({cap.kind}))

    def _limit(self, cap: CostCap, seen: frozenset[str]) -> Iterable[KindLimit]:
        if cap.per == "project" and cap.max is not None:
            return [KindLimit(cap.kind, None, cap.max)]
        if cap.per == "year" and cap.max is not None:
            return [KindLimit(cap.kind, year, cap.max) for year in sorted({year for _, year in self.cells})]
        if cap.max_share_of is not None and cap.rate is not None and cap.max_share_of not in seen:
            other = self._of_kind(cap.max_share_of, seen)
            return [KindLimit(cap.kind, None, floor(cap.rate * other))]
        return []

    def _of_kind(self, kind: str, seen: frozenset[str] = frozenset()) -> int:
        """The counted costs of a kind within its limits; a circle of shares ends where it began."""
        seen |= {kind}
        by_year: dict[int, int] = {}
        for (item, year), cents in self.cells.items():
            if self.kinds[item] == kind:
                by_year[year] = by_year.get(year, 0) + cents
        limits = [limit for cap in self._base.caps if cap.kind == kind for limit in self._limit(cap, seen)]
        for limit in limits:
            if limit.year in by_year:
                by_year[limit.year] = min(by_year[limit.year], limit.most)
        return min([sum(by_year.values()), *(limit.most for limit in limits if limit.year is None)])
