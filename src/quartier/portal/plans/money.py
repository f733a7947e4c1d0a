"""Who pays what in a plan: every cent of every item and year with its payer, and the sums people look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from quartier.model.answers import Cell, Grant, Plan
from quartier.model.project import Project
from quartier.planning.plan_words import third_party_names
from quartier.service.catalogue import the_catalogue

Spot = tuple[str, int]
"""A cost item in one year."""

COLOURS = 8
"""How many grants can be told apart by colour and pattern; more begin again."""


@dataclass
class Payer:
    """One source of money. `series`: how charts draw it; `grant`: its position in the plan, None for other money."""

    kind: str
    label: str
    series: str
    grant: int | None = None
    german: bool = False
    spots: dict[Spot, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The grant's number in its address, from 1 on."""
        return (self.grant or 0) + 1

    @property
    def total(self) -> int:
        """All it pays, in cents."""
        return sum(self.spots.values())

    def in_year(self, year: int) -> int:
        """What it pays in a year."""
        return sum(cents for spot, cents in self.spots.items() if spot[1] == year)

    def for_item(self, item: str) -> int:
        """What it pays of an item."""
        return sum(cents for spot, cents in self.spots.items() if spot[0] == item)


class Names:
    """What people call the parties, items, other money and granted programmes of a project."""

    def __init__(self, project: Project) -> None:
        """Look them up once."""
        self.parties = {party.id: party.name or party.id for party in project.parties}
        self.items = {item.id: item.label or item.id for item in project.costs}
        self.third_party = third_party_names(project, self.parties)
        self.granted = {grant.programme: the_catalogue().name_of(grant.programme) for grant in project.granted}


class Money:
    """The money of one plan."""

    def __init__(self, plan: Plan, names: Names) -> None:
        """Of a plan of an answer."""
        self.plan, self.names = plan, names

    @cached_property
    def years(self) -> list[int]:
        """The years with costs."""
        return sorted({cell.year for cell in self.plan.cells})

    @cached_property
    def items(self) -> list[str]:
        """The cost items in the order of the project."""
        return list(dict.fromkeys(cell.item for cell in self.plan.cells))

    @cached_property
    def payers(self) -> list[Payer]:
        """Everybody who pays something: grants first, then decided ones, other money, own money, what is missing."""
        found: dict[tuple[str, str], Payer] = {}
        for cell in self.plan.cells:
            for kind, key, cents in _parts(cell):
                payer = found.setdefault((kind, key), self._payer(kind, key))
                spot = (cell.item, cell.year)
                payer.spots[spot] = payer.spots.get(spot, 0) + cents
        order = {kind: place for place, kind in enumerate(("grant", "granted", "third", "own", "gap"))}
        paying = [payer for payer in found.values() if payer.total]
        return sorted(paying, key=lambda payer: (order[payer.kind], payer.grant or 0))

    @property
    def gap(self) -> int:
        """What nobody pays."""
        return total(self.plan.open_gap)

    @property
    def prefinance(self) -> int:
        """What must be advanced because it is paid only after the bills."""
        return sum(grant.amount for grant in self.plan.grants if grant.payout == "reimbursement")

    @property
    def unknown_payout(self) -> int:
        """The grants of which nobody says when they are paid."""
        return sum(grant.amount for grant in self.plan.grants if grant.payout == "unknown")

    @property
    def uncertain(self) -> int:
        """How many applications rest on something that is not known yet."""
        return sum(bool(grant.conditions_open or grant.assumes) for grant in self.plan.grants)

    def cost(self, year: int | None = None, item: str | None = None) -> int:
        """The costs of a year, an item, or all."""
        cells = (c for c in self.plan.cells if year in {None, c.year} and item in {None, c.item})
        return sum(cell.cost for cell in cells)

    def at(self, item: str, year: int) -> tuple[Cell, list[tuple[Payer, int]]] | None:
        """A cell and who pays it; None where the plan has none."""
        cell = next((cell for cell in self.plan.cells if (cell.item, cell.year) == (item, year)), None)
        if cell is None:
            return None
        parts = [(payer, payer.spots[item, year]) for payer in self.payers if payer.spots.get((item, year))]
        return cell, parts

    def _payer(self, kind: str, key: str) -> Payer:
        if kind == "grant":
            number = int(key)
            grant = self.plan.grants[number]
            return Payer(kind, grant_label(grant, self.names), f"s{number % COLOURS}", number, german=True)
        if kind == "granted":
            name = self.names.granted.get(key, key)
            return Payer(kind, _("bewilligt: %(name)s") % {"name": name}, "granted", german=True)
        if kind == "third":
            return Payer(kind, self.names.third_party.get(key, key), "third", german=True)
        party = self.names.parties[key]
        if kind == "own":
            return Payer(kind, _("Eigenes Geld %(party)s") % {"party": party}, f"own{self._place(key) % 2}")
        return Payer(kind, _("Fehlt noch %(party)s") % {"party": party}, "gap")

    def _place(self, party: str) -> int:
        return list(self.names.parties).index(party)


def grant_label(grant: Grant, names: Names) -> str:
    """`Quartiersimpulse (Gemeinde)`."""
    return f"{grant.name or grant.programme} ({names.parties[grant.party]})"


def total(amounts: Mapping[str, Mapping[int, int]]) -> int:
    """The sum of amounts by party and year."""
    return sum(sum(by_year.values()) for by_year in amounts.values())


def _parts(cell: Cell) -> Iterator[tuple[str, str, int]]:
    for part in cell.grants:
        yield "grant", str(part.grant), part.amount
    for kind, amounts in (("granted", cell.granted), ("third", cell.third_party)):
        for name, cents in amounts.items():
            yield kind, name, cents
    yield "own", cell.party, cell.own
    yield "gap", cell.party, cell.open_gap
