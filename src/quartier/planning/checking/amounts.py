"""C3, C4 and C5: caps, floors and cliffs, fixed and unit amounts.

Sources: planning rules C3 (§ 45e: 30,000 € a year), C4 (ELR: nothing below 5,000 €; Regionalbudget: out above 20,000 €
net), C5 (§ 44 (2) BHO; public money together never above the eligible costs). Grants are whole euros in the funder's
step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import floor, lcm

from quartier.matching.truth import Truth
from quartier.model.conditions import FactValue
from quartier.model.money import CENTS_PER_EURO, german_euros
from quartier.model.pays import Amount, Financing
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.costs import size_of_project
from quartier.planning.checking.rates import WHOLE, highest_rate
from quartier.planning.checking.violation import FORM, Violation

LUMP_SUMS = frozenset({Financing.FIXED_AMOUNT, Financing.UNIT_AMOUNT})


def amounts_in_force(case: Case, used: Used) -> list[Amount]:
    """The floors and ceilings whose condition does not fail."""
    return [amount for amount in used.pays.amount if case.truth(amount.when, used.facts) is not Truth.FAILED]


def step(case: Case, used: Used) -> int:
    """The funder's step in cents, whole euros at least."""
    return CENTS_PER_EURO * lcm(*(amount.round_to for amount in amounts_in_force(case, used)))


def whole_units(facts: Mapping[str, FactValue], used: Used) -> int:
    """How many whole units the fact allows; none while it is unknown."""
    value = facts.get(used.pays.unit.fact) if used.pays.unit else None
    return floor(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else 0


def units_unknown(used: Used) -> bool:
    """Whether nobody has said how many units there are; then an amount per unit counts once."""
    return used.pays.unit is None or used.facts.get(used.pays.unit.fact) is None


def _portions(used: Used, amount: Amount) -> list[tuple[int | None, int, int]]:
    """What an amount is compared with: year (None: the whole grant), cents paid, and how often the amount counts."""
    if amount.per == "year":
        return [(year, cents, 1) for year, cents in sorted(_paid_by_year(used).items()) if cents]
    counted = amount.per == "unit" and not units_unknown(used)
    times = whole_units(used.facts, used) if counted else 1
    return [(None, used.grant.amount, times)]


def _paid_by_year(used: Used) -> dict[int, int]:
    sums: dict[int, int] = {}
    for (_, year), cents in used.paid().items():
        sums[year] = sums.get(year, 0) + cents
    return sums


def _fixed(used: Used, amount: Amount) -> bool:
    """All or nothing: a fixed amount without a range."""
    return used.pays.financing is Financing.FIXED_AMOUNT and amount.min is not None and amount.min == amount.max


def caps(case: Case) -> Iterator[Violation]:
    """C3: highest amounts per project, year and unit, and what kinds of cost may cost."""
    for used in case.used:
        for amount in amounts_in_force(case, used):
            for year, cents, times in _portions(used, amount):
                if amount.max is not None and not _fixed(used, amount) and cents > amount.max * times:
                    text = f"{used.label}: {german_euros(cents)}, höchstens {german_euros(amount.max * times)}."
                    yield Violation("C3", text, used.position, year=year)
        yield from _kind_caps(case, used)


def _kind_caps(case: Case, used: Used) -> Iterator[Violation]:
    """Of a kind of cost that counts up to a limit, only the rate of that limit is paid."""
    rate = WHOLE if used.grant.in_kind else highest_rate(case, used)
    for kind, year, limit in used.counted.limits():
        paid = sum(
            cents for (item, at), cents in used.paid().items() if case.items[item].kind == kind and year in (None, at)
        )
        if paid > floor(rate * limit):
            text = f"{used.label}: {german_euros(paid)} für {kind}, höchstens {german_euros(floor(rate * limit))}."
            yield Violation("C3", text, used.position, year=year)


def floors(case: Case) -> Iterator[Violation]:
    """C4: below the floor nothing is paid; outside the size window the block is out altogether."""
    for used in case.used:
        for amount in amounts_in_force(case, used):
            for year, cents, times in _portions(used, amount):
                if amount.min is not None and not _fixed(used, amount) and cents < amount.min * times:
                    text = f"{used.label}: {german_euros(cents)}, mindestens {german_euros(amount.min * times)}."
                    yield Violation("C4", text, used.position, year=year)
        yield from _size(case, used)


def _size(case: Case, used: Used) -> Iterator[Violation]:
    window = used.pays.base.size
    if window is None:
        return
    size = size_of_project(case.project, used.pays, used.grant.party, used.facts)
    if window.min is not None and size < window.min:
        text = f"{used.label}: förderfähige Kosten {german_euros(size)}, nötig sind {german_euros(window.min)}."
        yield Violation("C4", text, used.position)
    if window.max is not None and size > window.max:
        text = f"{used.label}: förderfähige Kosten {german_euros(size)}, erlaubt sind {german_euros(window.max)}."
        yield Violation("C4", text, used.position)


def lump_sums(case: Case) -> Iterator[Violation]:
    """C5: all or nothing, whole units, and public money together within the eligible costs."""
    for used in case.used:
        yield from _all_or_nothing(case, used)
        yield from _units(case, used)
        if used.pays.financing in LUMP_SUMS:
            public = case.public_money(used.counted.cells, also=[used.position])
            if public > used.counted.base:
                text = (
                    f"{used.label}: öffentliche Mittel {german_euros(public)} auf "
                    f"{german_euros(used.counted.base)} förderfähige Kosten."
                )
                yield Violation("C5", text, used.position)


def _all_or_nothing(case: Case, used: Used) -> Iterator[Violation]:
    for amount in amounts_in_force(case, used):
        if amount.max is None or not _fixed(used, amount):
            continue
        for year, cents, times in _portions(used, amount):
            whole = _rounded_down(amount.max * times, step(case, used))
            if cents != whole:
                text = f"{used.label}: {german_euros(cents)}, es gibt {german_euros(whole)} oder nichts."
                yield Violation("C5", text, used.position, year=year)


def _units(case: Case, used: Used) -> Iterator[Violation]:
    if used.pays.financing is not Financing.UNIT_AMOUNT or used.pays.unit is None:
        return
    each, most, cents = used.pays.unit.amount, whole_units(used.facts, used), used.grant.amount
    number = -(-cents // each) if each else 0
    if number > most or cents != _rounded_down(each * number, step(case, used)):
        text = (
            f"{used.label}: {german_euros(cents)} sind nicht {german_euros(each)} je Einheit "
            f"bei höchstens {most} Einheiten."
        )
        yield Violation("C5", text, used.position)


def _rounded_down(cents: int, by: int) -> int:
    return cents - cents % by


def whole_steps(case: Case) -> Iterator[Violation]:
    """`form`: a grant is more than nothing, in whole euros and in the funder's step."""
    for used in case.used:
        by = step(case, used)
        if used.grant.amount <= 0 or used.grant.amount % by:
            text = f"{used.label}: {german_euros(used.grant.amount)} ist kein Vielfaches von {german_euros(by)}."
            yield Violation(FORM, text, used.position)
        for (item, year), cents in used.paid().items():
            if cents < 0:
                text = f"{used.label}: {item} {year} ist negativ."
                yield Violation(FORM, text, used.position, item, year)
