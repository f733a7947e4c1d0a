"""Calendar months, the unit in which projects run and funding periods are counted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_TEXT = re.compile(r"^(\d{4})-(\d{2})$")
MONTHS_PER_YEAR = 12


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month; ordered, and counted on with `plus`."""

    year: int
    month: int

    def __str__(self) -> str:
        """`2027-01`."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def index(self) -> int:
        """Months since year 0, so that differences are lengths in months."""
        return self.year * MONTHS_PER_YEAR + self.month - 1

    @classmethod
    def at(cls, index: int) -> Month:
        """The month with this `index`."""
        return cls(index // MONTHS_PER_YEAR, index % MONTHS_PER_YEAR + 1)

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        """The month that many months later (earlier when negative)."""
        return Month.at(self.index + months)

    @property
    def first_day(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        return self.plus(1).first_day - dt.timedelta(days=1)


def month_of(value: object) -> Month:
    """A month from `2027-01`, a date or a Month; raises ValueError for anything else."""
    if isinstance(value, Month):
        return value
    if isinstance(value, dt.date):
        return Month.of(value)
    match = _TEXT.match(value) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[2]) <= MONTHS_PER_YEAR or not 1900 <= int(match[1]) <= 2200:  # noqa: PLR2004 - plausible years
        raise ValueError("month: ein Monat in der Form 2027-01")
    return Month(int(match[1]), int(match[2]))


_GERMAN = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def german_month(month: Month) -> str:
    """`Januar 2027`, as people write it."""
    return f"{_GERMAN[month.month - 1]} {month.year}"


def german_span(first: Month, last: Month) -> str:
    """`Januar 2027 bis Dezember 2028`; within one year `März bis August 2027`, one month alone `März 2027`."""
    if first == last:
        return german_month(first)
    begin = _GERMAN[first.month - 1] if first.year == last.year else german_month(first)
    return f"{begin} bis {german_month(last)}"


def first_full_month(day: dt.date) -> Month:
    """The first whole month from `day` on: the same month only if `day` is its first day."""
    month = Month.of(day)
    return month if day.day == 1 else month.plus(1)


MonthField = Annotated[
    Month,
    BeforeValidator(month_of),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}$", "description": "a month, for example 2027-01"}),
]
"""A month in a file."""
