"""Small programmes, a project and a book-keeper that writes a plan down so that it adds up.

Amounts are whole euros here, cents in the plan. What a request leaves open is paid from own funds.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from quartier.catalogue.store import Catalogue
from quartier.model.answers import Cell, CellGrant, Grant, ItemGrant, Plan
from quartier.model.edition import Edition
from quartier.model.months import Month
from quartier.model.project import CostItem, Project
from quartier.model.vocabulary import Fact, FactType, Origin, Vocabulary
from quartier.planning.checking import check_plan

Key = tuple[str, int]
PAYS: dict[str, Any] = {
    "financing": "proportional",
    "rate": 50,
    "base": {"vat": "included"},
    "early_start": "forbidden",
    "state_aid": "none",
}
FACTS = {
    "applicant.type": FactType.CHOICE,
    "applicant.vat_recoverable": FactType.BOOLEAN,
    "applicant.partner": FactType.BOOLEAN,
    "timber": FactType.BOOLEAN,
    "volunteers": FactType.INTEGER,
}
VOCABULARY = Vocabulary(
    facts={
        name: Fact.model_validate({"type": kind, "origin": Origin.GIVEN, "label": name}) for name, kind in FACTS.items()
    }
)


def block(name: str = "block", /, **pays: object) -> dict[str, Any]:
    """A block as in a file; `repeat` and `conditions` are its own, all else is what it pays."""
    own: dict[str, object] = {key: pays.pop(key) for key in ("repeat", "conditions") if key in pays}
    return {"id": name, "name": name.title(), "pays": {**PAYS, **pays}, **own}


def edition(programme: str, /, *blocks: dict[str, Any], level: str = "state", **more: object) -> Edition:
    """An edition of a programme that takes applications at any time and decides after three months."""
    return Edition.model_validate(
        {
            "format": "quartier.programme/1",
            "programme": programme,
            "edition": "2026",
            "valid": {"from": "2026-01-01", "until": None},
            "name": programme.upper(),
            "summary": "Ein Programm zum Prüfen.",
            "level": level,
            "funder": "Land",
            "authority": {"name": "Regierungspräsidium"},
            "topics": ["participation"],
            "sources": {"s": {"title": "Richtlinie", "as_of": "2026"}},
            "intake": {"kind": "rolling", "decision_months": 3},
            "blocks": blocks or (block(),),
            "confidence": "high",
            **more,
        }
    )


def project(**changes: object) -> Project:
    """A municipality rebuilds a house and pays a worker for two years, an association celebrates."""
    return Project.model_validate(
        {
            "format": "quartier.project/1",
            "title": "Dorfhaus",
            "as_of": "2026-03-01",
            "period": {"start": "2027-01", "end": "2028-12"},
            "parties": [
                {"id": "gemeinde", "type": "municipality"},
                {"id": "verein", "type": "registered_association"},
            ],
            "costs": [
                {"id": "umbau", "kind": "investment", "measure": "building", "net": {2027: 100_000}},
                {"id": "stelle", "kind": "personnel", "measure": "management", "net": {2027: 30_000, 2028: 30_000}},
                {"id": "fest", "party": "verein", "kind": "materials", "measure": "events", "net": {2028: 5_000}},
            ],
            **changes,
        }
    )


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One application: what it pays by item and year, in euros. `base`: cents, else all costs of the claims."""

    programme: str
    pays: Mapping[Key, float]
    block: str = "block"
    party: str = "gemeinde"
    claims: tuple[str, ...] | None = None
    base: int | None = None
    in_kind: int = 0
    financing: str = "proportional"
    edition: str = "2026"
    apply_by: dt.date | None = None
    decision: dt.date | None = dt.date(2026, 6, 1)
    start: str = "2027-01"
    end: str = "2028-12"


@dataclass(frozen=True, kw_only=True)
class Money:
    """Money that is no application, by item and year in euros; `granted` and `third_party` by their name."""

    granted: Mapping[Key, Mapping[str, int]] = field(default_factory=dict)
    third_party: Mapping[Key, Mapping[str, int]] = field(default_factory=dict)
    gap: Mapping[Key, int] = field(default_factory=dict)


def cents(euros: float) -> int:
    return round(euros * 100)


def cost(item: CostItem, year: int) -> int:
    """What the party pays, VAT rounded half up."""
    given = item.by_year.get(year, 0)
    if item.net is None:
        return given
    rate = Decimal(item.vat_rate.numerator) / Decimal(item.vat_rate.denominator)
    return given + int((given * rate).to_integral_value(ROUND_HALF_UP))


