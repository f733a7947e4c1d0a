"""Which terms mean the same or lead from one to another, by the lists of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from quartier.search.analysing import Analyser
from quartier.search.wordlists import SynonymFile

SAME, RELATED = 0.6, 0.4
"""How much a word that means the same, or one that is only related, counts beside the typed one."""

Weights = dict[str, float]


class Synonyms:
    """For a term, the terms it leads to with their weights."""

    def __init__(self, file: SynonymFile, analyser: Analyser) -> None:
        """Read the groups once; asking is a look-up."""
        self._stems = {word: terms.whole for word in file.words if (terms := analyser.terms_of(word))}
        same = _pairs(self._stems, ((group, group) for group in file.same))
        related = _pairs(self._stems, ((relation.from_, relation.to) for relation in file.related))
        self._found = {term: _weights(term, same, related) for term in dict.fromkeys((*same, *related))}

    def of(self, term: str) -> Weights:
        """The other terms meant by `term`, strongest first."""
        return self._found.get(term, {})

    def knows(self, term: str) -> bool:
        """Whether the lists have the term on their left side."""
        return term in self._found


def _pairs(stems: dict[str, str], groups: Iterable[tuple[Iterable[str], Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for start, goal in groups:
        goals = [stems[word] for word in goal if word in stems]
        for word in start:
            if word in stems:
                found[stems[word]] += goals
    return dict(found)


def _weights(term: str, same: dict[str, list[str]], related: dict[str, list[str]]) -> Weights:
    weights: Weights = {}
    for weight, terms in ((SAME, same.get(term, ())), (RELATED, _related(term, same, related))):
        for other in terms:
            if other != term:
                weights.setdefault(other, weight)
    return weights


def _related(term: str, same: dict[str, list[str]], related: dict[str, list[str]]) -> Iterator[str]:
    for start in (term, *same.get(term, ())):
        yield from related.get(start, ())
