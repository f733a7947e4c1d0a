"""Planned and real figures side by side: costs by item and year, and where the money comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from quartier.planning.settling.figures import Key, figures_of
from quartier.planning.settling.rounding import half_up
from quartier.portal.live.carrying import Carrying

TOLERANCE = Fraction(20, 100)
"""By how much one item may exceed its plan if it is saved elsewhere; `quartier settle` names the source."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One item, or all. `told`: whether real figures are known; `paid`: bills paid or money received, in cents."""

    name: str
    planned: int
    actual: int
    paid: int
    told: bool
    years: tuple[Compared, ...] = ()

    @property
    def change(self) -> int:
        """How much dearer (or cheaper) it becomes than planned."""
        return self.actual - self.planned

    @property
    def per_mille(self) -> int | None:
        """The same in tenths of a percent of the plan; None without a plan."""
        return half_up(Fraction(self.change * 1000, self.planned)) if self.planned else None

    @property
    def percent(self) -> str:
        """`+12,5 %`, empty without a plan."""
        if self.per_mille is None:
            return ""
        sign = "+" if self.per_mille > 0 else "−" if self.per_mille < 0 else "±"
        whole, tenth = divmod(abs(self.per_mille), 10)
        return f"{sign}{whole},{tenth} %"

    @property
    def beyond(self) -> bool:
        """Whether it exceeds even what a single item may exceed."""
        return self.change > self.planned * TOLERANCE


def compared(carrying: Carrying) -> tuple[list[Compared], Compared]:
    """Every item of the plan with its years, and all together."""
    figures = figures_of(carrying.decided.plan, carrying.dossier.actuals)
    told = carrying.told_figures.document["costs"]
    paid: dict[Key, int] = {}
    for payment in carrying.dossier.actuals.payments if carrying.dossier.actuals else ():
        key = (payment.item, payment.on.year)
        paid[key] = paid.get(key, 0) + payment.amount
    spots: dict[str, list[Compared]] = {}
    for item, year in dict.fromkeys((*figures.actual, *paid)):
        known = year in told.get(item, {})
        costs = (figures.planned.get((item, year), 0), figures.actual.get((item, year), 0))
        spots.setdefault(item, []).append(Compared(str(year), *costs, paid.get((item, year), 0), known))
    rows = [_sum(carrying.item_names.get(item, item), years) for item, years in spots.items()]
    return rows, _sum("", rows)


def _sum(name: str, parts: Sequence[Compared]) -> Compared:
    ordered = tuple(sorted(parts, key=lambda part: part.name)) if name else ()
    return Compared(
        name,
        sum(part.planned for part in parts),
        sum(part.actual for part in parts),
        sum(part.paid for part in parts),
        any(part.told for part in parts),
        ordered,
    )


def incomes(carrying: Carrying) -> tuple[list[Compared], Compared]:
    """Where the money comes from: grants with what was received, other people's money, own money, and all together."""
    grants = [
        Compared(name, grant.planned, grant.expected, carrying.received(number - 1), told=True)
        for name, (number, grant) in zip(carrying.dossier.grant_names, carrying.settled, strict=True)
    ]
    new = {entry["id"]: entry["label"] for entry in carrying.figures["new_money"]}
    names = {**carrying.money_names, **new}
    others = [
        Compared(
            names.get(source.name) or source.name,
            sum(source.planned.values()),
            sum(source.actual.values()),
            0,
            told=source.planned != source.actual,
        )
        for source in figures_of(carrying.decided.plan, carrying.dossier.actuals).sources
    ]
    own = [
        Compared(
            gettext("Eigenes Geld: %(name)s") % {"name": carrying.party_names.get(party.party, party.party)},
            party.planned,
            party.expected,
            0,
            told=True,
        )
        for party in carrying.settlement.own
    ]
    rows = [*grants, *others, *own]
    return rows, _sum("", rows)
