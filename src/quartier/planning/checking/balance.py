"""C1: every item and year is covered exactly, nobody gives more than there is, and all totals add up.

Source: planning rules C1 (ANBest-K 2.2: no over-financing); own, third-party and granted money by the conventions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from quartier.model.answers import Cell, CentsByYear
from quartier.model.money import german_euros
from quartier.planning.checking.case import Case
from quartier.planning.checking.costs import party_cost
from quartier.planning.checking.violation import FORM, Key, Violation, without_zeros


def balance(case: Case) -> Iterator[Violation]:
    """C1: cells, totals, and money that exists."""
    yield from _cells(case)
    yield from _missing_cells(case)
    yield from _own_funds(case)
    yield from _third_party(case)
    yield from _granted(case)
    yield from _sums(case)
    yield from _party_totals(case)
    yield from _third_party_totals(case)


def grant_sums(case: Case) -> Iterator[Violation]:
    """`form`: a grant's amount, its years, its items and the cells tell the same."""
    for used in case.used:
        grant, paid = used.grant, used.paid()
        if grant.amount != sum(paid.values()):
            text = (
                f"{used.label}: {german_euros(grant.amount)}, auf Posten verteilt {german_euros(sum(paid.values()))}."
            )
            yield Violation(FORM, text, used.position)
        by_year: dict[int, int] = defaultdict(int)
        for (_, year), amount in paid.items():
            by_year[year] += amount
        for year in _different(grant.by_year, by_year):
            text = f"{used.label}: {year} {_two(grant.by_year.get(year, 0), by_year[year], 'auf Posten verteilt')}."
            yield Violation(FORM, text, used.position, year=year)
        shown = _shown(case, used.position)
        for item, year in sorted({key for key in paid.keys() | shown if paid.get(key, 0) != shown.get(key, 0)}):
            both = _two(paid.get((item, year), 0), shown.get((item, year), 0), "in der Zelle")
            text = f"{used.label}: {item} {year} {both}."
            yield Violation(FORM, text, used.position, item, year)


def _shown(case: Case, position: int) -> dict[Key, int]:
    """What the cells say the grant pays."""
    amounts: dict[Key, int] = defaultdict(int)
    for key, cell in case.cells.items():
        for part in cell.grants:
            if part.grant == position:
                amounts[key] += part.amount
    return without_zeros(amounts)


def _two(named: int, other: int, where: str) -> str:
    return f"{german_euros(named)}, {where} {german_euros(other)}"


def _different(named: Mapping[int, int], other: Mapping[int, int]) -> list[int]:
    """The years in which two lists of amounts differ."""
    return sorted(year for year in {*named, *other} if named.get(year, 0) != other.get(year, 0))


def _parts(cell: Cell) -> list[int]:
    return [
        *(part.amount for part in cell.grants),
        *cell.granted.values(),
        *cell.third_party.values(),
        cell.own,
        cell.open_gap,
    ]


def _cells(case: Case) -> Iterator[Violation]:
    for (item, year), cell in case.cells.items():
        place = f"{item} {year}"
        cost = party_cost(case.items[item], year)
        if cell.cost != cost:
            yield Violation("C1", f"{place}: Kosten {_two(cell.cost, cost, 'im Vorhaben')}.", item=item, year=year)
        party = case.project.party_of(case.items[item].party)
        if cell.party != party:
            yield Violation(FORM, f"{place}: gehört {party}, nicht {cell.party}.", item=item, year=year)
        parts = _parts(cell)
        if min(parts) < 0:
            yield Violation("C1", f"{place}: ein Betrag ist negativ.", item=item, year=year)
        if sum(parts) != cell.cost:
            text = f"{place}: gedeckt sind {german_euros(sum(parts))} von {german_euros(cell.cost)}."
            yield Violation("C1", text, item=item, year=year)


def _missing_cells(case: Case) -> Iterator[Violation]:
    for item in case.items.values():
        for year in item.by_year:
            cost = party_cost(item, year)
            if cost and (item.id, year) not in case.cells:
                text = f"{item.id} {year}: {german_euros(cost)} Kosten fehlen im Plan."
                yield Violation("C1", text, item=item.id, year=year)


def _by_party(case: Case, amount: Callable[[Cell], int]) -> dict[str, dict[int, int]]:
    """An amount of every cell summed up by party and year."""
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for cell in case.cells.values():
        sums[cell.party][cell.year] += amount(cell)
    return sums


