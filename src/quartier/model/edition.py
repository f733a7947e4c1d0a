"""A programme edition: one dated set of rules of one funding programme, with its sources."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, NonNegativeInt, StringConstraints, ValidationInfo, model_validator

from quartier.model.base import AnyText, Finding, Identifier, NonEmpty, Path, Strict, report
from quartier.model.combining import Combining
from quartier.model.conditions import Condition
from quartier.model.pays import Level, Pays


def _partial_date(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value


_PartialText = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$")]

PartialDate = Annotated[_PartialText, BeforeValidator(_partial_date, json_schema_input_type=_PartialText | int)]
"""A date as exactly as the source knows it: `2025`, `2025-06`, `2025-06-30` or `unknown`."""

_MONTH_DAY = re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


class Validity(Strict):
    """From when until when the edition counts, both ends included, open where null; the day of applying decides."""

    from_: dt.date | None = Field(alias="from")
    until: dt.date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Validity:
        if self.from_ and self.until and self.from_ > self.until:
            raise ValueError("valid: `from` liegt nach `until`")
        return self

    def covers(self, day: dt.date) -> bool:
        """Whether the edition counts for an application on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Source(Strict):
    """Where a rule was read, and how old that reading is."""

    title: NonEmpty
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    as_of: PartialDate


class Authority(Strict):
    """The office that decides and that people ask; an office, never a private person."""

    name: NonEmpty
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None


class Round(Strict):
    """One round of applications; the decision is expected for `start_from` or after the usual months."""

    opens: dt.date | None = None
    closes: dt.date
    start_from: dt.date | None = None
    note: AnyText | None = None
    source: Identifier

    @model_validator(mode="after")
    def _ordered(self) -> Round:
        if self.opens and self.opens > self.closes:
            raise ValueError("rounds: `opens` liegt nach `closes`")
        if self.start_from and self.start_from < self.closes:
            raise ValueError("rounds: `start_from` liegt vor `closes`")
        return self


class YearlyDeadline(Strict):
    """A deadline that comes back every year, for example `09-30`."""

    closes: str
    note: AnyText | None = None
    source: Identifier

    @model_validator(mode="after")
    def _is_day(self) -> YearlyDeadline:
        if not _MONTH_DAY.match(self.closes) or self.closes in {"02-30", "02-31", "04-31", "06-31", "09-31", "11-31"}:
            raise ValueError("yearly: ein Tag in der Form „09-30“ (Monat-Tag)")
        return self

    def on_or_after(self, day: dt.date) -> dt.date:
        """The next such day; 29 February counts as 28 February in common years."""
        month, day_of_month = (int(part) for part in self.closes.split("-"))
        for year in (day.year, day.year + 1):
            try:
                closes = dt.date(year, month, day_of_month)
            except ValueError:
                closes = dt.date(year, 2, 28)
            if closes >= day:
                return closes
        raise AssertionError("unreachable: next year's deadline is never in the past")


class IntakeKind(StrEnum):
    """How applications are taken."""

    ROUNDS = "rounds"
    ROLLING = "rolling"
    YEARLY = "yearly"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Intake(Strict):
    """When applications are possible."""

    kind: IntakeKind
    rounds: tuple[Round, ...] = ()
    yearly: tuple[YearlyDeadline, ...] = ()
    decision_months: NonNegativeInt | None = None
    note: AnyText | None = None


class Requirement(Strict):
    """One atomic condition with its text and source."""

    id: Identifier
    text: AnyText
    source: Identifier
    when: Condition


class Block(Strict):
    """A Förderbaustein: at most one per party and project unless `repeat`."""

    id: Identifier
    name: AnyText
    repeat: bool = False
    conditions: tuple[Requirement, ...] = ()
    pays: Pays
    source: Identifier | None = None
    note: AnyText | None = None


class Remark(Strict):
    """What a source says beyond what rules can hold: duties, steps, hints. Shown, never computed."""

    text: AnyText
    source: Identifier


class Edition(Strict):
    """ONE edition of one programme, as in `catalogue/programmes/<level>/<programme>/<edition>.yaml`.

    `examples`: short example projects in which people recognise their own. `steps`: what an application needs.
    `sheets`: ids of the research sheets it was encoded from. `unknown`: what nobody could find, shown as
    „bitte erfragen“.
    """

    format: Literal["quartier.programme/1"]
    programme: Identifier
    edition: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    valid: Validity
    name: AnyText
    summary: AnyText
    easy: NonEmpty | None = None
    level: Level
    funder: NonEmpty
    authority: Authority
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    legal_basis: NonEmpty | None = None
    topics: tuple[Identifier, ...] = Field(min_length=1)
    target_groups: tuple[Identifier, ...] = ()
    keywords: tuple[NonEmpty, ...] = ()
    examples: tuple[AnyText, ...] = ()
    sources: dict[Identifier, Source] = Field(min_length=1)
    intake: Intake
    conditions: tuple[Requirement, ...] = ()
    blocks: tuple[Block, ...] = Field(min_length=1)
    combining: tuple[Combining, ...] = ()
    steps: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    follow_up: Remark | None = None
    unknown: tuple[NonEmpty, ...] = ()
    confidence: Literal["high", "medium", "low"]
    sheets: tuple[Identifier, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Programme and edition, which together name the file."""
        return (self.programme, self.edition)

    @model_validator(mode="after")
    def _consistent(self, info: ValidationInfo) -> Self:
        report(info, [*self._double_ids(), *self._unnamed_sources()])
        return self

    def _double_ids(self) -> Iterator[Finding]:
        seen: set[str] = set()
        shared = {requirement.id for requirement in self.conditions}
        if len(shared) != len(self.conditions):
            yield Finding(("conditions",), "eine `id` kommt zweimal vor")
        for position, block in enumerate(self.blocks):
            if block.id in seen:
                yield Finding(("blocks", position, "id"), f"die id „{block.id}“ kommt zweimal vor")
            seen.add(block.id)
            own = [requirement.id for requirement in block.conditions]
            if len(set(own)) != len(own) or shared & set(own):
                yield Finding(
                    ("blocks", position, "conditions"), "eine `id` kommt zweimal vor (auch gegenüber `conditions` oben)"
                )

    def _unnamed_sources(self) -> Iterator[Finding]:
        for path, name in self.used_sources():
            if name not in self.sources:
                known = ", ".join(sorted(self.sources))
                yield Finding(path, f"die Quelle „{name}“ steht nicht unter `sources` (dort: {known})")

    def used_sources(self) -> Iterator[tuple[Path, str]]:
        """Every use of a source with its place in the file."""
        entries: list[tuple[Path, object]] = [(("intake", "rounds", i), e) for i, e in enumerate(self.intake.rounds)]
        entries += [(("intake", "yearly", i), e) for i, e in enumerate(self.intake.yearly)]
        entries += [
            ((name, i), e)
            for name in ("conditions", "combining", "blocks", "steps", "remarks")
            for i, e in enumerate(getattr(self, name))
        ]
        for position, block in enumerate(self.blocks):
            entries += [(("blocks", position, "conditions", i), e) for i, e in enumerate(block.conditions)]
        if self.follow_up:
            entries.append((("follow_up",), self.follow_up))
        for path, entry in entries:
            source = getattr(entry, "source", None)
            if source is not None:
                yield (*path, "source"), source
