"""What the pages of one plan show: charts, tables, applications, and how every euro comes about."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from quartier.model.answers import Arithmetic, Cell, CostLine, Grant, Plan, PlanAnswer, Unused
from quartier.planning.candidates import NO_DEADLINE
from quartier.planning.plan_words import apply_words, grouped_cautions, running_words
from quartier.portal.plans.charts import Chart, stacked
from quartier.portal.plans.looking import Look
from quartier.portal.plans.money import Money, Names, Payer, grant_label
from quartier.portal.plans.timeline import Labels, timeline
from quartier.portal.plans.words import FINANCING, PAYOUT


@dataclass(frozen=True, slots=True)
class Application:
    """One grant of a plan in words."""

    number: int
    grant: Grant
    label: str
    party: str
    pays: str
    when: str
    assumes: tuple[str, ...]
    financing: tuple[Promise, Promise] | None
    payout: Promise | None

    @property
    def one(self) -> int:
        """Its number in its address, from 1 on."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A cost item in one year: costs, grants, other money, own money, gap."""

    item: str
    label: str
    year: int
    amounts: tuple[int, ...]


def application(number: int, grant: Grant, names: Names) -> Application:
    """A grant in words."""
    return Application(
        number=number,
        grant=grant,
        label=grant_label(grant, names),
        party=names.parties[grant.party],
        pays=", ".join(dict.fromkeys(names.items[part.item] for part in grant.items)),
        when=apply_words(grant),
        assumes=tuple(text for text in grant.assumes if text != NO_DEADLINE),
        financing=FINANCING.get(grant.financing),
        payout=PAYOUT.get(grant.payout),
    )


def detail_of(look: Look, plan: Plan, objective: str, more: PlanAnswer | None) -> dict[str, object]:
    """The context of the page of a plan; `more`: the answer that knows what unused programmes would bring."""
    if look.given is None or look.names is None:
        return {}
    money = Money(plan, look.names)
    project = look.given.project
    labels = Labels(_("Das Vorhaben"), _("Danach, ohne Zuschuss"))
    fuller = next((other for other in more.plans if objective in other.objectives), None) if more else None
    return {
        "plan": plan,
        "money": money,
        "by_year": _by_year(money),
        "by_item": _by_item(money),
        "item_rows": [_item_row(cell, look.names) for cell in plan.cells],
        "timeline": timeline(plan, project, look.names, labels),
        "applications": [application(number, grant, look.names) for number, grant in enumerate(plan.grants)],
        "warnings": grouped_cautions(plan),
        "is_aid": any(caution.code == "state_aid" for caution in plan.warnings),
        "after": running_words(plan.after_funding) if plan.after_funding else "",
        "unused": _unused(fuller or plan, look.names),
        "effects_known": fuller is not None,
    }


def _unused(plan: Plan, names: Names) -> list[tuple[Unused, str]]:
    """Each with its party; what could be used and changes most stands first."""
    order = sorted(plan.unused, key=lambda entry: entry.own_change is None)
    return [(entry, names.parties[entry.party]) for entry in order]


def _item_row(cell: Cell, names: Names) -> ItemRow:
    grants = sum(part.amount for part in cell.grants) + sum(cell.granted.values())
    amounts = (cell.cost, grants, sum(cell.third_party.values()), cell.own, cell.open_gap)
    return ItemRow(cell.item, names.items[cell.item], cell.year, amounts)


def _by_year(money: Money) -> Chart:
    return stacked([(str(year), [(p.series, p.label, p.in_year(year)) for p in money.payers]) for year in money.years])


def _by_item(money: Money) -> Chart:
    payers, labels = money.payers, money.names.items
    rows = [(labels[item], [(p.series, p.label, p.for_item(item)) for p in payers]) for item in money.items]
    return stacked(rows, german=True)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The calculation of a grant with its columns: which deductions there are at all."""

    given: Arithmetic
    rows: tuple[tuple[str, CostLine], ...]

    @property
    def has_vat(self) -> bool:
        """Whether VAT is taken off anywhere."""
        return any(line.vat for line in self.given.lines)

    @property
    def has_cap(self) -> bool:
        """Whether a ceiling takes something off."""
        return any(line.cap for line in self.given.lines)

    @property
    def has_outside(self) -> bool:
        """Whether months lie outside the funding period."""
        return any(line.outside for line in self.given.lines)

    @property
    def counted(self) -> int:
        """What counts of all items, in cents."""
        return sum(line.counted for line in self.given.lines)

    @property
    def decides(self) -> list[bool]:
        """For each limit whether it decides the amount."""
        reached = self.given.allowed is not None
        return [reached and limit.slack < self.given.step for limit in self.given.limits]

    @property
    def limits(self) -> list[tuple[object, bool]]:
        """Each limit, and whether it decides."""
        return list(zip(self.given.limits, self.decides, strict=True))

    @property
    def with_in_kind(self) -> int:
        """Costs that count and volunteers' hours together."""
        return self.given.base + self.given.in_kind


def grant_of(look: Look, plan: Plan, number: int) -> dict[str, object] | None:
    """How a grant is reckoned; None where the plan has no such grant."""
    if look.names is None or not 1 <= number <= len(plan.grants):
        return None
    found = plan.grants[number - 1]
    given = found.arithmetic
    rows = tuple((look.names.items[line.item], line) for line in given.lines) if given else ()
    return {
        "title": found.name or found.programme,
        "entry": application(number - 1, found, look.names),
        "reckoning": Reckoning(given, rows) if given else None,
    }


def item_of(look: Look, plan: Plan, item: str, year: int) -> dict[str, object] | None:
    """Who pays an item in a year; None where there is no such cost."""
    if look.names is None:
        return None
    found = Money(plan, look.names).at(item, year)
    if found is None:
        return None
    cell, parts = found
    label = look.names.items[item]
    return {"title": f"{label} {year}", "label": label, "year": year, "cell": cell, "parts": parts}


def year_of(look: Look, plan: Plan, year: int) -> dict[str, object] | None:
    """Who pays what in a year; None for a year without costs."""
    if look.names is None:
        return None
    money = Money(plan, look.names)
    if year not in money.years:
        return None
    items = [item for item in money.items if any(c.item == item and c.year == year for c in plan.cells)]
    rows = [(item, look.names.items[item], money.cost(year, item), _paying(money, item, year)) for item in items]
    return {"title": str(year), "year": year, "rows": rows, "cost": money.cost(year)}


def _paying(money: Money, item: str, year: int) -> list[tuple[Payer, int]]:
    return [(payer, payer.spots[item, year]) for payer in money.payers if payer.spots.get((item, year))]
