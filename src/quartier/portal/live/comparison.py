"""Planned and real costs side by side, item by item and year by year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from quartier.planning.settling.figures import figures_of
from quartier.planning.settling.rounding import half_up
from quartier.portal.live.carrying import Carrying

TOLERANCE = Fraction(20, 100)
"""By how much one item may exceed its plan if it is saved elsewhere; `quartier settle` names the source."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One item, or all. `told`: whether real figures are known; `paid`: bills paid so far, in cents."""

    name: str
    planned: int
    actual: int
    paid: int
    told: bool

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
    """Every item of the plan, and all together."""
    figures = figures_of(carrying.decided.plan, carrying.dossier.actuals)
    told = carrying.course.data.get("costs") or {}
    paid: dict[str, int] = {}
    for payment in carrying.dossier.actuals.payments if carrying.dossier.actuals else ():
        paid[payment.item] = paid.get(payment.item, 0) + payment.amount
    items = list(dict.fromkeys(item for item, _year in figures.planned))
    rows = [
        Compared(
            carrying.item_names.get(item, item),
            sum(cents for (name, _), cents in figures.planned.items() if name == item),
            sum(cents for (name, _), cents in figures.actual.items() if name == item),
            paid.get(item, 0),
            item in told,
        )
        for item in items
    ]
    return rows, Compared(
        "",
        sum(row.planned for row in rows),
        sum(row.actual for row in rows),
        sum(row.paid for row in rows),
        any(row.told for row in rows),
    )
