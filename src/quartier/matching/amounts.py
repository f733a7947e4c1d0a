"""What a block can pay and the most this project's costs could bring: bounds without a plan, in cents."""

from __future__ import annotations

from fractions import Fraction

from quartier.matching.case import Case
from quartier.matching.costs import counted, rounded
from quartier.matching.truth import Tree, Truth, evaluate
from quartier.model.answers import AmountRange
from quartier.model.money import CENTS_PER_EURO
from quartier.model.pays import Financing, InKind, Pays
from quartier.model.project import Project

_Limits = dict[tuple[str, str], tuple[list[int], list[int]]]
"""Per `project`, `year` or `unit` and side: the bounds that certainly apply, and those whose condition is open."""

_MIN, _MAX = "min", "max"
_NONE: tuple[list[int], list[int]] = ([], [])

_CAP_ONLY = frozenset({Financing.MATCHING, Financing.LOAN, Financing.PRIZE})


def amount_range(case: Case, pays: Pays) -> AmountRange:
    """The edition's floor and ceiling per project. An amount whose condition failed does not count.

    Amounts that certainly apply bind together; where only open ones are left, the widest range still possible is told.
    """
    limits = _limits(case, pays)
    return AmountRange(min=_floor(limits), max=_ceiling(limits, "project"))


def highest(case: Case, pays: Pays) -> int | None:
    """The edition's ceiling per project, in cents."""
    return _ceiling(_limits(case, pays), "project")


def estimate(case: Case, project: Project, pays: Pays) -> int | None:
    """An upper bound in cents of what the block could bring for this project.

    None where no costs are known, or where no source names a rate or a ceiling to compute it with.

    Eligible costs times the highest rate still possible, within floor and ceiling, rounded down to the funder's step.
    Matching money, loans, prizes and amounts per unit whose number is unknown: only their ceiling is told.
    """
    if not case.costs.rows:
        return None
    limits = _limits(case, pays)
    ceilings = [value for value in _ceilings(limits, case, project, pays) if value is not None] if limits else []
    if not ceilings and _nothing_known(pays):
        return None
    if pays.financing in _CAP_ONLY or (pays.financing is Financing.UNIT_AMOUNT and _units(case, pays) is None):
        return min(ceilings, default=None)
    best = min(_from_costs(case, project, pays), *ceilings) if ceilings else _from_costs(case, project, pays)
    floor = _floor(limits)
    if floor is not None and best < floor:
        return 0
    step = CENTS_PER_EURO * max((amount.round_to for amount in pays.amount), default=1)
    return best // step * step


def highest_rate(case: Case, pays: Pays) -> Fraction:
    """The highest rate that may apply: of `rates` those before the first that certainly holds, and that one."""
    if pays.rate is not None:
        return pays.rate
    possible = [entry.rate for entry in pays.degressive]
    for entry in pays.rates:
        holds = _holds(case, entry.when)
        if holds is not Truth.FAILED:
            possible.append(entry.rate)
        if holds is Truth.MET:
            break
    return max(possible, default=Fraction(1))


def _nothing_known(pays: Pays) -> bool:
    """Whether the block names neither a rate nor anything else that says how much of the costs it pays."""
    if pays.financing is Financing.PROPORTIONAL:
        return pays.rate is None and not pays.rates and not pays.degressive
    return pays.financing is Financing.FIXED_AMOUNT


def _from_costs(case: Case, project: Project, pays: Pays) -> int:
    cash = counted(case.costs, case.party.id, pays, case.facts).most
    units = _units(case, pays)
    if pays.financing is Financing.UNIT_AMOUNT and pays.unit and units is not None:
        return min(units, cash // pays.unit.amount if pays.unit.amount else units) * pays.unit.amount
    if pays.financing is not Financing.PROPORTIONAL:
        return cash
    base = cash + (_in_kind(case, project, pays.in_kind, cash) if pays.in_kind else 0)
    rate = highest_rate(case, pays)
    return min(cash, base * rate.numerator // rate.denominator)


def _in_kind(case: Case, project: Project, rule: InKind, cash: int) -> int:
    """Volunteers' hours as costs (C8), at most `max_share` of cash and hours together."""
    hours = sum(
        sum(map(Fraction, entry.hours.values()))
        for entry in project.in_kind
        if project.party_of(entry.party) == case.party.id
    )
    value = rounded(Fraction(hours) * rule.rate_per_hour)
    if rule.max_share is None or rule.max_share == 1:
        return value
    return min(value, int(cash * rule.max_share / (1 - rule.max_share)))


def _ceilings(limits: _Limits, case: Case, project: Project, pays: Pays) -> list[int | None]:
    """What caps the grant per project, per calendar year of the project and per unit."""
    years = project.period.end.year - project.period.start.year + 1 if project.period else 1
    per_year, per_unit = _ceiling(limits, "year"), _ceiling(limits, "unit")
    units = _units(case, pays)
    return [
        _ceiling(limits, "project"),
        per_year * years if per_year is not None else None,
        per_unit * units if per_unit is not None and units is not None else None,
    ]


def _units(case: Case, pays: Pays) -> int | None:
    value = case.facts.get(pays.unit.fact) if pays.unit else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _limits(case: Case, pays: Pays) -> _Limits:
    limits: _Limits = {}
    for amount in pays.amount:
        holds = _holds(case, amount.when)
        if holds is not Truth.FAILED:
            for side, bound in ((_MIN, amount.min), (_MAX, amount.max)):
                if bound is not None:
                    limits.setdefault((amount.per, side), ([], []))[holds is Truth.OPEN].append(bound)
    return limits


def _floor(limits: _Limits) -> int | None:
    certain, possible = limits.get(("project", _MIN), _NONE)
    return max(certain) if certain else min(possible, default=None)


def _ceiling(limits: _Limits, per: str) -> int | None:
    certain, possible = limits.get((per, _MAX), _NONE)
    return min(certain) if certain else max(possible, default=None)


def _holds(case: Case, condition: Tree | None) -> Truth:
    return Truth.MET if condition is None else evaluate(condition, case.facts, case.network.vocabulary)
