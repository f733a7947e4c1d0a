"""C2 and C8: the rate holds for every eligible euro; volunteers' hours may raise the base of the whole grant.

Sources: planning rules C2 (ELR 40 %, KfW 432 75 %), C8 (Hessen, NRW: never more than the real cash costs), C18
(degressive rates).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from quartier.matching.truth import Truth
from quartier.model.money import german_euros
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.schedule import common, funding_months, volunteer_hours
from quartier.planning.checking.violation import Key, Violation

WHOLE = Fraction(1)


def sure_rate(case: Case, used: Used) -> Fraction:
    """The rate of a block without degression; while one is open the lowest still possible, else 100 %."""
    if used.pays.rate is not None:
        return used.pays.rate
    possible: list[Fraction] = []
    for entry in used.pays.rates:
        truth = case.truth(entry.when, used.facts)
        if truth is not Truth.FAILED:
            possible.append(entry.rate)
        if truth is Truth.MET:
            break
    return min(possible, default=Fraction(0) if used.pays.rates else WHOLE)


def rate_in_month(used: Used, number: int) -> Fraction:
    """The degressive rate in the funding period's month of that number, counted from 1."""
    begun = [entry for entry in used.pays.degressive if entry.from_month <= number]
    return max(begun, key=lambda entry: entry.from_month).rate if begun else Fraction(0)


def rate_of_cell(case: Case, used: Used, key: Key) -> Fraction:
    """The rate for an item and year: where it falls with time, the average over the months in which the costs lie."""
    if not used.pays.degressive or case.schedule is None:
        return sure_rate(case, used)
    period = funding_months(used.grant)
    months = common(case.schedule.months(case.items[key[0]], key[1]), period)
    return sum((rate_in_month(used, month - period.start + 1) for month in months), Fraction(0)) / max(1, len(months))


def lowest_rate(case: Case, used: Used) -> Fraction:
    """The lowest rate within the funding period."""
    if not used.pays.degressive:
        return sure_rate(case, used)
    return min(rate_in_month(used, number + 1) for number in range(len(funding_months(used.grant))))


def highest_rate(case: Case, used: Used) -> Fraction:
    """The highest rate within the funding period."""
    if not used.pays.degressive:
        return sure_rate(case, used)
    return max(rate_in_month(used, number + 1) for number in range(len(funding_months(used.grant))))


def most_of_cell(case: Case, used: Used, key: Key) -> int:
    """The most the grant may pay of an item and year; up to all of it where hours raise the base (C8)."""
    rate = WHOLE if used.grant.in_kind else rate_of_cell(case, used, key)
    return floor(rate * used.counted.cells.get(key, 0))


def rate(case: Case) -> Iterator[Violation]:
    """C2: no cell is paid above the rate, so nothing is shifted from an item somebody else funds."""
    for used in case.used:
        for (item, year), amount in used.paid().items():
            most = most_of_cell(case, used, (item, year))
            if item in used.grant.claims and amount > most:
                text = f"{used.label}: {item} {year} {german_euros(amount)}, höchstens {german_euros(most)}."
                yield Violation("C2", text, used.position, item, year)


def in_kind(case: Case) -> Iterator[Violation]:
    """C8: hours that exist, within their share; the rate holds for cash and hours, the grant stays within the cash."""
    for used in case.used:
        if used.grant.in_kind:
            yield from _hours(case, used)
            yield from _with_hours(case, used)
    yield from _shown_hours(case)


def _hours(case: Case, used: Used) -> Iterator[Violation]:
    value = used.grant.in_kind
    most = most_in_kind(case, used)
    if value > most or value < 0:
        text = f"{used.label}: Ehrenamt {german_euros(value)}, höchstens {german_euros(max(0, most))}."
        yield Violation("C8", text, used.position)


def most_in_kind(case: Case, used: Used) -> int:
    """The value of the hours, and where they may be a share s of all costs no more than s/(1−s) of the cash."""
    rule = used.pays.in_kind
    if rule is None or case.schedule is None:
        return 0
    hours = volunteer_hours(case.project, case.schedule, used.grant.party, funding_months(used.grant))
    value = floor(sum(hours.values()) * rule.rate_per_hour)
    if rule.max_share is None or rule.max_share == 1:
        return value
    return min(value, floor(rule.max_share / (1 - rule.max_share) * used.counted.base))


def _with_hours(case: Case, used: Used) -> Iterator[Violation]:
    cash, value = used.counted.base, max(0, used.grant.in_kind)
    by_cell = sum((rate_of_cell(case, used, key) * cents for key, cents in used.counted.cells.items()), Fraction(0))
    by_rate = min(by_cell, highest_rate(case, used) * cash)
    most = min(cash, floor(by_rate + lowest_rate(case, used) * value))
    if sum(used.paid().values()) > most:
        text = f"{used.label}: {german_euros(sum(used.paid().values()))}, mit Ehrenamt höchstens {german_euros(most)}."
        yield Violation("C8", text, used.position)


def _shown_hours(case: Case) -> Iterator[Violation]:
    """What the plan shows by party lies between the largest and the sum of what its grants count."""
    for party in sorted({*case.plan.in_kind, *(used.grant.party for used in case.used)}):
        shown = sum(case.plan.in_kind.get(party, {}).values())
        counted = [used.grant.in_kind for used in case.used if used.grant.party == party]
        if not max(counted, default=0) <= shown <= sum(counted):
            text = f"{party}: Ehrenamt {german_euros(shown)}, in den Zuschüssen {german_euros(sum(counted))}."
            yield Violation("C8", text)
