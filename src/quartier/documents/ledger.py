"""Who pays what of which cost item in which year: the one list behind every table of every document.

It only writes out what the plan says cell by cell (C1); nothing is computed anew but sums. All amounts are cents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from quartier.documents.dossier import Dossier
from quartier.model.answers import Cell


class Kind(StrEnum):
    """What kind of money a source is, in the words of the tables."""

    GRANT = "Zuschuss (beantragen)"
    GRANTED = "Zuschuss (bewilligt)"
    THIRD_PARTY = "Geld Dritter"
    OWN = "Eigenes Geld"
    GAP = "Fehlt noch"


class Source(NamedTuple):
    """One payer. `grant`: the position of the grant in the plan, for new grants only; `party`: who gets or pays it."""

    kind: Kind
    name: str
    label: str
    party: str | None
    grant: int | None = None


class Entry(NamedTuple):
    """What one source pays of one cost item in one year, in cents."""

    item: str
    year: int
    source: Source
    amount: int


@dataclass(frozen=True)
class Ledger:
    """All entries of a plan with its costs; sources in the order grants, decided grants, third parties, own, gap."""

    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    costs: dict[tuple[str, int], int]

    @cached_property
    def years(self) -> list[int]:
        """The years in which something is paid."""
        return sorted({year for _, year in self.costs})

    @cached_property
    def items(self) -> list[str]:
        """The cost items in the order of the plan."""
        return list(dict.fromkeys(item for item, _ in self.costs))

    def cost(self, item: str | None = None, year: int | None = None) -> int:
        """What an item costs in a year; all items or years where none is named."""
        return sum(cents for (name, when), cents in self.costs.items() if item in {None, name} and year in {None, when})

    def paid(self, source: Source | Kind | None = None, item: str | None = None, year: int | None = None) -> int:
        """What a source or a kind of source pays of an item in a year; all where none is named."""
        return sum(
            entry.amount
            for entry in self.entries
            if source in {None, entry.source, entry.source.kind}
            and item in {None, entry.item}
            and year in {None, entry.year}
        )

    def by_year(self, source: Source | Kind) -> dict[int, int]:
        """What a source or kind of source pays in each year, zeros included."""
        return {year: self.paid(source, year=year) for year in self.years}

    def of_kind(self, kind: Kind) -> list[Source]:
        """The sources of one kind."""
        return [source for source in self.sources if source.kind is kind]


def ledger_of(dossier: Dossier) -> Ledger:
    """The ledger of the dossier's plan."""
    cells = dossier.plan.cells
    entries = tuple(entry for cell in cells for entry in _entries(dossier, cell) if entry.amount)
    costs: dict[tuple[str, int], int] = {}
    for cell in cells:
        costs[cell.item, cell.year] = costs.get((cell.item, cell.year), 0) + cell.cost
    return Ledger(tuple(_sources(entries)), entries, costs)


def _sources(entries: tuple[Entry, ...]) -> list[Source]:
    """By kind; grants by their position, all others as they first come."""
    order = list(Kind)
    found = dict.fromkeys(entry.source for entry in entries)
    return sorted(found, key=lambda source: (order.index(source.kind), source.grant or 0))


def _entries(dossier: Dossier, cell: Cell) -> Iterator[Entry]:
    for source, amount in _payers(dossier, cell):
        yield Entry(cell.item, cell.year, source, amount)


def _payers(dossier: Dossier, cell: Cell) -> Iterator[tuple[Source, int]]:
    for part in cell.grants:
        yield _grant(dossier, part.grant), part.amount
    for name, amount in cell.granted.items():
        yield Source(Kind.GRANTED, name, dossier.catalogue.name_of(name), None), amount
    for name, amount in cell.third_party.items():
        label = dossier.third_party_names.get(name, name)
        yield Source(Kind.THIRD_PARTY, name, label, _receiver(dossier, name)), amount
    who = dossier.party_names.get(cell.party, cell.party)
    yield Source(Kind.OWN, cell.party, f"Eigenes Geld {who}", cell.party), cell.own
    yield Source(Kind.GAP, cell.party, f"Fehlt noch: {who}", cell.party), cell.open_gap


def _grant(dossier: Dossier, position: int) -> Source:
    grant = dossier.plan.grants[position]
    return Source(Kind.GRANT, grant.programme, dossier.grant_names[position], grant.party, position)


def _receiver(dossier: Dossier, name: str) -> str | None:
    money = next((money for money in dossier.project.third_party if money.id == name), None)
    return dossier.project.party_of(money.party) if money else None


class Advance(NamedTuple):
    """Money to be advanced because a grant pays after the bills. `certain`: a source says so; else nobody knows."""

    source: Source
    certain: bool
    by_year: dict[int, int]


def advances_of(dossier: Dossier, ledger: Ledger) -> list[Advance]:
    """The grants that are paid afterwards, or of which no source says when they are paid, with what that means by year.

    It is reckoned that money comes in the year after the bills: what a grant pays of a year is advanced to its end.
    """
    return [
        Advance(source, grant.payout == "reimbursement", ledger.by_year(source))
        for source in ledger.of_kind(Kind.GRANT)
        if (grant := dossier.plan.grants[source.grant or 0]).payout != "advance"
    ]
