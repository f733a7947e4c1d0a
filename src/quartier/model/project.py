"""A project: what people on site want to do, where, who, when, at what cost. The file `quartier.project/1`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, NonNegativeInt, StringConstraints, ValidationInfo, model_validator

from quartier.model.base import FactName, Finding, Identifier, NonEmpty, Path, Strict, report
from quartier.model.conditions import FactValue
from quartier.model.money import Money, Rate
from quartier.model.months import MonthField
from quartier.model.pays import Level

Year = Annotated[int, Field(ge=1990, le=2100)]
ByYear = dict[Year, Money]


class Place(Strict):
    """Where the project is: an official key, which the register completes, or the facts themselves."""

    ags: Annotated[str, StringConstraints(pattern=r"^\d{8}$")] | None = None
    name: NonEmpty | None = None
    state: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    county: Annotated[str, StringConstraints(pattern=r"^\d{5}$")] | None = None
    region: NonEmpty | None = None
    type: Identifier | None = None
    population: NonNegativeInt | None = None
    area_km2: Decimal | None = None
    leader_area: bool | None = None
    leader_region: NonEmpty | None = None


class ProjectPeriod(Strict):
    """First and last month of the project, and how many months its start may slip."""

    start: MonthField
    end: MonthField
    start_may_slip_months: Annotated[int, Field(ge=0, le=60)] = 0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start > self.end:
            raise ValueError("period: `start` liegt nach `end`")
        return self


class Party(Strict):
    """Who may apply. `facts` are those of this party (`public_benefit` is the fact `applicant.public_benefit`)."""

    id: Identifier
    type: Identifier
    name: NonEmpty | None = None
    facts: dict[FactName, FactValue | None] = Field(default_factory=dict)


class CostItem(Strict):
    """One line of the cost plan. `net` with VAT on top, or `gross` with VAT in it; months date it inside its years."""

    id: Identifier
    party: Identifier | None = None
    kind: Identifier
    measure: Identifier | None = None
    label: NonEmpty | None = None
    net: ByYear | None = None
    gross: ByYear | None = None
    vat_rate: Rate = Fraction(0)
    units: dict[Literal["days", "hours", "months", "units", "persons"], Annotated[Decimal, Field(gt=0)]] = Field(
        default_factory=dict
    )
    from_: MonthField | None = Field(default=None, alias="from")
    until: MonthField | None = None

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if (self.net is None) == (self.gross is None):
            raise ValueError("costs: genau eines von `net` und `gross`")
        if self.from_ and self.until and self.from_ > self.until:
            raise ValueError("costs: `from` liegt nach `until`")
        return self

    @property
    def by_year(self) -> ByYear:
        """The amounts as given, net or gross, by year."""
        return self.net if self.net is not None else (self.gross or {})


class ThirdParty(Strict):
    """Other people's money that is no grant of a programme: donations, sponsoring, income.

    `level` names the giver of public money, for example `municipal` for a town's yearly contribution to an association.
    """

    id: Identifier
    kind: Literal[
        "donations", "sponsoring", "income", "membership_fees", "shares", "loan", "private", "foundation", "public"
    ]
    level: Level | None = None
    party: Identifier | None = None
    amounts: ByYear


class Hours(Strict):
    """Volunteers' hours by year."""

    party: Identifier | None = None
    hours: dict[Year, Annotated[Decimal, Field(ge=0)]]


class Granted(Strict):
    """An already decided grant: fixed, and not applied for again."""

    programme: Identifier
    block: Identifier | None = None
    party: Identifier | None = None
    amount: Money
    decided_on: dt.date
    items: tuple[Identifier, ...] = ()
    end: MonthField | None = None


class AidReceived(Strict):
    """De-minimis aid a party got before (C15)."""

    party: Identifier | None = None
    amount: Money
    decided_on: dt.date
    kind: Literal["de_minimis", "sgei_de_minimis"] = "de_minimis"


class Choice(Strict):
    """Programmes that must be used, and no others (`only`), or that are left out (`without`)."""

    only: tuple[Identifier, ...] = ()
    without: tuple[Identifier, ...] = ()


