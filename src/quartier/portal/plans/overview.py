"""What the page with all plans shows: each plan's figures, own money by year and party, what has changed."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.model.answers import Plan
from quartier.planning.plan_words import running_words
from quartier.portal.plans.differences import Difference, differences
from quartier.portal.plans.looking import Look
from quartier.portal.plans.models import PlanJob
from quartier.portal.plans.money import Money, Names
from quartier.portal.plans.services import answer_of, plan_before


@dataclass(frozen=True, slots=True)
class Column:
    """One plan beside the others."""

    plan: Plan
    money: Money

    @property
    def after(self) -> str:
        """What it costs when the grants have ended."""
        return running_words(self.plan.after_funding) if self.plan.after_funding else ""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """What one party pays in one year with each of the plans, in cents."""

    party: str
    year: int
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different from the plans before, and the job that had computed those."""

    before: PlanJob
    differences: list[Difference]


def overview_of(look: Look) -> dict[str, object]:
    """The context of the page."""
    if look.answer is None or look.names is None:
        return {}
    columns = [Column(plan, Money(plan, look.names)) for plan in look.answer.plans]
    return {"columns": columns, "own_rows": _own_rows(columns, look.names)}


def _own_rows(columns: list[Column], names: Names) -> list[OwnRow]:
    years = sorted({year for column in columns for year in column.money.years})
    rows = []
    for party, name in names.parties.items():
        for year in years:
            amounts = tuple(column.plan.own.get(party, {}).get(year, 0) for column in columns)
            if any(amounts):
                rows.append(OwnRow(name, year, amounts))
    return rows


def change_since(look: Look) -> Changed | None:
    """What differs from the plans that were looked at before; None where nothing does."""
    earlier = plan_before(look.job) if look.job else None
    before = answer_of(earlier) if earlier else None
    if earlier is None or before is None or look.answer is None:
        return None
    found = differences(look.answer, before)
    gone = bool(before.plans) != bool(look.answer.plans)
    return Changed(earlier, found) if found or gone else None
