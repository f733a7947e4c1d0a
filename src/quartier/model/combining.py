"""Whether and how programmes may be combined (C9, C10, C11, C13, C14, C18)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, NonNegativeInt, model_validator

from quartier.model.base import AnyText, Identifier, Strict
from quartier.model.conditions import Condition
from quartier.model.money import Rate
from quartier.model.pays import PUBLIC_LEVELS, Level


class Rule(StrEnum):
    """The kinds of rule that hide behind „darf man A und B kombinieren?“."""

    NOT_SAME_ITEM = "not_same_item"
    NOT_SAME_PROJECT = "not_same_project"
    TOTAL_SHARE = "total_share"
    ALLOWED = "allowed"
    UNKNOWN = "unknown"
    LAST_RESORT = "last_resort"
    REQUIRES = "requires"
    FOLLOWS = "follows"


PAIR_RULES = frozenset({Rule.NOT_SAME_ITEM, Rule.NOT_SAME_PROJECT, Rule.TOTAL_SHARE, Rule.ALLOWED, Rule.UNKNOWN})
CHAIN_RULES = frozenset({Rule.REQUIRES, Rule.FOLLOWS})


class Others(Strict):
    """Which other programmes a rule speaks of: exactly one of the fields."""

    programme: Identifier | None = None
    level: Level | None = None
    public: Literal[True] | None = None
    any: Literal[True] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Others:
        if sum(field is not None for field in (self.programme, self.level, self.public, self.any)) != 1:
            raise ValueError("with: genau eines von `programme`, `level`, `public: true`, `any: true`")
        return self

    def covers(self, programme: str, level: Level) -> bool:
        """Whether a programme of that level is meant."""
        if self.programme is not None:
            return self.programme == programme
        if self.level is not None:
            return self.level is level
        return bool(self.any) or level in PUBLIC_LEVELS


class Combining(Strict):
    """One combination rule. `when` limits it to projects for which it holds (for example to municipal applicants)."""

    rule: Rule
    with_: Others | None = Field(default=None, alias="with")
    max: Rate | None = None
    of: Literal["overlapping_costs"] | None = None
    reduce: Literal["self", "other"] | None = None
    programme: Identifier | None = None
    gap_months: NonNegativeInt | None = None
    when: Condition | None = None
    text: AnyText | None = None
    source: Identifier | None = None

    @model_validator(mode="after")
    def _complete(self) -> Combining:
        if (self.with_ is not None) != (self.rule in PAIR_RULES):
            raise ValueError(f"with: bei `{self.rule}` {'nötig' if self.rule in PAIR_RULES else 'nicht vorgesehen'}")
        if (self.programme is not None) != (self.rule in CHAIN_RULES):
            raise ValueError(
                f"programme: bei `{self.rule}` {'nötig' if self.rule in CHAIN_RULES else 'nicht vorgesehen'}"
            )
        if (self.max is not None) != (self.rule is Rule.TOTAL_SHARE):
            raise ValueError("max: genau bei `total_share` anzugeben")
        return self
