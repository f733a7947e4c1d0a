"""A tiny planning task on a grid of 1,000 €, read from its editions in thousands; nothing here knows the solver."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tests.planning.checking.conftest import Key

from quartier.model.combining import Combining, Rule
from quartier.model.edition import Block, Edition
from quartier.model.pays import Financing
from quartier.model.project import Project

UNIT = 1_000
"""Euros of one step of the grid; all limits of a task lie on it."""

CENTS = UNIT * 100
KINDS = ("fees", "materials")


@dataclass(frozen=True)
class Task:
    """A project and the editions that may pay for it."""

    seed: int
    project: Project
    editions: tuple[Edition, ...]

    @cached_property
    def blocks(self) -> tuple[tuple[Edition, Block], ...]:
        return tuple((land, part) for land in self.editions for part in land.blocks)

    @cached_property
    def cells(self) -> tuple[Key, ...]:
        return tuple((item.id, year) for item in self.project.costs for year in sorted(item.by_year))

    @cached_property
    def cost(self) -> dict[Key, int]:
        return {(item.id, year): cents // CENTS for item in self.project.costs for year, cents in item.by_year.items()}

    @cached_property
    def kind(self) -> dict[str, str]:
        return {item.id: item.kind for item in self.project.costs}

    @cached_property
    def donations(self) -> dict[int, int]:
        return {year: cents // CENTS for one in self.project.third_party for year, cents in one.amounts.items()}

    @cached_property
    def own_funds(self) -> dict[int, int] | None:
        funds = self.project.own_funds
        return None if funds is None else {year: cents // CENTS for year, cents in funds["gemeinde"].items()}

    @cached_property
    def most(self) -> tuple[int, ...]:
        """The highest whole grant of each block (C3)."""
        limits = [
            [a.max // CENTS for a in part.pays.amount if a.max is not None and a.per == "project"]
            for _, part in self.blocks
        ]
        return tuple(min(of_block, default=len(self.cells) * 10) for of_block in limits)

    @cached_property
    def apart(self) -> dict[Rule, list[tuple[int, int]]]:
        """Which blocks exclude each other on one item (C9) or in one project (C10)."""
        return {kind: list(_excluding(self, kind)) for kind in (Rule.NOT_SAME_ITEM, Rule.NOT_SAME_PROJECT)}

    @cached_property
    def giving_way(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The blocks that come last (C14) and those that shrink themselves (C11)."""
        numbers = range(len(self.blocks))
        last = tuple(number for number in numbers if comes_last(*self.blocks[number]))
        return last, tuple(number for number in numbers if shrinks(self.blocks[number][0]))

    def counts(self, number: int, item: str) -> bool:
        """Whether a block counts an item's kind."""
        kinds = self.blocks[number][1].pays.base.kinds
        return kinds is None or self.kind[item] in kinds


def comes_last(land: Edition, part: Block) -> bool:
    """C14: last resort, or money that fills a deficit."""
    return part.pays.financing is Financing.DEFICIT or any(rule.rule is Rule.LAST_RESORT for rule in land.combining)


def shrinks(land: Edition) -> bool:
    """C11: the programme that gives way itself."""
    return any(rule.rule is Rule.TOTAL_SHARE and rule.reduce == "self" for rule in land.combining)


def _excluding(task: Task, kind: Rule) -> Iterator[tuple[int, int]]:
    for one, (land, _) in enumerate(task.blocks):
        for other in range(len(task.blocks)):
            if any(rule.rule is kind and meets(task, one, rule, other) for rule in land.combining):
                yield one, other


def meets(task: Task, number: int, rule: Combining, other: int) -> bool:
    """Whether a rule of one block speaks of another."""
    land = task.blocks[other][0]
    return other != number and rule.with_ is not None and rule.with_.covers(land.programme, land.level)