def month(text: str) -> Month:
    year, number = text.split("-")
    return Month(int(year), int(number))


def written(of: Project, ask: Ask) -> Grant:
    """The application as a grant of the plan."""
    claims = ask.claims if ask.claims is not None else tuple(dict.fromkeys(item for item, _ in ask.pays))
    whole = sum(cost(item, year) for item in of.costs if item.id in claims for year in item.by_year)
    by_year: dict[int, int] = defaultdict(int)
    for (_, year), euros in ask.pays.items():
        by_year[year] += cents(euros)
    return Grant(
        programme=ask.programme,
        edition=ask.edition,
        block=ask.block,
        party=ask.party,
        amount=sum(by_year.values()),
        financing=ask.financing,
        by_year=by_year,
        items=tuple(ItemGrant(item=item, year=year, amount=cents(euros)) for (item, year), euros in ask.pays.items()),
        claims=claims,
        base=whole if ask.base is None else ask.base,
        in_kind=cents(ask.in_kind),
        apply_by=ask.apply_by,
        decision=ask.decision,
        start=month(ask.start),
        end=month(ask.end),
    )


def plan(of: Project, *asks: Ask, money: Money | None = None, **more: object) -> Plan:
    """The plan with these applications; own funds pay what nobody else pays."""
    cells = tuple(_cell(of, item, year, asks, money or Money()) for item in of.costs for year in item.by_year)
    grants = tuple(written(of, ask) for ask in asks)
    hours: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for grant in grants:
        if grant.in_kind:
            hours[grant.party][2027] = max(hours[grant.party][2027], grant.in_kind)
    return Plan.model_validate(
        {
            "objective": "least_own_funds",
            "status": "optimal",
            "conditional": False,
            "total_costs": sum(cell.cost for cell in cells),
            "grants_total": sum(grant.amount for grant in grants),
            "own_total": sum(cell.own for cell in cells),
            "grants": grants,
            "own": _sums((cell.party, cell.year, cell.own) for cell in cells),
            "third_party": _sums(
                (name, cell.year, amount) for cell in cells for name, amount in cell.third_party.items()
            ),
            "in_kind": hours,
            "open_gap": _sums((cell.party, cell.year, cell.open_gap) for cell in cells),
            "after_funding": {},
            "cells": cells,
            **more,
        }
    )


def changed(made: Plan, **more: object) -> Plan:
    """The plan with other fields, as somebody would change the file."""
    return Plan.model_validate({**made.model_dump(), **more})


def cell_changed(made: Plan, place: int, **more: object) -> Plan:
    """The plan with one cell changed."""
    cells = [cell.model_dump() for cell in made.cells]
    cells[place].update(more)
    return changed(made, cells=cells)


def grant_changed(made: Plan, place: int, **more: object) -> Plan:
    """The plan with one grant changed."""
    grants = [grant.model_dump() for grant in made.grants]
    grants[place].update(more)
    return changed(made, grants=grants)


def _cell(of: Project, item: CostItem, year: int, asks: tuple[Ask, ...], money: Money) -> Cell:
    key = (item.id, year)
    grants = tuple(
        CellGrant(grant=position, amount=cents(ask.pays[key])) for position, ask in enumerate(asks) if key in ask.pays
    )
    granted = {name: cents(euros) for name, euros in money.granted.get(key, {}).items()}
    third_party = {name: cents(euros) for name, euros in money.third_party.get(key, {}).items()}
    gap = cents(money.gap.get(key, 0))
    covered = sum(part.amount for part in grants) + sum(granted.values()) + sum(third_party.values()) + gap
    return Cell(
        item=item.id,
        year=year,
        party=of.party_of(item.party),
        cost=cost(item, year),
        grants=grants,
        granted=granted,
        third_party=third_party,
        own=cost(item, year) - covered,
        open_gap=gap,
    )


def _sums(parts: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for name, year, amount in parts:
        sums[name][year] += amount
    return sums


def check(of: Project, made: Plan, *editions: Edition) -> list[tuple[str, str]]:
    """The rules broken, each with its sentence."""
    found = check_plan(of, made, Catalogue(editions, VOCABULARY, "sha256:0"), {})
    return [(violation.rule, violation.text) for violation in found]
