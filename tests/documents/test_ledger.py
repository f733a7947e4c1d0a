"""The ledger: every euro of the plan once, in the words of the tables."""

import pytest
from tests.documents.samples import EXAMPLES, dossier, example
from tests.planning.checking.conftest import block, edition, project

from quartier.documents.ledger import Advance, Entry, Kind, Source, advances_of, ledger_of

STELLE = {"id": "stelle", "kind": "personnel", "label": "Stelle", "net": {2027: 1_000, 2028: 2_000}}
HALF = Source(Kind.GRANT, "land", "LAND", "gemeinde", 0)
OWN = Source(Kind.OWN, "gemeinde", "Eigenes Geld gemeinde", "gemeinde")


def test_entries_say_who_pays_what_when() -> None:
    ledger = ledger_of(dossier(project(costs=[STELLE])))

    assert ledger.sources == (HALF, OWN)
    assert ledger.entries == (
        Entry("stelle", 2027, HALF, 50_000),
        Entry("stelle", 2027, OWN, 50_000),
        Entry("stelle", 2028, HALF, 100_000),
        Entry("stelle", 2028, OWN, 100_000),
    )
    assert (ledger.cost(), ledger.cost("stelle", 2028)) == (300_000, 200_000)
    assert (ledger.paid(Kind.GRANT), ledger.paid(OWN, year=2027), ledger.paid()) == (150_000, 50_000, 300_000)


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_adds_up(name: str) -> None:
    of = example(name)
    ledger = ledger_of(of)

    assert ledger.cost() == ledger.paid() == of.plan.total_costs
    assert ledger.paid(Kind.GRANT) == of.plan.grants_total
    assert ledger.paid(Kind.OWN) == of.plan.own_total


@pytest.mark.parametrize(
    ("payout", "expected"),
    [("advance", None), ("reimbursement", True), ("unknown", False)],
)
def test_what_is_paid_afterwards_must_be_advanced(payout: str, *, expected: bool | None) -> None:
    of = dossier(project(costs=[STELLE]), edition("land", block(payout=payout)))

    found = advances_of(of, ledger_of(of))

    by_year = {2027: 50_000, 2028: 100_000}
    assert found == ([] if expected is None else [Advance(HALF, expected, by_year)])