def _own_funds(case: Case) -> Iterator[Violation]:
    """Own cash stays within the party's own funds; a party with a list has nothing in a year it does not name."""
    spent = _by_party(case, lambda cell: cell.own)
    for party, funds in (case.project.own_funds or {}).items():
        for year, amount in spent.get(party, {}).items():
            if amount > funds.get(year, 0):
                text = f"{party} {year}: Eigenmittel {_two(amount, funds.get(year, 0), 'vorhanden')}."
                yield Violation("C1", text, year=year)


def _third_party(case: Case) -> Iterator[Violation]:
    """Third-party money is used up to its amount, for its party's items, in its years."""
    sources = {source.id: source for source in case.project.third_party}
    used: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (item, year), cell in case.cells.items():
        for name, amount in without_zeros(cell.third_party).items():
            used[name][year] += amount
            source = sources.get(name)
            if source is not None and case.project.party_of(source.party) != cell.party:
                text = f"{item} {year}: {name} gehört nicht {cell.party}."
                yield Violation("C1", text, item=item, year=year)
    for name, years in used.items():
        given = sources[name].amounts if name in sources else {}
        for year, amount in years.items():
            if amount > given.get(year, 0):
                yield Violation("C1", f"{name} {year}: {_two(amount, given.get(year, 0), 'vorhanden')}.", year=year)


class _Grants(NamedTuple):
    """All granted money of one programme: how much, and for which items."""

    amount: int
    items: frozenset[str]


def _decided(case: Case) -> dict[str, _Grants]:
    found: dict[str, _Grants] = {}
    for entry in case.decided:
        owned = [item.id for item in case.items.values() if case.project.party_of(item.party) == entry.party]
        before = found.get(entry.programme, _Grants(0, frozenset()))
        items = before.items | frozenset(entry.granted.items or owned)
        found[entry.programme] = _Grants(before.amount + entry.granted.amount, items)
    return found


def _granted(case: Case) -> Iterator[Violation]:
    """Granted money is used up to its amount, for the items it names, else for its party's."""
    decided = _decided(case)
    used: dict[str, int] = defaultdict(int)
    for (item, year), cell in case.cells.items():
        for programme, amount in without_zeros(cell.granted).items():
            used[programme] += amount
            if programme in decided and item not in decided[programme].items:
                text = f"{item} {year}: {programme} ist nicht für diesen Posten bewilligt."
                yield Violation("C1", text, item=item, year=year)
    for programme, amount in used.items():
        given = decided[programme].amount if programme in decided else 0
        if amount > given:
            yield Violation("C1", f"{programme}: {_two(amount, given, 'bewilligt')}.")


def _sums(case: Case) -> Iterator[Violation]:
    plan, cells = case.plan, case.cells.values()
    wanted = (
        ("Gesamtkosten", plan.total_costs, sum(cell.cost for cell in cells)),
        ("Zuschüsse", plan.grants_total, sum(grant.amount for grant in plan.grants)),
        ("Eigenmittel", plan.own_total, sum(cell.own for cell in cells)),
    )
    for name, total, parts in wanted:
        if total != parts:
            yield Violation("C1", f"{name}: {_two(total, parts, 'zusammengezählt')}.")


def _party_totals(case: Case) -> Iterator[Violation]:
    wanted = (
        ("Eigenmittel", case.plan.own, _by_party(case, lambda cell: cell.own)),
        ("Lücke", case.plan.open_gap, _by_party(case, lambda cell: cell.open_gap)),
    )
    for name, totals, parts in wanted:
        for party in sorted({*totals, *parts}):
            yield from _year_totals(f"{name} {party}", totals.get(party, {}), parts.get(party, {}))


def _year_totals(name: str, totals: CentsByYear, parts: Mapping[int, int]) -> Iterator[Violation]:
    for year in _different(totals, parts):
        text = f"{name} {year}: {_two(totals.get(year, 0), parts.get(year, 0), 'zusammengezählt')}."
        yield Violation("C1", text, year=year)


def _third_party_totals(case: Case) -> Iterator[Violation]:
    """The plan may list third-party money by source or by party."""
    by_source: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for cell in case.cells.values():
        for name, amount in cell.third_party.items():
            by_source[name][cell.year] += amount
    by_party = _by_party(case, lambda cell: sum(cell.third_party.values()))
    shown = _flat(case.plan.third_party)
    if shown not in (_flat(by_source), _flat(by_party)):
        total = sum(amount for years in by_source.values() for amount in years.values())
        text = (
            f"Drittmittel: {_two(sum(shown.values()), total, 'zusammengezählt, oder anders auf die Jahre verteilt')}."
        )
        yield Violation("C1", text)


def _flat(amounts: Mapping[str, Mapping[int, int]]) -> dict[Key, int]:
    return {(name, year): amount for name, years in amounts.items() for year, amount in years.items() if amount}
