"""What would become of the plan if costs fell, donations rose or a programme refused: the worst case of own money.

The shocks hit the plan, not the real figures. A refused programme pays nothing and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal

from quartier.model.answers import Plan
from quartier.model.settlement import Scenario
from quartier.planning.settling.figures import Figures, Terms, scaled
from quartier.planning.settling.grants import settle_grants
from quartier.planning.settling.own_money import own_money

COSTS_FALL = Fraction(90, 100)
DONATIONS_RISE = Fraction(110, 100)


_Case = tuple[Literal["costs", "third_party", "refused"], str, str | None, str | None]
"""Kind, what happens in German, the programme it is about, and what else to know."""


def scenarios_of(plan: Plan, figures: Figures, terms: Sequence[Terms]) -> tuple[Scenario, ...]:
    """All scenarios, in a fixed order. `figures` and `terms` are those of the plan without real figures."""
    less, more = scaled(figures, costs=COSTS_FALL), scaled(figures, donations=DONATIONS_RISE)
    somebody = any(source.planned and not source.decided for source in figures.sources)
    nobody = None if somebody else "Der Plan enthält kein Geld Dritter."
    costs: _Case = ("costs", "Kosten 10 % niedriger", None, None)
    donations: _Case = ("third_party", "Spenden und anderes Geld Dritter 10 % höher", None, nobody)
    return (
        _scenario(plan, less, terms, _settled(terms, less), costs),
        _scenario(plan, more, terms, _settled(terms, more), donations),
        *_refusals(plan, figures, terms),
    )


def _settled(terms: Sequence[Terms], figures: Figures) -> list[int]:
    return [outcome.expected for outcome in settle_grants(terms, figures)]


def _refusals(plan: Plan, figures: Figures, terms: Sequence[Terms]) -> Iterator[Scenario]:
    for programme in dict.fromkeys(term.grant.programme for term in terms):
        refused = [term for term in terms if term.grant.programme == programme]
        expected = [0 if term in refused else term.amount for term in terms]
        text = f"„{refused[0].edition.name}“ lehnt ab"
        yield _scenario(plan, figures, terms, expected, ("refused", text, programme, _followers(terms, refused)))


def _followers(terms: Iterable[Terms], refused: Sequence[Terms]) -> str | None:
    """Matching grants that follow the refused money: they would fall as well, which is not reckoned."""
    levels = {term.edition.level for term in refused}
    names = [
        f"„{term.edition.name}“"
        for term in terms
        if term not in refused and term.block.pays.match and levels & set(term.block.pays.match.of)
    ]
    return f"{' und '.join(names)} richtet sich nach solchem Geld und kann mitfallen." if names else None


def _scenario(plan: Plan, figures: Figures, terms: Sequence[Terms], expected: Sequence[int], case: _Case) -> Scenario:
    own = own_money(plan, figures, terms, expected)
    kind, text, programme, note = case
    return Scenario(
        kind=kind,
        programme=programme,
        text=text,
        total_costs=sum(figures.actual.values()),
        grants_total=sum(expected),
        own=own,
        own_total=sum(party.expected for party in own),
        own_change=sum(party.change for party in own),
        note=note,
    )
