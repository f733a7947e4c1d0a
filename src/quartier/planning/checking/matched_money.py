"""C12: money that follows other money.

Sources: planning rules C12 (§ 45c and § 123 SGB XI 1:1, § 45d 3:1; Mehrgenerationenhaus: 10,000 € of the region, or
nothing). Own cash of a municipality or county counts as money of its level.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from math import floor

from quartier.model.answers import Cell
from quartier.model.money import german_euros
from quartier.model.pays import Level, NeededMatch
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.violation import Violation


def matching(case: Case) -> Iterator[Violation]:
    """C12: at most `ratio` times what the named levels pay; money that must come from them does."""
    for used in case.used:
        rule = used.pays.match
        if rule is not None:
            base = money_of_levels(case, used, rule.of)
            most = floor(rule.ratio * base)
            if used.grant.amount > most:
                text = (
                    f"{used.label}: {german_euros(used.grant.amount)}, zu {german_euros(base)} anderer "
                    f"höchstens {german_euros(most)}."
                )
                yield Violation("C12", text, used.position)
        if used.pays.needs_match is not None:
            yield from _needed(case, used, used.pays.needs_match)


def _needed(case: Case, used: Used, rule: NeededMatch) -> Iterator[Violation]:
    years: Iterable[int | None] = [None]
    if rule.per == "year":
        years = sorted({year for (_, year), cents in used.paid().items() if cents})
    for year in years:
        paid = sum(cents for (_, at), cents in used.paid().items() if year in (None, at))
        needed = rule.amount if rule.amount is not None else -floor(-(rule.rate_of_grant or 0) * paid)
        present = money_of_levels(case, used, rule.from_, year)
        if present < needed:
            text = f"{used.label}: {german_euros(needed)} müssen von anderen kommen, es sind {german_euros(present)}."
            yield Violation("C12", text, used.position, year=year)


def money_of_levels(case: Case, used: Used, levels: Collection[Level], year: int | None = None) -> int:
    """What others of these levels pay of the counted costs the grant leaves open, in one year or altogether."""
    total = 0
    paid = used.paid()
    for key, counted in used.counted.cells.items():
        cell = case.cells.get(key)
        if cell is not None and year in (None, key[1]):
            total += max(0, min(_in_cell(case, used, cell, levels), counted - paid.get(key, 0)))
    return total


def _in_cell(case: Case, used: Used, cell: Cell, levels: Collection[Level]) -> int:
    grants = sum(
        part.amount
        for part in cell.grants
        if part.grant != used.position and case.used[part.grant].edition.level in levels
    )
    own = cell.own if case.level_of(cell.party) in levels else 0
    key = (cell.item, cell.year)
    return grants + case.granted_money(key, levels) + case.third_party_of(key, levels) + own
