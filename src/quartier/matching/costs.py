"""What a block would count of a project's costs at most and at least (C17), over the whole project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from quartier.model.conditions import FactValue
from quartier.model.pays import Base, CostCap, Pays
from quartier.model.project import CostItem, Project

UNIT_NAMES = {"day": "days", "hour": "hours", "month": "months", "unit": "units", "person": "persons"}
"""Which units of an item a cap per unit is multiplied with."""


def rounded(amount: Fraction) -> int:
    """Whole cents, half up."""
    return int(amount + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class CostRow:
    """One item with its party and its amounts in cents, by year and in all, without and with VAT."""

    item: CostItem
    party: str
    net_by_year: dict[int, int]
    gross_by_year: dict[int, int]
    net: int
    gross: int


class CostTable:
    """The cost items of a project with VAT rounded half up to the cent per item and year."""

    def __init__(self, project: Project) -> None:
        """Compute every amount once."""
        self.rows = tuple(_row(project, item) for item in project.costs)
        self._of: dict[tuple[object, ...], list[CostRow]] = {}

    def of(self, party: str | None, base: Base) -> list[CostRow]:
        """The rows of a party, of all for None, whose kind of cost counts; many blocks count the same kinds."""
        key = (party, base.kinds, base.except_)
        found = self._of.get(key)
        if found is None:
            rows = (row for row in self.rows if party is None or row.party == party)
            found = self._of[key] = [row for row in rows if kind_counts(row.item, base)]
        return found


def full_cost(item: CostItem, year: int) -> int:
    """What the party pays in a year, VAT included; VAT is rounded half up to the cent per item and year."""
    given = item.by_year.get(year, 0)
    return given if item.net is None else given + rounded(given * item.vat_rate)


def net_cost(item: CostItem, year: int) -> int:
    """The same without VAT."""
    given = item.by_year.get(year, 0)
    return given if item.net is not None else rounded(given / (1 + item.vat_rate))


def _row(project: Project, item: CostItem) -> CostRow:
    net = {year: net_cost(item, year) for year in item.by_year}
    gross = {year: full_cost(item, year) for year in item.by_year}
    return CostRow(item, project.party_of(item.party), net, gross, sum(net.values()), sum(gross.values()))


class Counted(NamedTuple):
    """Eligible costs in cents: `sure` without items whose purpose is open, `most` with them."""

    sure: int
    most: int


def with_vat(base: Base, facts: Mapping[str, FactValue]) -> bool:
    """Whether VAT counts: included, or not recoverable by the applicant. Unknown counts net."""
    if base.vat == "if_not_recoverable":
        return facts.get("applicant.vat_recoverable") is False
    return base.vat == "included"


def counted(costs: CostTable, party: str, pays: Pays, facts: Mapping[str, FactValue]) -> Counted:
    """What a block would count over the whole project for this party; for all parties where it pays partners."""
    gross = with_vat(pays.base, facts)
    rows = costs.of(None if pays.pays_partners else party, pays.base)
    measures = pays.base.measures
    if measures is None:
        most = _total(rows, pays.base.caps, gross=gross)
        return Counted(most, most)
    possible = [row for row in rows if row.item.measure is None or row.item.measure in measures]
    sure = [row for row in possible if row.item.measure is not None]
    most = _total(possible, pays.base.caps, gross=gross)
    return Counted(most if len(sure) == len(possible) else _total(sure, pays.base.caps, gross=gross), most)


def kind_counts(item: CostItem, base: Base) -> bool:
    """Whether a block counts this kind of cost."""
    return (base.kinds is None or item.kind in base.kinds) and item.kind not in base.except_


def _total(rows: Iterable[CostRow], caps: tuple[CostCap, ...], *, gross: bool) -> int:
    if not caps:
        return sum(row.gross if gross else row.net for row in rows)
    by_kind: dict[str, int] = defaultdict(int)
    by_year: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        amounts = row.gross_by_year if gross else row.net_by_year
        by_kind[row.item.kind] += min(sum(amounts.values()), *_unit_limits(row.item, caps, gross=gross), _NO_LIMIT)
        for year, amount in amounts.items():
            by_year[row.item.kind][year] += amount
    for cap in caps:
        if cap.max is not None and cap.per in {"year", "project"} and cap.kind in by_kind:
            yearly = sum(min(amount, cap.max) for amount in by_year[cap.kind].values())
            by_kind[cap.kind] = min(by_kind[cap.kind], cap.max if cap.per == "project" else yearly)
    for cap in caps:
        if cap.max_share_of is not None and cap.rate is not None and cap.kind in by_kind:
            by_kind[cap.kind] = min(by_kind[cap.kind], int(by_kind.get(cap.max_share_of, 0) * cap.rate))
    return sum(by_kind.values())


_NO_LIMIT = 10**18


def _unit_limits(item: CostItem, caps: tuple[CostCap, ...], *, gross: bool) -> list[int]:
    """Net caps times the item's units, VAT on top where it counts."""
    factor = 1 + item.vat_rate if gross else Fraction(1)
    units = dict(item.units)
    return [
        rounded(cap.max * Fraction(units[name]) * factor)
        for cap in caps
        if cap.kind == item.kind
        and cap.max is not None
        and cap.per in UNIT_NAMES
        and (name := UNIT_NAMES[cap.per]) in units
    ]
