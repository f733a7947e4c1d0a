"""The answer of `quartier settle`: what the grants become when costs and income turn out differently.

Every reduction is an expectation, never a decision: the funder decides (BVerwG, 31.07.2017, 10 B 26.16).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from quartier.model.answers import ObjectiveName, SourceNote
from quartier.model.base import Strict
from quartier.model.money import Cents


class Why(Strict):
    """One rule that was applied to a grant: what it cuts (0 where it leaves the grant alone), and where it stands."""

    rule: str
    text: str
    reduction: Cents
    source: SourceNote


class Overrun(Strict):
    """A cost item that became dearer. `allowed`: the 20 % of its plan; `beyond`: what exceeds even that."""

    item: str
    planned: Cents
    actual: Cents
    over: Cents
    allowed: Cents
    beyond: Cents


class Tolerance(Strict):
    """The dearer items of a grant's cost plan, and what of it was not saved on its other items (`total_over`)."""

    items: tuple[Overrun, ...]
    total_over: Cents
    text: str
    source: SourceNote


class EarlyDraw(Strict):
    """Part of a draw that was not needed in time. `needed_on`: None while it still is not needed.

    `days` from the draw until it was needed (or until the figures end), `days_late` those after the period allowed.
    """

    drawn_on: dt.date
    amount: Cents
    needed_by: dt.date
    needed_on: dt.date | None
    days: int
    days_late: int


class Drawing(Strict):
    """How much of a grant may be drawn for the payments made so far, and what was drawn.

    `to_return`: what was drawn above the amount expected in the end.
    """

    rule: str
    spent: Cents
    may_draw: Cents
    drawn: Cents
    too_much: Cents
    to_return: Cents
    early: tuple[EarlyDraw, ...]
    interest_note: str | None
    interest_source: SourceNote | None
    source: SourceNote


class ProofOfUse(Strict):
    """When the proof of use (Verwendungsnachweis) is due: what the programme's sources say, else whom to ask."""

    known: bool
    text: str
    source: SourceNote | None = None


class SettledGrant(Strict):
    """One grant after settlement. `saldo` is None where the rule of its financing type needs none."""

    programme: str
    edition: str
    block: str
    party: str
    name: str
    financing: str
    planned: Cents
    expected: Cents
    reduction: Cents
    rate: str | None
    eligible_planned: Cents
    eligible_actual: Cents
    saldo: Cents | None
    why: tuple[Why, ...]
    tolerance: Tolerance | None
    drawing: Drawing
    proof_of_use: ProofOfUse
    notes: tuple[str, ...]


class OwnMoney(Strict):
    """What a party pays itself: as planned (with any open gap of the plan) and in the end. `surplus`: money left."""

    party: str
    planned: Cents
    expected: Cents
    change: Cents
    surplus: Cents


class Scenario(Strict):
    """What would happen to the PLAN, not to the real figures, if one thing turned out differently."""

    kind: Literal["costs", "third_party", "refused"]
    programme: str | None
    text: str
    total_costs: Cents
    grants_total: Cents
    own: tuple[OwnMoney, ...]
    own_total: Cents
    own_change: Cents
    note: str | None = None


class Settlement(Strict):
    """The answer of `quartier settle`. `worst_case` is the position of the scenario with the most own money."""

    project: str
    objective: ObjectiveName
    as_of: dt.date | None
    label: str
    label_source: SourceNote
    costs_planned: Cents
    costs_actual: Cents
    grants_planned: Cents
    grants_expected: Cents
    reduction: Cents
    own_planned: Cents
    own_expected: Cents
    grants: tuple[SettledGrant, ...]
    own: tuple[OwnMoney, ...]
    scenarios: tuple[Scenario, ...]
    worst_case: int | None
    notes: tuple[str, ...]
