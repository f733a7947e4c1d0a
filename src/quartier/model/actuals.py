"""What really happened after the decision: costs, money, units, payments and draws. The file `quartier.actuals/1`.

Whatever the file does not name is as planned. Whether its names fit a plan is checked where both are known
(`quartier.planning.settling.findings`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from quartier.model.base import Finding, Identifier, NonEmpty, Path, Strict, report
from quartier.model.money import Money
from quartier.model.project import ByYear


class NewMoney(Strict):
    """Money of others that the plan does not know, for the items named; without `items` for all, or all of `party`.

    `public`: from EU, federation, state, county, municipality or social insurance. Own money never belongs here.
    """

    id: Identifier
    label: NonEmpty | None = None
    amount: Money
    public: bool = False
    party: Identifier | None = None
    items: tuple[Identifier, ...] = ()


class Units(Strict):
    """How many units a grant per unit was reckoned with and how many were reached.

    Without `planned` it follows from the grant and the programme's amount per unit.
    """

    planned: Annotated[int, Field(gt=0, le=10**9)] | None = None
    reached: Annotated[int, Field(ge=0, le=10**9)]


class Draw(Strict):
    """Money received from a funder."""

    on: dt.date
    amount: Money


class GrantActuals(Strict):
    """What happened with one grant. `block` and `party` are needed only where the programme alone is ambiguous.

    `eligible_costs`: what the funder recognised, if known. `partner_paid`: what the partner of a matching grant paid.
    """

    programme: Identifier
    block: Identifier | None = None
    party: Identifier | None = None
    eligible_costs: Money | None = None
    units: Units | None = None
    partner_paid: Money | None = None
    drawn: tuple[Draw, ...] = ()


class Payment(Strict):
    """A bill of one cost item that was paid."""

    on: dt.date
    item: Identifier
    amount: Money


class Actuals(Strict):
    """Real figures for one plan. `costs` by item and year as the plan counts them, with VAT where it does.

    `third_party`: what really came from the third parties and already decided grants of the plan, by year.
    `public_money`: which of them are public money.
    """

    format: Literal["quartier.actuals/1"]
    project: NonEmpty
    as_of: dt.date
    costs: dict[Identifier, ByYear] = Field(default_factory=dict)
    third_party: dict[Identifier, ByYear] = Field(default_factory=dict)
    public_money: tuple[Identifier, ...] = ()
    new_money: tuple[NewMoney, ...] = ()
    payments: tuple[Payment, ...] = ()
    grants: tuple[GrantActuals, ...] = ()

    @model_validator(mode="after")
    def _consistent(self, info: ValidationInfo) -> Self:
        report(info, list(self._findings()))
        return self

    def _findings(self) -> Iterator[Finding]:
        yield from self._double_money()
        yield from self._later_than_as_of()
        for number, grant in enumerate(self.grants):
            if grant.drawn and not self.payments:
                message = "ob Geld zu früh abgerufen ist, zeigen nur die Zahlungen: bitte `payments` angeben"
                yield Finding(("grants", number, "drawn"), message)

    def _double_money(self) -> Iterator[Finding]:
        times = Counter(money.id for money in self.new_money)
        for number, money in enumerate(self.new_money):
            if times[money.id] > 1 or money.id in self.third_party:
                yield Finding(("new_money", number, "id"), f"die id „{money.id}“ kommt mehrfach vor")

    def _later_than_as_of(self) -> Iterator[Finding]:
        dated: list[tuple[Path, dt.date]] = [
            (("payments", number, "on"), payment.on) for number, payment in enumerate(self.payments)
        ]
        for number, grant in enumerate(self.grants):
            dated += [(("grants", number, "drawn", place, "on"), draw.on) for place, draw in enumerate(grant.drawn)]
        for path, day in dated:
            if day > self.as_of:
                yield Finding(path, f"der {day} liegt nach dem Stand der Zahlen (`as_of: {self.as_of}`)")
