"""The time line of a plan: when to apply, when decisions come, what is funded when, what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quartier.model.answers import Grant, Plan
from quartier.model.months import Month
from quartier.model.project import Project
from quartier.portal.plans.charts import FULL, percent
from quartier.portal.plans.money import COLOURS, Names, grant_label

MOST_YEARS = 6
"""How many years can be named above the line on a small screen."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time on the line, both ends in thousandths of a percent."""

    start: int
    length: int
    series: str

    @property
    def x(self) -> str:
        """Where it begins."""
        return percent(self.start)

    @property
    def width(self) -> str:
        """How long it is."""
        return percent(self.length)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the line: `apply` or `decision`."""

    at: int
    kind: str
    day: dt.date

    @property
    def x(self) -> str:
        """Where it stands."""
        return percent(self.at)


@dataclass(frozen=True, slots=True)
class Row:
    """The project, a grant or the time afterwards."""

    label: str
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...] = ()
    grant: Grant | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year."""

    at: int
    year: int
    named: bool

    @property
    def x(self) -> str:
        """Where it stands."""
        return percent(self.at)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows below one another on one scale of days."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]


class _Scale:
    """From days to places on the line: whole years."""

    def __init__(self, days: Sequence[dt.date]) -> None:
        self.first = dt.date(min(days).year, 1, 1)
        self.last = dt.date(max(days).year, 12, 31)
        self._length = (self.last - self.first).days + 1

    def at(self, day: dt.date) -> int:
        return (day - self.first).days * FULL // self._length

    def span(self, start: dt.date, end: dt.date, series: str) -> Span:
        """From the first to the last day, both included."""
        begin = self.at(start)
        return Span(begin, self.at(end + dt.timedelta(days=1)) - begin, series)

    def ticks(self) -> tuple[Tick, ...]:
        years = range(self.first.year, self.last.year + 1)
        step = -(-len(years) // MOST_YEARS)
        return tuple(Tick(self.at(dt.date(year, 1, 1)), year, number % step == 0) for number, year in enumerate(years))


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for the rows that are no grants."""

    project: str
    after: str


def timeline(plan: Plan, project: Project, names: Names, labels: Labels) -> Timeline | None:
    """The time line; None for a project without a period."""
    if project.period is None:
        return None
    slip = plan.start.index - project.period.start.index if plan.start else 0
    start, end = project.period.start.plus(slip), project.period.end.plus(slip)
    scale = _Scale([project.decision_date, start.first_day, end.last_day, *_days(plan.grants), *_afterwards(plan)])
    rows = [Row(labels.project, (scale.span(start.first_day, end.last_day, "project"),))]
    rows += [_grant_row(scale, grant, number, grant_label(grant, names)) for number, grant in enumerate(plan.grants)]
    if plan.after_funding:
        first, last = dt.date(min(plan.after_funding), 1, 1), dt.date(max(plan.after_funding), 12, 31)
        rows.append(Row(labels.after, (scale.span(max(first, end.plus(1).first_day), last, "gap"),)))
    return Timeline(tuple(rows), scale.ticks())


def _grant_row(scale: _Scale, grant: Grant, number: int, label: str) -> Row:
    spans = (_funded(scale, grant.start, grant.end, number),) if grant.start and grant.end else ()
    marks = [
        Mark(scale.at(day), kind, day)
        for kind, day in (("apply", grant.apply_by), ("decision", grant.decision))
        if day is not None
    ]
    return Row(label, spans, tuple(marks), grant)


def _funded(scale: _Scale, start: Month, end: Month, number: int) -> Span:
    return scale.span(start.first_day, end.last_day, f"s{number % COLOURS}")


def _days(grants: Iterable[Grant]) -> Iterable[dt.date]:
    for grant in grants:
        days = (grant.apply_by, grant.decision, grant.start and grant.start.first_day, grant.end and grant.end.last_day)
        yield from (day for day in days if day)


def _afterwards(plan: Plan) -> Iterable[dt.date]:
    return (dt.date(year, 12, 31) for year in plan.after_funding)
