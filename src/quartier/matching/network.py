"""All conditions of many editions as one network in which equal parts occur once and are decided once per applicant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from quartier.matching.truth import HOLDS, NEGATED, Tree, Truth, wanted_form
from quartier.matching.values import Typed, typed
from quartier.model.conditions import AllOf, AnyOf, Comparison, FactValue, NotOf
from quartier.model.vocabulary import Vocabulary

MET, FAILED, OPEN = Truth.MET, Truth.FAILED, Truth.OPEN

ALWAYS, NEVER = 0, 1
"""Nodes that are met and failed whatever is known."""


class _Group(NamedTuple):
    """Comparisons of one fact by one operator, decided in one go."""

    holds: Callable[[Any, Any], bool]
    nodes: list[int]
    wanted: list[Any]


class Network:
    """Conditions by number. `add` everything first, then `decide` for one applicant after the other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start with the two constant nodes."""
        self.vocabulary = vocabulary
        self.trees: list[Tree | None] = [None, None]
        self.leaves: dict[int, Comparison] = {}
        self.wanted: dict[int, Typed | frozenset[Any] | None] = {}
        self.parts: list[tuple[int, ...]] = [(), ()]
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._inner: list[tuple[int, type, tuple[int, ...]]] = []
        self._by_fact: dict[str, dict[str, _Group]] = defaultdict(dict)

    def add(self, tree: Tree) -> int:
        """The number of a condition; equal conditions have the same."""
        match tree:
            case Comparison():
                return self._leaf(tree)
            case NotOf():
                return self._node(tree, (self.add(tree.negated),))
            case AllOf():
                return self._node(tree, tuple(self.add(part) for part in tree.all))
            case AnyOf():
                return self._node(tree, tuple(self.add(part) for part in tree.any))

    def _leaf(self, comparison: Comparison) -> int:
        wanted = wanted_form(comparison, self.vocabulary)
        key = (comparison.fact, comparison.operator, wanted)
        number = self._numbers.get(key)
        if number is None:
            number = self._append(key, comparison, ())
            self.leaves[number], self.wanted[number] = comparison, wanted
            if wanted is not None:
                groups = self._by_fact[comparison.fact]
                group = groups.setdefault(comparison.operator, _Group(HOLDS[comparison.operator], [], []))
                group.nodes.append(number)
                group.wanted.append(wanted)
        return number

    def _node(self, tree: Tree, parts: tuple[int, ...]) -> int:
        key = (type(tree), parts)
        number = self._numbers.get(key)
        if number is None:
            number = self._append(key, tree, parts)
            self._inner.append((number, type(tree), parts))
        return number

    def _append(self, key: tuple[Any, ...], tree: Tree, parts: tuple[int, ...]) -> int:
        number = self._numbers[key] = len(self.trees)
        self.trees.append(tree)
        self.parts.append(parts)
        return number

    def decide(
        self, facts: Mapping[str, FactValue], like: tuple[Mapping[str, FactValue], list[Truth]] | None = None
    ) -> list[Truth]:
        """The truth of every node. `like`: facts and result of another applicant; only what differs is compared."""
        if like is None:
            truths = [OPEN] * len(self.trees)
            truths[ALWAYS], truths[NEVER] = MET, FAILED
            changed = set(facts)
        else:
            known, results = like
            truths = results.copy()
            changed = {name for name in {*known, *facts} if known.get(name) != facts.get(name)}
        for name in changed & self._by_fact.keys():
            self._compare(name, facts.get(name), truths)
        for number, kind, parts in self._inner:
            truths[number] = _combine(kind, [truths[part] for part in parts])
        return truths

    def _compare(self, name: str, value: FactValue | None, truths: list[Truth]) -> None:
        given = None if value is None else typed(value, self.vocabulary.facts.get(name))
        for holds, nodes, wanted in self._by_fact[name].values():
            if given is None:
                for node in nodes:
                    truths[node] = OPEN
            else:
                for node, value_wanted in zip(nodes, wanted, strict=True):
                    truths[node] = MET if holds(given, value_wanted) else FAILED


def _combine(kind: type, parts: list[Truth]) -> Truth:
    if kind is AllOf:
        return min(parts)
    return max(parts) if kind is AnyOf else NEGATED[parts[0]]
