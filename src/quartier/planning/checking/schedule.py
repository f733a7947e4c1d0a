"""In which months the costs of a year fall (C18, planning rules, conventions).

Costs fall evenly on the project's months of their year, or on the item's own months where it is dated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quartier.model.answers import Grant, Plan
from quartier.model.months import MONTHS_PER_YEAR
from quartier.model.project import CostItem, Project


@dataclass(frozen=True, slots=True)
class Schedule:
    """First and last month of the project as this plan needs it, and by how many months it slips."""

    first: int
    last: int
    slip: int = 0

    @classmethod
    def of(cls, project: Project, plan: Plan) -> Schedule | None:
        """The project's months, moved to the start the plan needs; None for a project without a period."""
        if project.period is None:
            return None
        start, end = project.period.start.index, project.period.end.index
        slip = max(0, plan.start.index - start) if plan.start else 0
        return cls(start + slip, end + slip, slip)

    def months(self, item: CostItem, year: int) -> range:
        """The months in which the costs of that year fall; empty where the dates leave none."""
        first = item.from_.index if item.from_ else self.first
        last = item.until.index if item.until else self.last
        january = year * MONTHS_PER_YEAR
        return range(max(first, january), min(last, january + MONTHS_PER_YEAR - 1) + 1)

    def project_months(self, year: int) -> range:
        """The project's months of that year, on which volunteers' hours fall evenly."""
        january = year * MONTHS_PER_YEAR
        return range(max(self.first, january), min(self.last, january + MONTHS_PER_YEAR - 1) + 1)


def funding_months(grant: Grant) -> range:
    """The months of the funding period; empty where the plan names none."""
    return range(grant.start.index, grant.end.index + 1) if grant.start and grant.end else range(0)


def common(months: range, others: range) -> range:
    """The months in both."""
    return range(max(months.start, others.start), min(months.stop, others.stop))


def part_within(months: range, period: range) -> Fraction:
    """Which part of evenly spread costs lies in the period."""
    return Fraction(len(common(months, period)), len(months)) if months else Fraction(0)


def volunteer_hours(project: Project, schedule: Schedule, party: str, period: range) -> Mapping[int, Fraction]:
    """The party's volunteer hours within the period, by year (C8); like costs they fall evenly on its months."""
    hours: dict[int, Fraction] = {}
    for entry in project.in_kind:
        if project.party_of(entry.party) == party:
            for year, number in entry.hours.items():
                part = part_within(schedule.project_months(year), period)
                hours[year] = hours.get(year, Fraction(0)) + Fraction(number) * part
    return hours
