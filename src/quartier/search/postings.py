"""The inverted index: for every term the documents it stands in, and how much it says about each.

The weight is BM25 over the words of all fields, each counted by what its field is worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum, log

from quartier.search.analysing import Analyser
from quartier.search.documents import Field, Passage, SearchDocument
from quartier.search.normalising import Token, tokens

FIELD_WEIGHTS = {
    Field.NAME: 3.0,
    Field.KEYWORDS: 3.0,
    Field.EXAMPLE: 2.5,
    Field.SUMMARY: 2.0,
    Field.BLOCK: 1.5,
    Field.TARGET_GROUPS: 1.0,
    Field.FUNDER: 1.0,
    Field.TOPICS: 0.7,
    Field.EASY: 0.7,
}
"""How much a word of a field counts."""

PART = 0.5
"""How much a part of a compound counts beside a whole word."""

_SATURATION, _LENGTH = 2.5, 0.4
"""BM25's k1 and b; k1 is higher than usual because a single word of a weighted field counts up to 3."""

Postings = dict[str, list[tuple[int, float]]]
"""For a term, (position of the document, weight of the term in it)."""


Read = tuple[tuple[Passage, tuple[Token, ...]], ...]
"""The passages of a document with their words."""


def read(document: SearchDocument) -> Read:
    """Find the words of every passage."""
    return tuple((passage, tuple(tokens(passage.text))) for passage in document.passages)


def postings_of(documents: Sequence[Read], analyser: Analyser) -> Postings:
    """Weigh every term of every document."""
    counts = [_counts(document, analyser) for document in documents]
    lengths = [fsum(count.values()) for count in counts]
    usual = fsum(lengths) / len(lengths) if lengths else 0.0
    found: Postings = defaultdict(list)
    for position, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        slowness = _SATURATION * (1 - _LENGTH + _LENGTH * length / usual) if usual else _SATURATION
        for term, frequency in count.items():
            found[term].append((position, frequency / (frequency + slowness)))
    return {term: _weighed(entries, len(documents)) for term, entries in found.items()}


def _weighed(entries: Iterable[tuple[int, float]], total: int) -> list[tuple[int, float]]:
    listed = list(entries)
    rarity = log(1 + (total - len(listed) + 0.5) / (len(listed) + 0.5))
    return [(position, rarity * weight) for position, weight in listed]


def _counts(document: Read, analyser: Analyser) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for passage, words in document:
        weight = FIELD_WEIGHTS[passage.field]
        for token in words:
            terms = analyser.terms(token.segments)
            if terms:
                counts[terms.whole] += weight
                for part in terms.parts:
                    counts[part] += weight * PART
    return counts
