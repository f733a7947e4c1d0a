"""What was decided before and matters for a programme: is it granted already, how much aid is there room for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from quartier.model.project import Granted, Party, Project
from quartier.planning.funds import aid_history, three_years_before
from quartier.planning.instance import AID_CEILINGS
from quartier.service.catalogue import the_catalogue


class Room(NamedTuple):
    """What a party may still get of a kind of aid today, and the ceiling, in cents."""

    party: Party
    left: int
    ceiling: int


def granted_of(project: Project, programme: str) -> tuple[tuple[Party, Granted], ...]:
    """The grants of a programme that are certain, with who gets them."""
    parties = {party.id: party for party in project.parties}
    return tuple(
        (parties[project.party_of(grant.party)], grant) for grant in project.granted if grant.programme == programme
    )


def is_granted(project: Project, programme: str, party: str) -> bool:
    """Whether a party has the programme already: it is not applied for again."""
    return any(grant.programme == programme and project.party_of(grant.party) == party for grant in project.granted)


def rooms(project: Project, kind: str, parties: Iterable[Party]) -> tuple[Room, ...]:
    """The room of each party that had aid of this kind in the last three years; none where it has no ceiling."""
    if kind not in AID_CEILINGS:
        return ()
    ceiling, day = AID_CEILINGS[kind], project.decision_date
    used = [(party, _used(project, kind, party.id, day)) for party in parties]
    return tuple(Room(party, max(0, ceiling - cents), ceiling) for party, cents in used if cents)


def _used(project: Project, kind: str, party: str, day: dt.date) -> int:
    mine = (aid for aid in aid_history(project, the_catalogue()) if (aid.party, aid.kind) == (party, kind))
    return sum(aid.amount for aid in mine if three_years_before(day) <= aid.decided_on <= day)
