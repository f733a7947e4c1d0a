"""How two applications may stand beside each other: the rules of both editions, read from both sides (C9, C10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from quartier.model.combining import Rule
from quartier.model.edition import Edition
from quartier.planning.instance import Candidate, Pair

_UNKNOWN_TEXT = "Ob sich beides kombinieren lässt, sagt keine gefundene Quelle; bitte erfragen."
_EXCLUDING = (Rule.NOT_SAME_ITEM, Rule.NOT_SAME_PROJECT)


def pairs_of(candidates: Iterable[Candidate]) -> tuple[Pair, ...]:
    """Every exclusion and every unknown rule between two candidates of different programmes."""
    return tuple(
        pair
        for first, second in combinations(candidates, 2)
        if first.edition.programme != second.edition.programme
        for pair in _between(first, second)
    )


def _between(first: Candidate, second: Candidate) -> Iterator[Pair]:
    seen: set[str] = set()
    for one, other in ((first, second), (second, first)):
        for rule, text, source in _stated(one, other.edition):
            if rule not in seen:
                seen.add(rule)
                yield Pair(first.index, second.index, rule, text, source, one.index)


def against_granted(candidate: Candidate, edition: Edition) -> Iterator[tuple[str, str, str | None]]:
    """The excluding rules between a candidate and a programme already granted, read from both sides (C9, C10).

    A rule of the granted edition counts even if it has a condition: nobody knows the facts of that time.
    """
    yield from (found for found in _stated(candidate, edition) if found[0] != Rule.UNKNOWN.value)
    for rule in edition.combining:
        mine = candidate.edition
        if rule.rule in _EXCLUDING and rule.with_ and rule.with_.covers(mine.programme, mine.level):
            yield rule.rule.value, str(rule.text or ""), rule.source


def _stated(one: Candidate, other: Edition) -> Iterator[tuple[str, str, str | None]]:
    """What the edition of `one` says about combining with `other`: rule, German text, id of the source.

    That is every excluding rule, or `unknown` where the edition knows nothing: whatever else it says about the other
    programme, its level or all programmes beats `unknown`.
    """
    meant = [rule for rule in one.rules if rule.with_ and rule.with_.covers(other.programme, other.level)]
    for rule in meant:
        if rule.rule in _EXCLUDING:
            yield rule.rule.value, str(rule.text or ""), rule.source
    if any(rule.rule is not Rule.UNKNOWN for rule in meant):
        return
    if meant:
        yield Rule.UNKNOWN.value, str(meant[0].text or _UNKNOWN_TEXT), meant[0].source
    elif "combining" in one.edition.unknown:
        yield Rule.UNKNOWN.value, _UNKNOWN_TEXT, None
