"""The plan to be checked beside the project and the rules it must obey; only looked up here, judged elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quartier.catalogue.store import Catalogue
from quartier.matching.facts import applicant_facts
from quartier.matching.truth import Truth, evaluate
from quartier.model.answers import Cell, Grant, Plan
from quartier.model.combining import Combining, Rule
from quartier.model.conditions import Condition, FactValue
from quartier.model.edition import Block, Edition
from quartier.model.pays import PUBLIC_LEVELS, Level, Pays
from quartier.model.project import CostItem, Granted, Project
from quartier.model.vocabulary import Vocabulary
from quartier.planning.checking.costs import Claimed, Counted, counted_costs, eligible
from quartier.planning.checking.schedule import Schedule
from quartier.planning.checking.violation import Key

PARTY_LEVELS = {"municipality": Level.MUNICIPAL, "county": Level.COUNTY}
"""Whose own cash counts as money of which level (C12); not for C10 and C11."""


@dataclass(frozen=True)
class Used:
    """One grant of the plan with its block, what is known of its applicant, and the costs it counts."""

    position: int
    grant: Grant
    edition: Edition
    block: Block
    facts: Mapping[str, FactValue]
    counted: Counted

    @property
    def pays(self) -> Pays:
        """What the block pays."""
        return self.block.pays

    @property
    def label(self) -> str:
        """How sentences name it."""
        return f"{self.edition.name} ({self.block.name}, {self.grant.party})"

    @property
    def public(self) -> bool:
        """Whether it is public money."""
        return self.edition.level in PUBLIC_LEVELS

    def paid(self) -> dict[Key, int]:
        """What it pays by item and year."""
        amounts: dict[Key, int] = {}
        for row in self.grant.items:
            amounts[row.item, row.year] = amounts.get((row.item, row.year), 0) + row.amount
        return amounts

    def touched(self) -> set[str]:
        """The items it claims or pays."""
        return {*self.grant.claims, *(row.item for row in self.grant.items if row.amount)}


@dataclass(frozen=True)
class Decided:
    """Money of a programme that is granted already; `edition` None where the catalogue does not know it."""

    granted: Granted
    party: str
    edition: Edition | None

    @property
    def programme(self) -> str:
        """The programme that granted it."""
        return self.granted.programme

    @property
    def level(self) -> Level | None:
        """Who gave it, where known."""
        return self.edition.level if self.edition else None


@dataclass(frozen=True)
class Case:
    """Everything the rules look at."""

    project: Project
    plan: Plan
    vocabulary: Vocabulary
    schedule: Schedule | None
    used: tuple[Used, ...]
    decided: tuple[Decided, ...]
    items: Mapping[str, CostItem]
    cells: Mapping[Key, Cell]

    @property
    def as_of(self) -> dt.date:
        """The day the plan is made."""
        return self.project.decision_date

    def truth(self, condition: Condition | None, facts: Mapping[str, FactValue]) -> Truth:
        """Whether a condition holds; what has no condition holds always."""
        return Truth.MET if condition is None else evaluate(condition, facts, self.vocabulary)

    def rules(self, used: Used, *kinds: Rule) -> Iterator[Combining]:
        """The combination rules of these kinds that may apply: all but those whose condition fails."""
        for rule in used.edition.combining:
            if rule.rule in kinds and self.truth(rule.when, used.facts) is not Truth.FAILED:
                yield rule

    def covers(self, used: Used, kind: Rule, programme: str, level: Level | None) -> bool:
        """Whether the grant's edition has a rule of this kind that speaks of that programme."""
        return any(covers(rule, programme, level) for rule in self.rules(used, kind))

    def pairs(self) -> Iterator[tuple[Used, Used]]:
        """Every two grants of different programmes, in the plan's order."""
        for second in self.used:
            for first in self.used[: second.position]:
                if first.edition.programme != second.edition.programme:
                    yield first, second

    def others(self, used: Used) -> Iterator[Used]:
        """The grants of other programmes."""
        return (other for other in self.used if other.edition.programme != used.edition.programme)

    def level_of(self, party: str) -> Level | None:
        """The level as which a party's own cash counts."""
        return next((PARTY_LEVELS.get(entry.type) for entry in self.project.parties if entry.id == party), None)

    def granted_money(self, key: Key, levels: Iterable[Level]) -> int:
        """Money of these levels, already granted, in a cell."""
        named = {entry.programme for entry in self.decided if entry.level in set(levels)}
        cell = self.cells.get(key)
        return sum(amount for programme, amount in cell.granted.items() if programme in named) if cell else 0

    def third_party_of(self, key: Key, levels: Iterable[Level]) -> int:
        """Third-party money in a cell whose giver is named as one of these levels."""
        named = {source.id for source in self.project.third_party if source.level in set(levels)}
        cell = self.cells.get(key)
        return sum(amount for source, amount in cell.third_party.items() if source in named) if cell else 0

    def public_third_party(self, key: Key) -> int:
        """Third-party money of kind `public` in a cell."""
        named = {source.id for source in self.project.third_party if source.kind == "public"}
        cell = self.cells.get(key)
        return sum(amount for source, amount in cell.third_party.items() if source in named) if cell else 0

    def public_money(self, keys: Iterable[Key], also: Iterable[int] = ()) -> int:
        """Public money in these cells (C5, C11, C16): grants, granted money, public third-party money, never own cash.

        `also` names grants, by position, that count although they are not public.
        """
        counted = {*(used.position for used in self.used if used.public), *also}
        return sum(
            sum(self.used[position].paid().get(key, 0) for position in counted)
            + self.granted_money(key, PUBLIC_LEVELS)
            + self.public_third_party(key)
            for key in keys
        )


def covers(rule: Combining, programme: str, level: Level | None) -> bool:
    """Whether a pair rule speaks of a programme; one of unknown level is meant by its name or by `any` only."""
    if rule.with_ is None:
        return False
    if level is None:
        return rule.with_.programme == programme or bool(rule.with_.any)
    return rule.with_.covers(programme, level)


def build(project: Project, plan: Plan, catalogue: Catalogue, place: Mapping[str, FactValue]) -> Case:
    """The case of a plan whose names are known to exist."""
    schedule = Schedule.of(project, plan)
    decided = tuple(
        Decided(
            entry,
            project.party_of(entry.party),
            catalogue.edition_at(entry.programme, entry.decided_on) or catalogue.latest(entry.programme),
        )
        for entry in project.granted
    )
    return Case(
        project=project,
        plan=plan,
        vocabulary=catalogue.vocabulary,
        schedule=schedule,
        used=tuple(_used(project, schedule, catalogue, place, at) for at in enumerate(plan.grants)),
        decided=decided,
        items={item.id: item for item in project.costs},
        cells={(cell.item, cell.year): cell for cell in plan.cells},
    )


def _used(
    project: Project,
    schedule: Schedule | None,
    catalogue: Catalogue,
    place: Mapping[str, FactValue],
    numbered: tuple[int, Grant],
) -> Used:
    position, grant = numbered
    edition = next(entry for entry in catalogue.editions if entry.key == (grant.programme, grant.edition))
    block = next(entry for entry in edition.blocks if entry.id == grant.block)
    party = next(entry for entry in project.parties if entry.id == grant.party)
    facts = applicant_facts(project, party, place)
    items = tuple(
        item for item in project.costs if item.id in grant.claims and eligible(project, block.pays, grant.party, item)
    )
    cells = counted_costs(Claimed(items, grant, block.pays, facts), schedule)
    counted = Counted(cells, {item.id: item.kind for item in items}, block.pays.base)
    return Used(position, grant, edition, block, facts, counted)
