"""The two answers of the toolkit, the same objects on the command line, in the HTTP API and in Python.

Money inside is whole cents; as JSON it is a text with two decimals (`"85000.00"`).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from quartier.model.base import Strict
from quartier.model.conditions import FactValue
from quartier.model.money import Cents
from quartier.model.months import MonthField

Status = Literal["fits", "open", "fails"]
ConditionStatus = Literal["met", "open", "failed"]
ObjectiveName = Literal["least_own_funds", "fewest_applications", "safest", "lasting"]
CentsByYear = dict[int, Cents]


class SourceNote(Strict):
    """Where a statement comes from."""

    title: str
    url: str | None = None
    as_of: str | None = None


class Reason(Strict):
    """Why a block fits, is open or fails: one condition with the value wanted and the value given."""

    condition: str
    status: ConditionStatus
    text: str
    sentence: str
    facts: dict[str, FactValue | None]
    source: SourceNote


class AmountRange(Strict):
    """What a block can pay: the edition's floor and ceiling; None where no source says."""

    min: Cents | None = None
    max: Cents | None = None


class Match(Strict):
    """One block for one party. `estimate` is the most this project's costs could bring, None where costs are not given.

    `would_fit_words` says in German what each set of `would_fit_if` means, in the same order.
    """

    programme: str
    edition: str
    block: str
    party: str
    name: str
    block_name: str
    level: str
    financing: str
    status: Status
    reasons: tuple[Reason, ...]
    questions: tuple[str, ...] = ()
    would_fit_if: tuple[tuple[str, ...], ...] = ()
    would_fit_words: tuple[str, ...] = ()
    amount: AmountRange
    estimate: Cents | None = None
    apply_by: dt.date | None = None
    earliest_start: dt.date | None = None
    intake: str
    ask: tuple[str, ...] = ()
    authority: str
    url: str | None = None


class Question(Strict):
    """A fact worth asking for: how many blocks it decides and the money behind them."""

    fact: str
    question: str
    decides: int
    money: Cents
    help: str | None = None
    party: str | None = None


class CatalogueNote(Strict):
    """Which catalogue an answer was computed from."""

    editions: int
    digest: str


class MatchAnswer(Strict):
    """The answer of `quartier match`."""

    project: str
    as_of: dt.date
    catalogue: CatalogueNote
    matches: tuple[Match, ...]
    questions: tuple[Question, ...]


class ItemGrant(Strict):
    """How much of a grant pays one cost item in one year."""

    item: str
    year: int
    amount: Cents


class Limit(Strict):
    """A rule and how much room it leaves; slack 0 means it decides."""

    rule: str
    text: str
    slack: Cents
    source: SourceNote | None = None


class RuleNote(Strict):
    """One rule as it works on a grant, with its number and its source."""

    rule: str
    text: str
    source: SourceNote | None = None


class CostLine(Strict):
    """What counts of a claimed item in one year: `cost` less `vat`, `cap` and `outside` is `counted`.

    `vat`: VAT that does not count. `cap`: what lies above a ceiling per day or unit. `outside`: what falls on months
    outside the funding period (`months_inside` of `months` are inside). `rate`: as a text, None where none holds for
    the single item. `most`: what the grant may pay of it, `paid`: what it pays.
    """

    item: str
    year: int
    cost: Cents
    vat: Cents
    cap: Cents
    outside: Cents
    counted: Cents
    months: int
    months_inside: int
    rate: str | None
    most: Cents
    paid: Cents


class KindLine(Strict):
    """A kind of cost that counts up to a cap only: of `claimed` the part `cut` does not count."""

    kind: str
    name: str
    text: str
    claimed: Cents
    cut: Cents


class Arithmetic(Strict):
    """How a grant is reckoned: the counted costs of `lines` less what `kinds` cut are `base`.

    `limits`: all of them, the tightest first. `allowed`: what the tightest allows, None where none is reached; rounded
    down to whole `step`s it is the grant's `amount`.
    """

    lines: tuple[CostLine, ...]
    kinds: tuple[KindLine, ...]
    base: Cents
    in_kind: Cents
    rules: tuple[RuleNote, ...]
    limits: tuple[Limit, ...]
    allowed: Cents | None
    step: Cents
    amount: Cents


class Grant(Strict):
    """One application of a plan. `claims`: the items it counts; `base`: their eligible costs inside the funding period.

    `apply_by` is the soonest deadline, `last_chance` the latest one that still allows the same start.
    `unclear_with`: names of the plan's programmes of which no source says whether they may be combined with this one;
    where there are any, the last of `assumes` says so. `arithmetic` only where it was asked for.
    `intake`: whether there is a deadline ahead, applications are possible at any time, or nobody knows; where the last
    known round is over, `last_known_deadline` is its end. `open_texts`: the wording of `conditions_open`, in the same
    order. `small`: it brings so little that the effort may not be worth it.
    """

    programme: str
    edition: str
    block: str
    party: str
    name: str = ""
    amount: Cents
    financing: str
    by_year: CentsByYear
    items: tuple[ItemGrant, ...]
    claims: tuple[str, ...] = ()
    base: Cents = 0
    in_kind: Cents = 0
    apply_by: dt.date | None = None
    last_chance: dt.date | None = None
    decision: dt.date | None = None
    start: MonthField | None = None
    end: MonthField | None = None
    payout: str = "unknown"
    limit: Limit | None = None
    conditions_open: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    unclear_with: tuple[str, ...] = ()
    arithmetic: Arithmetic | None = None
    authority: str = ""
    intake: Literal["deadline", "rolling", "unknown"] = "unknown"
    last_known_deadline: dt.date | None = None
    open_texts: tuple[str, ...] = ()
    small: bool = False


