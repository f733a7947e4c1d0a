"""What was decided before, as lines that name it: grants that are certain, and the aid of each party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise

from quartier.model.project import AidReceived, Granted
from quartier.portal.projects.services import StoredProject
from quartier.portal.toolkit.decided import AID_KINDS
from quartier.portal.toolkit.rows import party_choices
from quartier.service.catalogue import the_catalogue


class Line(NamedTuple):
    """One decision: what it is, who got it (empty where there is one party only), how many cents, when."""

    name: str | Promise
    party: str
    cents: int
    day: dt.date


class Decided(NamedTuple):
    """All of a project; the names of grants are German, those of aid in the page's language."""

    grants: list[Line]
    aid: list[Line]


def decided_of(project: StoredProject) -> Decided:
    """What was decided before the project was described, or while it is carried out."""
    kinds = dict(AID_KINDS)
    aid = [AidReceived.model_validate(entry) for entry in project.data.get("aid_received") or []]
    lines = [_line(entry, kinds[entry.kind], project) for entry in aid]
    return Decided(grant_lines(project, project.data.get("granted") or []), lines)


def grant_lines(project: StoredProject, entries: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Grants by the names of their programmes."""
    grants = [Granted.model_validate(entry) for entry in entries]
    return [_line(grant, the_catalogue().name_of(grant.programme), project) for grant in grants]


def _line(entry: AidReceived | Granted, name: str | Promise, project: StoredProject) -> Line:
    parties = dict(party_choices(project))
    party = parties.get(entry.party or next(iter(parties), ""), "") if len(parties) > 1 else ""
    return Line(name, party, entry.amount, entry.decided_on)