class Project(Strict):
    """The user's Vorhaben. Ids are unique, parties and items named anywhere exist, money lies inside the period."""

    format: Literal["quartier.project/1"]
    title: NonEmpty
    as_of: dt.date | None = None
    place: Place = Place()
    period: ProjectPeriod | None = None
    topics: tuple[Identifier, ...] = ()
    parties: tuple[Party, ...] = Field(min_length=1)
    facts: dict[FactName, FactValue | None] = Field(default_factory=dict)
    costs: tuple[CostItem, ...] = ()
    own_funds: dict[Identifier, ByYear] | None = None
    third_party: tuple[ThirdParty, ...] = ()
    in_kind: tuple[Hours, ...] = ()
    running_costs_after: ByYear = Field(default_factory=dict)
    granted: tuple[Granted, ...] = ()
    aid_received: tuple[AidReceived, ...] = ()
    choose: Choice = Choice()

    def party_of(self, party: str | None) -> str:
        """The party meant by an optional reference: omitted means the first."""
        return party if party is not None else self.parties[0].id

    @property
    def decision_date(self) -> dt.date:
        """`as_of`, today when the file names none."""
        return self.as_of or dt.datetime.now(tz=dt.UTC).date()

    @model_validator(mode="after")
    def _consistent(self, info: ValidationInfo) -> Self:
        report(info, self._findings())
        return self

    def _findings(self) -> Iterator[Finding]:
        yield from self._double_ids()
        yield from self._unknown_references()
        yield from self._years_outside()
        for programme in sorted(set(self.choose.only) & set(self.choose.without)):
            yield Finding(
                ("choose", "without"), f"„{programme}“ steht unter `only` und unter `without`, bitte eines streichen"
            )

    def _double_ids(self) -> Iterator[Finding]:
        for name in ("parties", "costs", "third_party"):
            seen: set[str] = set()
            for position, entry in enumerate(getattr(self, name)):
                if entry.id in seen:
                    yield Finding(
                        (name, position, "id"),
                        f"die id „{entry.id}“ kommt mehrfach vor, jede id darf nur einmal stehen",
                    )
                seen.add(entry.id)

    def _unknown_references(self) -> Iterator[Finding]:
        parties = {party.id for party in self.parties}
        known = ", ".join(sorted(parties)[:20])
        for name in ("costs", "third_party", "in_kind", "granted", "aid_received"):
            for position, entry in enumerate(getattr(self, name)):
                if entry.party is not None and entry.party not in parties:
                    yield Finding(
                        (name, position, "party"), f"„{entry.party}“ steht nicht unter `parties` (dort: {known})"
                    )
        for party in self.own_funds or {}:
            if party not in parties:
                yield Finding(("own_funds", party), f"„{party}“ steht nicht unter `parties` (dort: {known})")
        items = {item.id for item in self.costs}
        for position, grant in enumerate(self.granted):
            for place, item in enumerate(grant.items):
                if item not in items:
                    yield Finding(
                        ("granted", position, "items", place), f"den Posten „{item}“ gibt es unter `costs` nicht"
                    )

    def _years_outside(self) -> Iterator[Finding]:
        if self.period is None:
            if self.costs:
                yield Finding(("costs",), "Kosten brauchen einen Zeitraum: `period: {start: 2027-01, end: 2028-12}`")
            return
        first, last = self.period.start.year, self.period.end.year
        span = f"das Vorhaben läuft von {self.period.start} bis {self.period.end}"
        for position, item in enumerate(self.costs):
            field = "net" if item.net is not None else "gross"
            yield from _outside(("costs", position, field), item.by_year, first, last, span)
        for position, money in enumerate(self.third_party):
            yield from _outside(("third_party", position, "amounts"), money.amounts, first, last, span)
        for position, hours in enumerate(self.in_kind):
            yield from _outside(("in_kind", position, "hours"), hours.hours, first, last, span)
        for party, funds in (self.own_funds or {}).items():
            yield from _outside(("own_funds", party), funds, first, last, span)
        for year in self.running_costs_after:
            if year < last:
                yield Finding(
                    ("running_costs_after", year), f"{year} liegt vor dem Ende des Vorhabens ({self.period.end})"
                )


def _outside(path: Path, years: Iterable[int], first: int, last: int, span: str) -> Iterator[Finding]:
    for year in years:
        if not first <= year <= last:
            yield Finding((*path, year), f"{year} liegt außerhalb des Zeitraums ({span})")
