"""What a party must advance because a grant is paid only afterwards; added up anew from cells and catalogue.

Source: what single programmes say about paying out against receipts (`payout`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quartier.model.money import german_euros
from quartier.planning.checking.case import Case
from quartier.planning.checking.violation import FORM, Violation, without_zeros


def prefinance(case: Case) -> Iterator[Violation]:
    """`form`: by party and year the plan names what reimbursed grants pay of the party's costs, no more and no less."""
    late = {used.position for used in case.used if used.pays.payout == "reimbursement"}
    needed: dict[tuple[str, int], int] = defaultdict(int)
    for (item, year), cell in case.cells.items():
        party = case.project.party_of(case.items[item].party)
        needed[party, year] += sum(part.amount for part in cell.grants if part.grant in late)
    named = {(party, year): cents for party, years in case.plan.prefinance.items() for year, cents in years.items()}
    expected, shown = without_zeros(needed), without_zeros(named)
    for party, year in sorted(key for key in expected.keys() | shown if expected.get(key) != shown.get(key)):
        text = (
            f"{party} {year}: vorzustrecken {german_euros(shown.get((party, year), 0))}, nach den Zuschüssen "
            f"{german_euros(expected.get((party, year), 0))}."
        )
        yield Violation(FORM, text, year=year)
