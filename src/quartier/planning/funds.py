"""Money besides the grants to apply for: own cash, third-party money, decided grants, and state aid got before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quartier.catalogue.store import Catalogue
from quartier.model.pays import Level
from quartier.model.project import Granted, Project
from quartier.planning.instance import Aid, CostCell, Money

_OWN_LEVELS = {"municipality": Level.MUNICIPAL, "county": Level.COUNTY}


def own_levels(project: Project) -> dict[str, Level]:
    """The parties whose own cash is money of a level, for matching (C12), with that level."""
    return {party.id: _OWN_LEVELS[party.type] for party in project.parties if party.type in _OWN_LEVELS}


def own_limits(project: Project, cells: Sequence[CostCell]) -> dict[tuple[str, int], int | None]:
    """How much own cash each party has in each year of its costs, in cents; None where it sets no limit.

    A party that lists its own funds has nothing in a year it does not name.
    """
    limits: dict[tuple[str, int], int | None] = {}
    for cell in cells:
        listed = (project.own_funds or {}).get(cell.party)
        limits[cell.party, cell.year] = None if listed is None else listed.get(cell.year, 0)
    return limits


def other_money(project: Project, catalogue: Catalogue, cells: Sequence[CostCell]) -> Iterator[Money]:
    """Third-party money of each year, then the decided grants, each with the cells it may pay."""
    yield from _third_party(project, cells)
    for grant in project.granted:
        yield _granted(grant, project, catalogue, cells)


def _third_party(project: Project, cells: Sequence[CostCell]) -> Iterator[Money]:
    for source in project.third_party:
        party = project.party_of(source.party)
        for year, amount in sorted(source.amounts.items()):
            payable = tuple(cell.index for cell in cells if cell.party == party and cell.year == year)
            yield Money(source.id, source.kind, source.level, amount, payable, year)


def _granted(grant: Granted, project: Project, catalogue: Catalogue, cells: Sequence[CostCell]) -> Money:
    """A decided grant pays the items it names, else those of its party; its level is that of the edition then valid."""
    party = project.party_of(grant.party)
    edition = catalogue.edition_at(grant.programme, grant.decided_on) or catalogue.latest(grant.programme)
    payable = tuple(cell.index for cell in cells if (cell.item in grant.items if grant.items else cell.party == party))
    level = edition.level if edition else None
    return Money(grant.programme, "granted", level, grant.amount, payable, granted=grant, edition=edition)


def aid_history(project: Project) -> tuple[Aid, ...]:
    """The state aid every party got before (C15)."""
    return tuple(Aid(project.party_of(aid.party), aid.kind, aid.amount, aid.decided_on) for aid in project.aid_received)
