"""Small plans to settle: one year, amounts in cents, what nobody else pays is own money."""

from collections.abc import Mapping
from typing import Any

from tests.planning.checking.conftest import VOCABULARY, block, edition

from quartier.catalogue.store import Catalogue
from quartier.model.actuals import Actuals
from quartier.model.answers import Cell, CellGrant, Grant, ItemGrant, Plan
from quartier.model.months import Month
from quartier.model.settlement import SettledGrant, Settlement
from quartier.planning.settling.answer import settle_plan

YEAR = 2027
TITLE = "Treffpunkt"
PAYS: dict[str, dict[str, Any]] = {
    "fixed_amount": {"rate": None, "amount": {"min": 1, "max": 10**9}},
    "deficit": {"rate": None},
    "full": {"rate": None},
    "matching": {"rate": None, "match": {"of": ["municipal"], "ratio": 1}},
    "unit_amount": {"rate": None, "unit": {"fact": "volunteers", "amount": 250}},
}


def grant(programme: str, financing: str, paid: Mapping[str, int], *, base: int = 0, party: str = "gemeinde") -> Grant:
    """A grant that pays these items; it counts the same items, in full where `base` is 0."""
    items = tuple(ItemGrant(item=item, year=YEAR, amount=amount) for item, amount in paid.items())
    return Grant(
        programme=programme,
        edition="2026",
        block="block",
        party=party,
        amount=sum(paid.values()),
        financing=financing,
        by_year={YEAR: sum(paid.values())},
        items=items,
        claims=tuple(paid),
        base=base,
        start=Month(YEAR, 1),
        end=Month(YEAR, 12),
    )


def plan(
    costs: Mapping[str, int],
    *grants: Grant,
    third_party: Mapping[str, Mapping[str, int]] | None = None,
    parties: Mapping[str, str] | None = None,
) -> Plan:
    """A plan whose cells add up. `third_party`: by name, what they pay of which item; `parties`: who bears an item."""
    third, bearer = third_party or {}, parties or {}
    cells = [_cell(item, cost, grants, third, bearer.get(item, "gemeinde")) for item, cost in costs.items()]
    own: dict[str, dict[int, int]] = {}
    for cell in cells:
        own.setdefault(cell.party, {YEAR: 0})[YEAR] += cell.own
    return Plan(
        objective="least_own_funds",
        status="optimal",
        conditional=False,
        total_costs=sum(costs.values()),
        grants_total=sum(entry.amount for entry in grants),
        own_total=sum(cell.own for cell in cells),
        grants=grants,
        own=own,
        third_party={name: {YEAR: sum(paid.values())} for name, paid in third.items()},
        in_kind={},
        open_gap={},
        after_funding={},
        cells=tuple(cells),
    )


def _cell(item: str, cost: int, grants: tuple[Grant, ...], third: Mapping[str, Mapping[str, int]], party: str) -> Cell:
    paid = tuple(
        CellGrant(grant=number, amount=part.amount)
        for number, entry in enumerate(grants)
        for part in entry.items
        if part.item == item
    )
    others = {name: amounts[item] for name, amounts in third.items() if item in amounts}
    own = cost - sum(part.amount for part in paid) - sum(others.values())
    assert own >= 0, item
    return Cell(item=item, year=YEAR, party=party, cost=cost, grants=paid, third_party=others, own=own)


def catalogue(made: Plan, levels: Mapping[str, str] | None = None, **pays: dict[str, Any]) -> Catalogue:
    """Editions for the grants of a plan: state money unless `levels` says otherwise; `pays` by programme."""
    editions = []
    for entry in made.grants:
        more = {"financing": entry.financing, **PAYS.get(entry.financing, {}), **pays.get(entry.programme, {})}
        level = (levels or {}).get(entry.programme, "state")
        editions.append(edition(entry.programme, block(**more), level=level))
    return Catalogue(tuple(editions), VOCABULARY, "sha256:0")


def actuals(**given: object) -> Actuals:
    """Real figures as in a file."""
    head = {"format": "quartier.actuals/1", "project": TITLE, "as_of": "2027-12-31"}
    return Actuals.model_validate({**head, **given})


def settled(made: Plan, given: Actuals | None, known: Catalogue | None = None) -> Settlement:
    """The answer; it always adds up."""
    answer = settle_plan(made, given, known or catalogue(made), TITLE)
    assert answer.grants_expected == sum(entry.expected for entry in answer.grants)
    assert answer.reduction == answer.grants_planned - answer.grants_expected
    assert all(entry.reduction == sum(why.reduction for why in entry.why) for entry in answer.grants)
    return answer


def expected(answer: Settlement) -> list[int]:
    """What the grants become, in cents."""
    return [entry.expected for entry in answer.grants]


def rules(entry: SettledGrant) -> list[str]:
    """The rules that cut a grant."""
    return [why.rule for why in entry.why if why.reduction]
