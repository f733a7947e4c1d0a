"""C17 as a rule: a grant claims and pays only costs its block counts, and states their sum truly.

Source: planning rules C17; how much counts is computed in `costs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from quartier.model.money import german_euros
from quartier.model.project import CostItem
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.costs import eligible, kind_fits, measure_fits, own_item, year_costs
from quartier.planning.checking.violation import Violation


def eligible_costs(case: Case) -> Iterator[Violation]:
    """C17: kinds, measures and owners of the claimed items, nothing paid that is not claimed, B[p] as stated."""
    for used in case.used:
        for item in used.grant.claims:
            reason = _reason(case, used, case.items[item])
            if reason:
                yield Violation("C17", f"{used.label}: {item} zählt nicht, {reason}.", used.position, item)
        for (item, year), amount in used.paid().items():
            if amount and item not in used.grant.claims:
                text = f"{used.label}: zahlt {item}, macht ihn aber nicht geltend."
                yield Violation("C17", text, used.position, item, year)
        if used.grant.base != used.counted.base:
            text = (
                f"{used.label}: förderfähig sind {german_euros(used.counted.base)}, "
                f"nicht {german_euros(used.grant.base)}."
            )
            yield Violation("C17", text, used.position)


def public_money_on_items(case: Case) -> Iterator[Violation]:
    """C17: on an item the public grants pay together at most the largest amount one of those claiming it counts."""
    for (item, year), cell in case.cells.items():
        public = [used for used in case.used if used.public]
        paid = sum(used.paid().get((item, year), 0) for used in public)
        counted = [
            floor(year_costs(used.pays.base, used.facts, case.items[item], year))
            for used in public
            if item in used.grant.claims and eligible(case.project, used.pays, used.grant.party, case.items[item])
        ]
        most = min(cell.cost, max(counted, default=0))
        if counted and paid > most:  # what nobody claims is said above
            text = (
                f"{item} {year}: öffentliche Zuschüsse {german_euros(paid)}, keiner von ihnen zählt mehr als "
                f"{german_euros(most)}."
            )
            yield Violation("C17", text, item=item, year=year)


def _reason(case: Case, used: Used, item: CostItem) -> str | None:
    """Why the block does not count the item; None where it does."""
    if not own_item(case.project, used.pays, used.grant.party, item):
        return "er gehört einem anderen Partner"
    if not kind_fits(used.pays.base, item):
        return f"die Kostenart {item.kind} ist nicht förderfähig"
    if not measure_fits(used.pays.base, item):
        return f"die Maßnahme {item.measure} ist nicht förderfähig"
    return None
