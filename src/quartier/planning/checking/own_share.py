"""C6 and C7: what must come from the applicant and from others before a grant fills the rest.

Sources: planning rules C7 (Kommunalrichtlinie: 15 % own cash; AnpaSo: money of Land and EU is no own money), C6
(Fehlbedarfsfinanzierung: own and third-party money is used up first). Per grant; the own euro may serve several grants.
"""

from __future__ import annotations

from collections.abc import Iterator

from quartier.model.money import german_euros
from quartier.model.pays import Financing
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.violation import Violation

HOURS = "volunteers"
"""Under this word `own.not_counts` may name volunteers' hours."""

RESIDUAL = frozenset({Financing.DEFICIT, Financing.FULL})


def own_share(case: Case) -> Iterator[Violation]:
    """C7: own cash on the claimed costs, and what counts as such, reaches the least share of B[p] and counted hours."""
    for used in case.used:
        own = used.pays.own
        if own is None or own.min_rate is None:
            continue
        needed = own.min_rate * (used.counted.base + used.grant.in_kind)
        present = own_money(case, used)
        if present < needed:
            least = german_euros(-(-needed.numerator // needed.denominator))
            text = f"{used.label}: Eigenanteil {german_euros(present)}, nötig sind {least}."
            yield Violation("C7", text, used.position)


def own_money(case: Case, used: Used) -> int:
    """Own cash and counted third-party money in counted costs the grant does not pay, and hours where they count."""
    own, paid = used.pays.own, used.paid()
    if own is None:
        return 0
    kinds = set(own.counts) - set(own.not_counts)
    sources = {source.id for source in case.project.third_party if source.kind in kinds}
    total = 0
    for key, counted in used.counted.cells.items():
        cell = case.cells.get(key)
        if cell is not None:
            others = sum(amount for name, amount in cell.third_party.items() if name in sources)
            total += max(0, min(cell.own + others, counted - paid.get(key, 0)))
    return total if own.cash_only or HOURS in own.not_counts else total + used.grant.in_kind


def residual(case: Case) -> Iterator[Violation]:
    """C6: a grant that fills the deficit pays nothing in a year in which its parties leave third-party money unused.

    That it leaves the own share follows from C7, that it pays no more than others leave from C1 and C2. A loan is no
    income.
    """
    for used in case.used:
        if used.pays.financing in RESIDUAL:
            paid = {
                (case.project.party_of(case.items[item].party), year)
                for (item, year), cents in used.paid().items()
                if cents
            }
            for party, year in sorted(paid):
                unused = _unused(case, party, year)
                if unused > 0:
                    text = f"{used.label}: {year} bleiben {german_euros(unused)} Drittmittel von {party} ungenutzt."
                    yield Violation("C6", text, used.position, year=year)


def _unused(case: Case, party: str, year: int) -> int:
    sources = {
        source.id: source.amounts.get(year, 0)
        for source in case.project.third_party
        if case.project.party_of(source.party) == party and source.kind != "loan"
    }
    spent = sum(
        amount
        for cell in case.cells.values()
        if cell.year == year
        for name, amount in cell.third_party.items()
        if name in sources
    )
    return sum(sources.values()) - spent
