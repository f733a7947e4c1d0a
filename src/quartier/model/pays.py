"""What a funding block pays: financing type, rate, amounts, eligible costs, own share, matching, period.

The C-numbers are those of the planning rules (docs/planning-rules.md). All amounts are cents, all rates fractions of
one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PositiveInt, model_validator

from quartier.model.base import FactName, Identifier, Strict
from quartier.model.conditions import Condition
from quartier.model.money import Money, Rate, Ratio


class Financing(StrEnum):
    """The financing types of grant law, and three kinds of money that are no grant in that sense."""

    PROPORTIONAL = "proportional"
    FIXED_AMOUNT = "fixed_amount"
    UNIT_AMOUNT = "unit_amount"
    DEFICIT = "deficit"
    FULL = "full"
    MATCHING = "matching"
    LOAN = "loan"
    PRIZE = "prize"


class Level(StrEnum):
    """Who gives the money."""

    EU = "eu"
    FEDERAL = "federal"
    STATE = "state"
    COUNTY = "county"
    MUNICIPAL = "municipal"
    FOUNDATION = "foundation"
    LOTTERY = "lottery"
    CARE_FUND = "care_fund"
    HEALTH_FUND = "health_fund"
    CHURCH = "church"


PUBLIC_LEVELS = frozenset(
    {Level.EU, Level.FEDERAL, Level.STATE, Level.COUNTY, Level.MUNICIPAL, Level.CARE_FUND, Level.HEALTH_FUND}
)
"""Whose money is public money (planning rules, conventions)."""


class ConditionalRate(Strict):
    """A rate that applies when its condition holds (C2)."""

    rate: Rate
    when: Condition | None = None


class DegressiveRate(Strict):
    """A rate from a month of the funding period on; without `from_month` from its start (C18)."""

    rate: Rate
    from_month: PositiveInt = 1


class Amount(Strict):
    """Floor and ceiling of a grant (C3, C4), per project, per calendar year or per unit of `pays.unit`."""

    min: Money | None = None
    max: Money | None = None
    per: Literal["project", "year", "unit"] = "project"
    round_to: PositiveInt = 1
    when: Condition | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Amount:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("amount: min ist größer als max")
        return self


class UnitAmount(Strict):
    """n times an amount, n being a fact (C5)."""

    fact: FactName
    amount: Money


class CostCap(Strict):
    """A ceiling on one kind of cost: per unit of the item, year or project, or as a share of another kind (C3, C17)."""

    kind: Identifier
    per: Literal["day", "hour", "month", "unit", "person", "year", "project"] | None = None
    max: Money | None = None
    max_share_of: Identifier | None = None
    rate: Rate | None = None

    @model_validator(mode="after")
    def _one_form(self) -> CostCap:
        by_amount = self.per is not None and self.max is not None
        by_share = self.max_share_of is not None and self.rate is not None
        if (
            by_amount == by_share
            or (self.max is None) != (self.per is None)
            or (self.rate is None) != (self.max_share_of is None)
        ):
            raise ValueError("caps: entweder `per` mit `max`, oder `max_share_of` mit `rate`")
        return self


class SizeWindow(Strict):
    """Outside this size of eligible costs the block pays nothing at all (C4, a cliff)."""

    min: Money | None = None
    max: Money | None = None


class Base(Strict):
    """What counts as eligible costs (C17). Omitted `kinds` or `measures` mean any."""

    kinds: tuple[Identifier, ...] | None = None
    except_: tuple[Identifier, ...] = Field(default=(), alias="except")
    measures: tuple[Identifier, ...] | None = None
    vat: Literal["excluded", "included", "if_not_recoverable", "unknown"] = "unknown"
    caps: tuple[CostCap, ...] = ()
    size: SizeWindow | None = None


class OwnShare(Strict):
    """What the applicant must bring (C7). `cash_only`: volunteers' hours do not count towards it."""

    min_rate: Rate | None = None
    cash_only: bool | None = None
    counts: tuple[Identifier, ...] = ()
    not_counts: tuple[Identifier, ...] = ()


class InKind(Strict):
    """Volunteers' hours as costs and own share (C8)."""

    rate_per_hour: Money
    max_share: Rate | None = None


class Match(Strict):
    """The grant is `ratio` times what the named levels pay for the same measure (C12)."""

    of: tuple[Level, ...] = Field(min_length=1)
    ratio: Ratio


class NeededMatch(Strict):
    """Money that must come from the named levels, or nothing is paid (C12)."""

    from_: tuple[Level, ...] = Field(alias="from", min_length=1)
    amount: Money | None = None
    per: Literal["project", "year"] = "project"
    rate_of_grant: Rate | None = None

    @model_validator(mode="after")
    def _one_form(self) -> NeededMatch:
        if (self.amount is None) == (self.rate_of_grant is None):
            raise ValueError("needs_match: entweder `amount` oder `rate_of_grant`")
        return self


class Period(Strict):
    """The funding period (C18)."""

    min_months: PositiveInt | None = None
    max_months: PositiveInt | None = None
    within_calendar_year: bool = False


EarlyStart = Literal["forbidden", "after_application", "with_permission", "allowed", "unknown"]
StateAid = Literal["none", "de_minimis", "sgei_de_minimis", "gber", "unknown"]


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, dict | Amount) else value


class Pays(Strict):
    """Everything a block says about money. `aid_intensity`: highest share of public money under the GBER (C16)."""

    financing: Financing
    rate: Rate | None = None
    rates: tuple[ConditionalRate, ...] = ()
    degressive: tuple[DegressiveRate, ...] = ()
    amount: Annotated[
        tuple[Amount, ...], BeforeValidator(_as_list, json_schema_input_type=Amount | tuple[Amount, ...])
    ] = ()
    unit: UnitAmount | None = None
    base: Base = Base()
    own: OwnShare | None = None
    in_kind: InKind | None = None
    match: Match | None = None
    needs_match: NeededMatch | None = None
    pays_partners: bool = False
    period: Period = Period()
    early_start: EarlyStart = "unknown"
    payout: Literal["advance", "reimbursement", "unknown"] = "unknown"
    state_aid: StateAid = "unknown"
    aid_intensity: Rate | None = None
    earmark_years: PositiveInt | None = None

    @model_validator(mode="after")
    def _fits_financing(self) -> Pays:
        if sum((self.rate is not None, bool(self.rates), bool(self.degressive))) > 1:
            raise ValueError("rate: nur eines von `rate`, `rates` und `degressive`")
        if (self.financing is Financing.UNIT_AMOUNT) and self.unit is None:
            raise ValueError("unit: ein Betrag je Einheit braucht `unit`")
        if (self.financing is Financing.MATCHING) != (self.match is not None):
            raise ValueError("match: genau bei `financing: matching` anzugeben")
        if any(amount.per == "unit" for amount in self.amount) and self.unit is None:
            raise ValueError("amount: `per: unit` braucht `unit`")
        return self
