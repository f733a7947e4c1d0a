"""What each party pays itself, as planned and in the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quartier.model.answers import Plan
from quartier.model.settlement import OwnMoney
from quartier.planning.settling.figures import Figures, Terms
from quartier.planning.settling.rounding import split


def own_money(plan: Plan, figures: Figures, terms: Sequence[Terms], expected: Sequence[int]) -> tuple[OwnMoney, ...]:
    """By party, in the plan's order: the costs that nobody else pays, and money left where others pay too much.

    A grant that fell pays the parties in the proportion it was planned to. An open gap of the plan counts as own
    money: somebody has to find it.
    """
    rest: dict[str, int] = defaultdict(int)
    for key, cost in figures.actual.items():
        rest[figures.party[key]] += cost
    for source in figures.sources:
        for key, amount in source.actual.items():
            rest[figures.party[key]] -= amount
    for term, amount in zip(terms, expected, strict=True):
        for party, share in _by_party(term, amount, figures.party).items():
            rest[party] -= share
    planned = _planned(plan)
    return tuple(_own(party, planned[party], left) for party, left in rest.items())


def _own(party: str, planned: int, left: int) -> OwnMoney:
    expected = max(0, left)
    return OwnMoney(party=party, planned=planned, expected=expected, change=expected - planned, surplus=max(0, -left))


def _by_party(term: Terms, amount: int, party: Mapping[tuple[str, int], str]) -> dict[str, int]:
    weights: dict[str, int] = defaultdict(int)
    for key, paid in term.paid.items():
        weights[party[key]] += paid
    if not weights:
        weights[term.grant.party] = 1
    return dict(zip(weights, split(amount, list(weights.values())), strict=True))


def _planned(plan: Plan) -> dict[str, int]:
    planned: dict[str, int] = defaultdict(int)
    for cell in plan.cells:
        planned[cell.party] += cell.own + cell.open_gap
    return planned