class CellGrant(Strict):
    """The part of a cell that one grant pays; grants are named by their position in the plan."""

    grant: int
    amount: Cents


class Cell(Strict):
    """One cost item in one year: what it costs and who pays, which adds up to the cent (C1)."""

    item: str
    year: int
    party: str
    cost: Cents
    grants: tuple[CellGrant, ...] = ()
    granted: dict[str, Cents] = Field(default_factory=dict)
    third_party: dict[str, Cents] = Field(default_factory=dict)
    own: Cents = 0
    open_gap: Cents = 0


class Caution(Strict):
    """Something to know before deciding, about one programme or the whole plan; with the source of a stated rule."""

    code: str
    subject: str = ""
    text: str
    source: SourceNote | None = None


class Unused(Strict):
    """A block that fits but is not in the plan: what keeps it out, and what using it would bring or cost.

    `rule` and `source`: of what keeps it out, where a single rule does. Only where it was asked for: `effect`, what it
    would bring as a sentence, with the change of own money and gap if the block had to be used.
    """

    programme: str
    block: str
    party: str
    name: str
    text: str
    rule: str = ""
    source: SourceNote | None = None
    effect: str = ""
    own_change: Cents | None = None
    gap_change: Cents | None = None


Aim = Literal[
    "gap",
    "own",
    "third_party",
    "last_resort",
    "reduced",
    "applications",
    "certainty",
    "after",
    "months",
    "order",
    "rounding",
]
"""What the search makes best, one after the other; the last two only choose among plans equal in all others."""


class Plan(Strict):
    """A financing plan: a proposal to apply, never a promise.

    `status` is `optimal` where every aim is proven that decides what is applied for, and for how much. `unproven`: the
    aims that are not; with `optimal` only `order` and `rounding`. `gap`: how far the first of them may be from its
    best, where it is an amount. `prefinance`: what a party must advance by year, because the grants for its costs are
    paid afterwards against receipts; it is part of the grants, not of the own money.
    """

    objective: ObjectiveName
    objectives: tuple[ObjectiveName, ...] = ()
    status: Literal["optimal", "feasible"]
    gap: Cents | None = None
    conditional: bool
    start: MonthField | None = None
    total_costs: Cents
    grants_total: Cents
    own_total: Cents
    grants: tuple[Grant, ...]
    own: dict[str, CentsByYear]
    third_party: dict[str, CentsByYear]
    in_kind: dict[str, CentsByYear]
    open_gap: dict[str, CentsByYear]
    after_funding: CentsByYear
    cells: tuple[Cell, ...] = ()
    patterns: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()
    limits: tuple[Limit, ...] = ()
    unused: tuple[Unused, ...] = ()
    checked: bool = False
    unproven: tuple[Aim, ...] = ()
    prefinance: dict[str, CentsByYear] = Field(default_factory=dict)


class ConflictRule(Strict):
    """One rule of a conflict; leaving any of them out would resolve it."""

    rule: str
    text: str
    source: SourceNote | None = None


class Conflict(Strict):
    """Rules that cannot hold together; none of them can be left out of the set."""

    conflict: tuple[ConflictRule, ...]


class Refusal(Strict):
    """What it costs to do without programmes: the plan without them compared with the one that may use them (“Plan B”).

    All amounts are differences, positive where it becomes more. `names`: of `without`, in the same order. `used`: those
    of `without` that the better plan uses.
    """

    objective: ObjectiveName
    objectives: tuple[ObjectiveName, ...] = ()
    without: tuple[str, ...]
    names: tuple[str, ...]
    used: tuple[str, ...] = ()
    own_total: Cents
    gap_total: Cents
    grants_total: Cents
    applications: int
    own: dict[str, CentsByYear]
    open_gap: dict[str, CentsByYear]


class TradeOff(Strict):
    """One point of the trade-off between own money and the number of applications.

    `brings`: by how much own money and gap together are less than with the point before, whose programmes `dropped` it
    no longer uses and which did not yet use `added` (names).
    """

    applications: int
    own_total: Cents
    gap_total: Cents
    brings: Cents
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    plan: Plan


class PlanAnswer(Strict):
    """The answer of `quartier plan`.

    `refusals` only where programmes were left out to see what that costs, `compare` only where it was asked for.
    """

    project: str
    as_of: dt.date
    catalogue: CatalogueNote
    plans: tuple[Plan, ...]
    infeasible: Conflict | None = None
    refusals: tuple[Refusal, ...] = ()
    compare: tuple[TradeOff, ...] = ()
