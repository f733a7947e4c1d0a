"""A planning task as plain integers: cells of cost, candidate applications, their relations. No solver, no files.

A cell is one cost item in one year. A candidate is one block for one party; a variant is one way to apply for it
(round, start of the funding period, slip of the project), with the costs that count then. All money is whole cents.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from quartier.model.combining import Combining
from quartier.model.edition import Block, Edition
from quartier.model.money import CENTS_PER_EURO
from quartier.model.months import Month
from quartier.model.pays import PUBLIC_LEVELS, Level
from quartier.model.project import Granted, Project


@dataclass(frozen=True, slots=True)
class CostCell:
    """One item in one year; `cost` is what the party pays, VAT included."""

    index: int
    item: str
    year: int
    party: str
    kind: str
    measure: str | None
    cost: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to apply: per cell the eligible cost (`counted`) and the most the rate allows (`ceiling`) (C2, C17, C18).

    `start` and `end`: first and last month of the funding period. `slip`: months by which the project starts later.
    `hours_value`: what the volunteers' hours inside the funding period are worth (C8). `last_chance`: the latest
    deadline that still allows this start.
    """

    apply_by: dt.date | None
    decision: dt.date
    start: Month
    end: Month
    slip: int
    counted: dict[int, int]
    ceiling: dict[int, int]
    hours_value: int = 0
    last_chance: dt.date | None = None


class Cap(NamedTuple):
    """A ceiling on the counted costs of a kind (C3, C17): an amount, in a year or altogether, or a share of a kind."""

    kind: str
    amount: int | None = None
    year: int | None = None
    share: Fraction | None = None
    of_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One block for one party, with everything that does not depend on the variant.

    `rate` is None for kinds of financing without a rate. `floor` and `ceiling` bound the whole grant, `yearly_floor`
    and `yearly_ceiling` each calendar year; with `fixed` it is the ceiling or nothing. `step`: the grant is a multiple
    of it. `units`: how many units there are to pay for (C5). `rules`: the combination rules that may hold for this
    applicant. `eligible`: what it counts of a cell in the whole year. `reasons_open`: ids of conditions that may still
    fail. `assumes`: German sentences on what is not known. `without_measure`: cells that count only if their purpose,
    which the project does not state, fits. `cells`: every cell it could pay in some variant.
    """

    index: int
    edition: Edition
    block: Block
    party: str
    variants: tuple[Variant, ...]
    rate: Fraction | None
    floor: int
    ceiling: int | None
    yearly_floor: int
    yearly_ceiling: int | None
    fixed: bool
    step: int
    units: int | None
    caps: tuple[Cap, ...]
    rules: tuple[Combining, ...]
    reasons_open: tuple[str, ...]
    assumes: tuple[str, ...]
    without_measure: frozenset[int]
    eligible: dict[int, int]
    cells: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        cells = sorted({cell for variant in self.variants for cell in variant.ceiling})
        object.__setattr__(self, "cells", tuple(cells))  # the way to set it once in a frozen class

    @property
    def conditional(self) -> bool:
        """Whether a plan using it rests on something nobody knows yet."""
        return bool(self.reasons_open or self.assumes)

    @property
    def public(self) -> bool:
        """Whether its money is public money."""
        return self.edition.level in PUBLIC_LEVELS


@dataclass(frozen=True, slots=True)
class Money:
    """Other money with a ceiling and the cells it may pay: third-party money of a year, or an already decided grant."""

    id: str
    kind: str
    level: Level | None
    amount: int
    cells: tuple[int, ...]
    year: int | None = None
    granted: Granted | None = None
    edition: Edition | None = None

    @property
    def public(self) -> bool:
        """Whether it is public money."""
        return self.level in PUBLIC_LEVELS or self.kind == "public"


@dataclass(frozen=True, slots=True)
class Pair:
    """How two candidates relate: indexes of both and a value of `Rule`.

    `text` and `source` come from the rule that says so, which stands in the edition of the candidate `edition`.
    """

    first: int
    second: int
    rule: str
    text: str
    source: str | None
    edition: int

    def partner_of(self, index: int) -> int | None:
        """The candidate at the other end; None where `index` is at neither."""
        if index == self.first:
            return self.second
        return self.first if index == self.second else None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that cannot be planned, and why: the end of a German sentence whose subject is the programme.

    `rule`: the number of the rule that keeps it out, `not_planned` for loans and prizes.
    """

    edition: Edition
    block: Block
    party: str
    reason: str
    rule: str = "C17"


class GrantedConflict(NamedTuple):
    """A candidate that may not pay the items a decided grant pays (C9); `money` is the grant's position in `money`."""

    candidate: int
    money: int
    text: str
    source: str | None


AID_CEILINGS = {"de_minimis": 300_000 * CENTS_PER_EURO, "sgei_de_minimis": 750_000 * CENTS_PER_EURO}
"""Cents of aid per undertaking in any three years: Regulations (EU) 2023/2831, Art. 3, and (EU) 2023/2832 (C15)."""


class Aid(NamedTuple):
    """State aid that a party got before (C15): `amount` in cents, `kind` as in `Pays.state_aid`."""

    party: str
    kind: str
    amount: int
    decided_on: dt.date


@dataclass(slots=True)
class Instance:
    """The whole task.

    `own_limits`: own cash by party and year, None where the project sets no limit. `slips`: months by which the start
    may be late. `party_levels`: the parties whose own cash is money of a level (C12). `granted_ends`: last month of the
    decided grants by programme.
    """

    project: Project
    as_of: dt.date
    cells: tuple[CostCell, ...]
    candidates: tuple[Candidate, ...]
    pairs: tuple[Pair, ...]
    money: tuple[Money, ...]
    own_limits: dict[tuple[str, int], int | None]
    dropped: tuple[Dropped, ...] = ()
    slips: tuple[int, ...] = (0,)
    party_levels: dict[str, Level] = field(default_factory=dict)
    granted_ends: dict[str, Month | None] = field(default_factory=dict)
    aid_history: tuple[Aid, ...] = ()
    granted_conflicts: tuple[GrantedConflict, ...] = ()
