"""What would have to change so that a block fits: the smallest sets of changeable facts, found by working backwards."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from quartier.matching.allowed import Change, Literal, change
from quartier.matching.case import Case
from quartier.matching.network import NEVER
from quartier.matching.truth import Truth
from quartier.matching.values import typed
from quartier.matching.verdicts import Verdict
from quartier.model.conditions import AllOf, Comparison, NotOf, comparisons

MAX_SETS, MAX_FACTS = 5, 4
"""How many sets are told and how many facts a set may change; more helps nobody."""

MAX_WAYS = 512
"""How many ways are followed at once; the ones with the fewest changes are kept."""

Way = frozenset[tuple[int, bool]]
"""Leaves of the network that must hold, or must not (True)."""

Needs = dict[str, tuple[Literal, ...]]


def would_fit_if(verdict: Verdict) -> list[tuple[Change, ...]]:
    """The smallest sets of changes that make every requirement met given all that is known, fewest changes first.

    Empty where the block fits, where applications are closed or the size excludes it, or where a fact that nobody can
    change has failed or is unknown.
    """
    if verdict.status is Truth.MET:
        return []
    nodes = list(dict.fromkeys(result.rule.node for result in verdict.results))
    if NEVER in nodes:
        return []
    search = _Search(verdict.case)
    return search.smallest(search.ways(nodes))


class _Search:
    """The search for one applicant."""

    def __init__(self, case: Case) -> None:
        self.case, self.network = case, case.network
        self._facts = self.network.vocabulary.facts

    def ways(self, nodes: list[int]) -> list[Way]:
        """All ways to meet the nodes. Met ones matter only where they speak of a fact that may change."""
        truths = self.case.truths
        ways: list[Way] = [frozenset()]
        touched: set[str] = set()
        pending = [node for node in nodes if truths[node] is Truth.MET]
        following = [node for node in nodes if truths[node] is not Truth.MET]
        while following and ways:
            for node in following:
                ways = self._product(ways, self._alternatives(node, negated=False))
                touched |= self._changeable(node)
            following = [node for node in pending if touched & self._changeable(node)]
            pending = [node for node in pending if node not in following]
        return ways

    def _alternatives(self, node: int, *, negated: bool) -> list[Way]:
        tree, parts = self.network.trees[node], self.network.parts[node]
        if isinstance(tree, Comparison):
            return self._leaf(node, tree.fact, negated=negated)
        if isinstance(tree, NotOf):
            return self._alternatives(parts[0], negated=not negated)
        if isinstance(tree, AllOf) != negated:
            ways: list[Way] = [frozenset()]
            for part in parts:
                ways = self._product(ways, self._alternatives(part, negated=negated))
            return ways
        return self._pruned({way for part in parts for way in self._alternatives(part, negated=negated)})

    def _leaf(self, node: int, name: str, *, negated: bool) -> list[Way]:
        fact = self._facts.get(name)
        if fact is not None and fact.changeable and self._literal(node, negated=negated).wanted is not None:
            return self._pruned([frozenset({(node, negated)})])
        holds = self.case.truths[node] is (Truth.FAILED if negated else Truth.MET)
        return [frozenset()] if holds else []

    def _changeable(self, node: int) -> set[str]:
        tree = self.network.trees[node]
        names = {part.fact for part in comparisons(tree)} if tree is not None else set()
        return {name for name in names if (fact := self._facts.get(name)) and fact.changeable}

    def _product(self, ways: list[Way], others: list[Way]) -> list[Way]:
        return self._pruned({way | other for way in ways for other in others})

    def _pruned(self, ways: Iterable[Way]) -> list[Way]:
        """Ways that are possible and change few enough facts, without those that only ask for more than another."""
        sized = [
            (len(changes), len(way), sorted(way), way) for way in ways if (changes := self._changes(way)) is not None
        ]
        kept: list[Way] = []
        for count, _, _, way in sorted(sized, key=lambda entry: entry[:3]):
            if count <= MAX_FACTS and not any(other <= way for other in kept):
                kept.append(way)
        return kept[:MAX_WAYS]

    def _changes(self, way: Way) -> tuple[Change, ...] | None:
        """The facts that must change, or None where one of them has no possible value."""
        changes = []
        for name, literals in sorted(self._needs(way).items()):
            known = self._known(name)
            if known is not None and all(one.holds(known) for one in literals):
                continue
            found = change(name, literals, known, self.network.vocabulary)
            if found is None:
                return None
            changes.append(found)
        return tuple(changes)

    def _needs(self, way: Way) -> Needs:
        leaves = sorted((self.network.leaves[node].fact, node, negated) for node, negated in way)
        return {
            name: tuple(self._literal(node, negated=negated) for _, node, negated in group)
            for name, group in groupby(leaves, key=lambda leaf: leaf[0])
        }

    def _literal(self, node: int, *, negated: bool) -> Literal:
        return Literal(self.network.leaves[node].operator, self.network.wanted[node], negated)

    def _known(self, name: str) -> object:
        value = self.case.facts.get(name)
        return None if value is None else typed(value, self._facts.get(name))

    def smallest(self, ways: list[Way]) -> list[tuple[Change, ...]]:
        """The sets no other set of facts is part of, smallest first, then in the order of their text."""
        found = {changes for way in ways if (changes := self._changes(way))}
        names = {changes: frozenset(one.fact for one in changes) for changes in found}
        minimal = [changes for changes in found if not any(other < names[changes] for other in names.values())]
        return sorted(minimal, key=lambda changes: (len(changes), [one.text for one in changes]))[:MAX_SETS]
