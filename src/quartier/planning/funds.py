"""Money besides the grants to apply for: own cash, third-party money, decided grants, and state aid got before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from quartier.catalogue.store import Catalogue
from quartier.model.edition import Edition
from quartier.model.pays import Level
from quartier.model.project import Granted, Project
from quartier.planning.instance import AID_CEILINGS, Aid, CostCell, Money

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
    edition = _edition_of(grant, catalogue)
    payable = tuple(cell.index for cell in cells if (cell.item in grant.items if grant.items else cell.party == party))
    level = edition.level if edition else None
    return Money(grant.programme, "granted", level, grant.amount, payable, granted=grant, edition=edition)


def aid_history(project: Project, catalogue: Catalogue) -> tuple[Aid, ...]:
    """The state aid every party got before, in other projects or in this one (C15).

    A decided grant that is such aid counts as well, but only once where the party names it among what it got before.
    """
    told = [Aid(project.party_of(aid.party), aid.kind, aid.amount, aid.decided_on) for aid in project.aid_received]
    granted = (aid for grant in project.granted for aid in _aid_of(grant, project, catalogue))
    return (*told, *(aid for aid in granted if aid not in told))


def _aid_of(grant: Granted, project: Project, catalogue: Catalogue) -> Iterator[Aid]:
    """What a decided grant counts as: as its block says or, where none is named, all blocks of the edition alike."""
    edition = _edition_of(grant, catalogue)
    blocks = [block for block in edition.blocks if grant.block in {None, block.id}] if edition else []
    kinds = {block.pays.state_aid for block in blocks}
    if len(kinds) == 1 and kinds <= AID_CEILINGS.keys():
        yield Aid(project.party_of(grant.party), kinds.pop(), grant.amount, grant.decided_on)


def _edition_of(grant: Granted, catalogue: Catalogue) -> Edition | None:
    """The edition in force when the grant was decided, else the newest there is."""
    return catalogue.edition_at(grant.programme, grant.decided_on) or catalogue.latest(grant.programme)


def three_years_before(day: dt.date) -> dt.date:
    """The first day on which aid counts with that of `day` (C15): the same day, 28 February for the 29th."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 3, day=28 if leap_day else day.day)
