"""C15 and C16: limits of European law on aid to undertakings.

Sources: planning rules C15 (Reg. (EU) 2023/2831 Art. 3: 300,000 € in any three years; 2023/2832: 750,000 € for services
of general economic interest), C16 (GBER Art. 8). Aid counts on the day of the decision; both ends of the window count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from math import floor
from typing import NamedTuple

from quartier.model.money import german_euros, german_percent
from quartier.planning.checking.case import Case, Decided
from quartier.planning.checking.timing import decision_day, later
from quartier.planning.checking.violation import Violation

POTS = {"de_minimis": 300_000_00, "sgei_de_minimis": 750_000_00}
"""The most one undertaking may get in any three years, in cents; the two pots are independent."""

WINDOW_MONTHS = 36


class Aid(NamedTuple):
    """De-minimis aid: when it was or will be decided, how much, and which grant of the plan it is (None: history)."""

    day: dt.date
    cents: int
    grant: int | None


def de_minimis(case: Case) -> Iterator[Violation]:
    """C15: with each new aid, all aid of its pot to the party in three years stays within the limit; whole or none."""
    for kind, most in POTS.items():
        for party in case.project.parties:
            yield from _pot(_aid(case, kind, party.id), most, party.id)


def _aid(case: Case, kind: str, party: str) -> list[Aid]:
    history = [
        Aid(entry.decided_on, entry.amount, None)
        for entry in case.project.aid_received
        if entry.kind == kind and case.project.party_of(entry.party) == party
    ]
    before = {(entry.day, entry.cents) for entry in history}
    granted = [
        Aid(entry.granted.decided_on, entry.granted.amount, None)
        for entry in case.decided
        if entry.party == party and _counts_as(entry, kind)
    ]
    history += [aid for aid in granted if (aid.day, aid.cents) not in before]  # told twice, given once
    planned = [
        Aid(decision_day(case, used), used.grant.amount, used.position)
        for used in case.used
        if used.pays.state_aid == kind and used.grant.party == party
    ]
    return [*history, *planned]


def _counts_as(entry: Decided, kind: str) -> bool:
    """Whether a decided grant is aid of this pot: its block, or every block of its edition where none is named."""
    blocks = entry.edition.blocks if entry.edition else ()
    named = [block.pays.state_aid for block in blocks if entry.granted.block is None or entry.granted.block == block.id]
    return bool(named) and all(found == kind for found in named)


def _pot(aid: list[Aid], most: int, party: str) -> Iterator[Violation]:
    """One violation for each day that ends a three-year window too full, at the last grant of the plan in it."""
    for day in sorted({entry.day for entry in aid}):
        window = [entry for entry in aid if later(day, -WINDOW_MONTHS) <= entry.day <= day]
        planned = [entry.grant for entry in sorted(window, key=lambda one: one.day) if entry.grant is not None]
        total = sum(entry.cents for entry in window)
        if planned and total > most:
            text = (
                f"{party}: {german_euros(total)} De-minimis-Beihilfen in drei Jahren bis {day:%d.%m.%Y}, "
                f"höchstens {german_euros(most)}."
            )
            yield Violation("C15", text, planned[-1])


def intensity(case: Case) -> Iterator[Violation]:
    """C16: public money on the costs of a grant under the GBER stays within the highest intensity."""
    for used in case.used:
        highest = used.pays.aid_intensity
        if used.pays.state_aid != "gber" or highest is None:
            continue
        costs = used.counted.base
        public = case.public_money(used.counted.cells, also=[used.position])
        if public > floor(highest * costs):
            text = (
                f"{used.label}: öffentliche Mittel {german_euros(public)} auf {german_euros(costs)}, "
                f"höchstens {german_percent(highest)}."
            )
            yield Violation("C16", text, used.position)
