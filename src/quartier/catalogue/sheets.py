"""Fact sheets: what research found out about a programme, in free words, before it was encoded as editions.

Only what coverage looks for is typed; the sheets themselves stay outside of the product.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path as FilePath

from pydantic import BaseModel, ConfigDict

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import read
from quartier.model.edition import PartialDate

Number = int | Decimal


class _Part(BaseModel):
    """What a sheet says; further fields of researchers are no mistake."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Statement(_Part):
    """A condition in the researcher's words; `source` is the number of one of the sheet's sources."""

    id: str
    text: str
    source: int | None = None


class Call(_Part):
    """A round of applications that was seen, or a day that comes back every year (`yearly`, month-day)."""

    opens: PartialDate | None = None
    closes: PartialDate | None = None
    start_from: PartialDate | None = None
    yearly: str | None = None
    note: str | None = None
    source: int | None = None


class Applicant(_Part):
    """Who may apply."""

    type: str
    note: str | None = None
    source: int | None = None


class Sum(_Part):
    """An amount of money, per applicant or module."""

    min: Number | None = None
    max: Number | None = None
    source: int | None = None


class Share(_Part):
    """The applicant's own contribution."""

    min_rate: Number | None = None
    note: str | None = None
    source: int | None = None


class Ceiling(_Part):
    """A ceiling on one kind of cost; `unit` tells euros from percent."""

    what: str
    max: Number | None = None
    unit: str | None = None
    source: int | None = None


class Months(_Part):
    """Shortest and longest time."""

    min: int | None = None
    max: int | None = None


class Cumulation(_Part):
    """What was found about other money."""

    text: str | None = None
    max_total_rate: Number | None = None
    requires: tuple[str, ...] = ()
    source: int | None = None


class Reference(_Part):
    """A source by its number in the sheet."""

    n: int
    url: str | None = None


class Office(_Part):
    """Whom to ask."""

    web: str | None = None


class Sheet(_Part):
    """One fact sheet."""

    id: str
    url: str | None = None
    calls: tuple[Call, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    conditions: tuple[Statement, ...] = ()
    rate_max: Number | None = None
    amount: tuple[Sum, ...] = ()
    own_contribution: Share = Share()
    cost_caps: tuple[Ceiling, ...] = ()
    duration_months: Months = Months()
    cumulation: Cumulation = Cumulation()
    earmark_years: Number | None = None
    follow_up: str | None = None
    contact: Office = Office()
    sources: tuple[Reference, ...] = ()
    unknown: tuple[str, ...] = ()

    def prose(self) -> Iterator[str]:
        """Every sentence of the sheet that can hold figures."""
        yield from (statement.text for statement in self.conditions)
        notes = [*(call.note for call in self.calls), *(applicant.note for applicant in self.applicants)]
        rest = (self.own_contribution.note, self.cumulation.text, *self.cumulation.requires, self.follow_up)
        yield from (text for text in (*notes, *rest) if text)

    def cited(self) -> set[int]:
        """The numbers of the sources that a statement, an amount or a sentence („Quelle 3“) rests on."""
        lists = (*self.calls, *self.applicants, *self.conditions, *self.amount, *self.cost_caps)
        numbers = {getattr(part, "source", None) for part in (*lists, self.own_contribution, self.cumulation)}
        told = {int(number) for text in self.prose() for number in re.findall(r"Quelle (\d+)", text)}
        return {number for number in numbers if number is not None} | told


def read_sheets(folder: FilePath) -> tuple[Sheet, ...]:
    """All sheets of a folder by id. Raises BadInputError with every mistake, and where there are no sheets."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise BadInputError([Problem(str(folder), None, "", "hier liegen keine Faktenblätter (*.yaml)")])
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for file in files:
        try:
            sheet = read(Sheet, file)
        except BadInputError as error:
            problems += error.problems
            continue
        if sheet.id != file.stem:
            problems.append(Problem(str(file), None, "id", f"heißt „{sheet.id}“, die Datei aber „{file.stem}“"))
        sheets.append(sheet)
    if problems:
        raise BadInputError(problems)
    return tuple(sheets)
