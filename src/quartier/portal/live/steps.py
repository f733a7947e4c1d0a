"""What is owed and by when, for each grant: the dates of the calendar that still matter, ticked off when done."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from quartier.documents.calendar import calendar_ics
from quartier.documents.deadlines import Step, What, steps_of
from quartier.documents.dossier import Dossier
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.states import APPLIED, GRANTED, OPEN

_BEFORE = frozenset({What.ASK, What.PAPER, What.COUNCIL, What.FINISH, What.APPLY, What.DECISION})
_WAITING = frozenset({What.DECISION})
_AFTER = frozenset({What.START, What.DRAW, What.END, What.PROOF, What.FOLLOW})
_OF_STATE = {OPEN: _BEFORE | _AFTER, APPLIED: _WAITING | _AFTER, GRANTED: _AFTER}

PASSING = frozenset({What.START, What.END, What.DECISION})
"""What happens by itself: nobody has to do it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One date. `id`: what its tick is kept under; `done`: when it was ticked off; `late`: over and not done."""

    step: Step
    id: str
    done: dt.date | None
    late: bool
    must: bool


def duties_of(carrying: Carrying) -> list[Duty]:
    """All dates that still matter after the decisions so far, in the order of their days."""
    done = carrying.course.data.get("done") or {}
    steps = sorted([*_steps(carrying), *_own_dates(carrying)], key=lambda step: step.day)
    return [_duty(step, done, carrying.day) for step in steps]


def calendar_of(carrying: Carrying) -> bytes:
    """What is still to be done as a calendar."""
    return calendar_ics(carrying.dossier, [duty.step for duty in duties_of(carrying) if duty.done is None])


def _own_dates(carrying: Carrying) -> Iterator[Step]:
    """What decisions demand by a day, as people told it."""
    for position in carrying.decided.positions:
        grant = carrying.plan.grants[position]
        for entry in carrying.dates(position):
            key = f"{grant.programme}/{grant.block}/{grant.party}|{entry['text']}"
            day = dt.date.fromisoformat(entry["on"])
            yield Step(What.PROOF, day, entry["text"], grant.name, "Steht im Bescheid.", "eigener Eintrag", key)


def _steps(carrying: Carrying) -> Iterator[Step]:
    dossier = carrying.dossier
    states = _states(carrying, dossier)
    for step in steps_of(dossier):
        if step.what is What.CONTINUE:
            yield step
        elif step.what in {What.PAPER, What.COUNCIL}:
            if any(states.get(f"name:{name}") == OPEN for name in step.grants):
                yield step
        elif step.what in _OF_STATE.get(states.get(step.key, OPEN), frozenset()):
            yield step


def _states(carrying: Carrying, dossier: Dossier) -> dict[str, str]:
    """What was decided about each grant, by the key of its steps and by its name."""
    found: dict[str, str] = {}
    for grant, name, position in zip(dossier.plan.grants, dossier.grant_names, carrying.decided.positions, strict=True):
        state = carrying.decision(position).get("state", OPEN)
        found[f"{grant.programme}/{grant.block}/{grant.party}"] = found[f"name:{name}"] = state
    return found


def _duty(step: Step, done: dict[str, str], day: dt.date) -> Duty:
    name = hashlib.sha256(f"{step.what}|{step.key}|{step.title}".encode()).hexdigest()[:16]
    ticked = dt.date.fromisoformat(done[name]) if name in done else None
    must = step.what not in PASSING
    return Duty(step, name, ticked, must and ticked is None and step.day < day, must)
