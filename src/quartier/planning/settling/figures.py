"""A plan and the real figures as the numbers settlement works with: costs and other money by item and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from quartier.model.actuals import Actuals, NewMoney
from quartier.model.answers import Cell, Grant, Plan
from quartier.model.edition import Block, Edition
from quartier.model.pays import PUBLIC_LEVELS, Financing
from quartier.planning.settling.rounding import half_up, split

Key = tuple[str, int]
"""A cost item and a budget year."""

Amounts = Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Source:
    """Money that is neither own nor a grant of the plan: third parties, already decided grants, new money.

    `decided`: a grant decided before the plan.
    """

    name: str
    public: bool
    decided: bool
    planned: Amounts
    actual: Amounts


@dataclass(frozen=True, slots=True)
class Figures:
    """Costs planned and actual, who bears them, and other people's money."""

    planned: Amounts
    actual: Amounts
    party: Mapping[Key, str]
    sources: tuple[Source, ...]

    def money(self, keys: Iterable[Key], *, public_only: bool = False) -> int:
        """What other people's money really pays of these costs."""
        wanted = [source for source in self.sources if source.public or not public_only]
        return sum(source.actual.get(key, 0) for key in keys for source in wanted)

    def money_change(self, keys: Iterable[Key]) -> int:
        """How much more (or less) other people's money pays of these costs than planned."""
        return sum(s.actual.get(key, 0) - s.planned.get(key, 0) for key in keys for s in self.sources)


@dataclass(frozen=True, slots=True)
class Terms:
    """One grant as decided. `claims`: the costs it counts; `paid`: what it pays of them, as planned.

    `eligible`: their part that counts, in cents; None of `recognised` and `reached` and `partner_paid`: not told.
    """

    position: int
    grant: Grant
    edition: Edition
    block: Block
    claims: tuple[Key, ...]
    paid: Amounts
    eligible: int
    planned_costs: int
    recognised: int | None = None
    units_planned: int | None = None
    units_reached: int | None = None
    partner_paid: int | None = None

    @property
    def amount(self) -> int:
        """The grant as planned, in cents."""
        return self.grant.amount

    @property
    def financing(self) -> Financing:
        """How it finances."""
        return self.block.pays.financing

    @property
    def public(self) -> bool:
        """Whether it is public money."""
        return self.edition.level in PUBLIC_LEVELS

    @property
    def rate(self) -> Fraction:
        """The grant as a share of the eligible costs (and the volunteers' work that counts), as decided."""
        base = self.eligible + self.grant.in_kind
        return Fraction(self.amount, base) if base else Fraction(0)

    def eligible_actual(self, figures: Figures) -> Fraction:
        """The costs that count in the end: as recognised, else the planned share of the real costs."""
        if self.recognised is not None:
            return Fraction(self.recognised)
        actual = sum(figures.actual.get(key, 0) for key in self.claims)
        return Fraction(self.eligible * actual, self.planned_costs) if self.planned_costs else Fraction(0)


def figures_of(plan: Plan, actuals: Actuals | None, public: frozenset[str] = frozenset()) -> Figures:
    """The figures of a plan; without `actuals` everything is as planned. `public`: names of public sources."""
    planned = {(cell.item, cell.year): cell.cost for cell in plan.cells}
    actual, party = dict(planned), {(cell.item, cell.year): cell.party for cell in plan.cells}
    bearers = {cell.item: cell.party for cell in plan.cells}
    for item, years in actuals.costs.items() if actuals else ():
        for year, cost in years.items():
            actual[item, year] = cost
            party[item, year] = bearers[item]
    sources = [*_known(plan, actuals, public), *(_new(plan, money) for money in (actuals.new_money if actuals else ()))]
    return Figures(planned, actual, party, tuple(sources))


def _other_money(cell: Cell) -> Iterator[tuple[str, int]]:
    yield from cell.third_party.items()
    yield from cell.granted.items()


def _known(plan: Plan, actuals: Actuals | None, public: frozenset[str]) -> Iterator[Source]:
    """Third parties and decided grants of the plan; more or less money is spread like the planned."""
    planned: dict[str, dict[Key, int]] = defaultdict(dict)
    for cell in plan.cells:
        for name, amount in _other_money(cell):
            planned[name][cell.item, cell.year] = planned[name].get((cell.item, cell.year), 0) + amount
    for name, amounts in planned.items():
        told = actuals.third_party.get(name) if actuals else None
        decided = any(name in cell.granted for cell in plan.cells)
        yield Source(name, name in public, decided, amounts, amounts if told is None else _spread(amounts, told))


def _spread(planned: Amounts, told: Mapping[int, int]) -> dict[Key, int]:
    by_year: dict[int, int] = defaultdict(int)
    for (_, year), amount in planned.items():
        by_year[year] += amount
    total = sum({**by_year, **told}.values())
    return dict(zip(planned, split(total, list(planned.values())), strict=True))


def _new(plan: Plan, money: NewMoney) -> Source:
    cells = [
        cell for cell in plan.cells if (cell.item in money.items if money.items else money.party in {None, cell.party})
    ]
    shares = split(money.amount, [cell.cost for cell in cells])
    actual = {(cell.item, cell.year): share for cell, share in zip(cells, shares, strict=True)}
    return Source(money.id, money.public, decided=False, planned={}, actual=actual)


def terms_of(plan: Plan, figures: Figures, position: int, edition: Edition, block: Block) -> Terms:
    """The terms of one grant of the plan."""
    grant = plan.grants[position]
    claims = tuple(_claims(grant, figures.actual))
    costs = sum(figures.planned.get(key, 0) for key in claims)
    paid: dict[Key, int] = defaultdict(int)
    for part in grant.items:
        paid[part.item, part.year] += part.amount
    eligible = grant.base or costs
    return Terms(position, grant, edition, block, claims, dict(paid), eligible, costs)


def _claims(grant: Grant, costs: Iterable[Key]) -> Iterator[Key]:
    """The costs a grant counts: its items, in the years of its funding period."""
    items = set(grant.claims) or {part.item for part in grant.items}
    for item, year in costs:
        begun = grant.start is None or grant.start.year <= year
        if item in items and begun and (grant.end is None or year <= grant.end.year):
            yield item, year


def scaled(figures: Figures, *, costs: Fraction = Fraction(1), donations: Fraction = Fraction(1)) -> Figures:
    """The same with all real costs or third parties' money multiplied, rounded half up to the cent."""
    sources = tuple(
        source if source.decided else replace(source, actual=_times(source.actual, donations))
        for source in figures.sources
    )
    return replace(figures, actual=_times(figures.actual, costs), sources=sources)


def _times(amounts: Amounts, factor: Fraction) -> dict[Key, int]:
    return {key: half_up(amount * factor) for key, amount in amounts.items()}
