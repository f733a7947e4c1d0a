"""What people typed, as terms to look for: the word, its parts, what means the same.

Only where nothing is known of a word, words that begin like it or look like it are tried.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quartier.search.analysing import Analyser, Terms
from quartier.search.normalising import MAX_WORD, tokens
from quartier.search.postings import PART
from quartier.search.synonyms import Synonyms

MAX_WORDS = 40
"""Further words of a query are not read."""

MAX_GUESSES = 12
"""How many unknown words of a query are guessed at; the rest is most likely no German."""

_START, _SIMILAR = 0.7, 0.6
_MIN_START, _MIN_SIMILAR = 3, 4
_TWO_TYPOS = 8
_MAX_STARTS, _MAX_SIMILAR = 20, 3


class How(StrEnum):
    """How a typed word was found."""

    WORD = "word"
    PART = "part"
    START = "start"
    SIMILAR = "similar"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Variant:
    """A term to look for instead of the typed word, and how much it counts."""

    term: str
    weight: float
    how: How


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One typed word with everything to look for."""

    text: str
    variants: tuple[Variant, ...]


class QueryReader:
    """Reads queries for one index."""

    def __init__(self, analyser: Analyser, synonyms: Synonyms, texts: dict[str, Terms], terms: Iterable[str]) -> None:
        """`texts`: the folded words of the index with their terms; `terms`: everything the index has postings for."""
        self._analyser, self._synonyms = analyser, synonyms
        self._terms = frozenset(terms)
        self._texts = dict(sorted(texts.items()))
        self._sorted = list(self._texts)
        self._by_length: dict[int, list[str]] = {}
        for text in self._sorted:
            self._by_length.setdefault(len(text), []).append(text)

    def read(self, text: str) -> tuple[QueryWord, ...]:
        """The words of a query that say something, each once."""
        found: dict[str, QueryWord] = {}
        guesses = 0
        for token in islice(tokens(text), MAX_WORDS):
            terms = self._analyser.terms(token.segments)
            if terms is None or terms.whole in found:
                continue
            plain = [Variant(terms.whole, 1.0, How.WORD), *(Variant(part, PART, How.PART) for part in terms.parts)]
            if self._is_unknown(terms) and guesses < MAX_GUESSES:
                guesses += 1
                plain += self._guesses(token.folded)
            found[terms.whole] = QueryWord(token.text, self._with_related(plain))
        return tuple(found.values())

    def like(self, word: str, limit: int) -> list[str]:
        """Words of the texts that look like a folded word, likest first, even if far from it."""
        near = process.extract(word, self._sorted, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=0.5)
        return [text for text, _, _ in near]

    def _is_unknown(self, terms: Terms) -> bool:
        return not self._knows(terms.whole) and not (terms.parts and all(map(self._knows, terms.parts)))

    def _with_related(self, found: Iterable[Variant]) -> tuple[Variant, ...]:
        known = [variant for variant in found if self._knows(variant.term)]
        related = (
            Variant(other, variant.weight * weight, How.RELATED)
            for variant in known
            for other, weight in self._synonyms.of(variant.term).items()
        )
        return _strongest(variant for variant in (*known, *related) if variant.term in self._terms)

    def _knows(self, term: str) -> bool:
        return term in self._terms or self._synonyms.knows(term)

    def _guesses(self, word: str) -> list[Variant]:
        """What an unknown word may be the start of, else what it may be a slip of the pen for."""
        starts = self._starting_with(word) if len(word) >= _MIN_START else []
        if starts:
            return [Variant(self._texts[text].whole, _START, How.START) for text in starts]
        meant = [self._texts[text] for text in self._similar(word)]
        return [
            *(Variant(terms.whole, _SIMILAR, How.SIMILAR) for terms in meant),
            *(Variant(part, _SIMILAR * PART, How.SIMILAR) for terms in meant for part in terms.parts),
        ]

    def _starting_with(self, word: str) -> list[str]:
        first = bisect_left(self._sorted, word)
        following = islice(self._sorted, first, first + _MAX_STARTS)
        return list(takewhile(lambda text: text.startswith(word), following))

    def _similar(self, word: str) -> list[str]:
        if not _MIN_SIMILAR <= len(word) <= MAX_WORD:
            return []
        typos = 2 if len(word) >= _TWO_TYPOS else 1
        lengths = range(len(word) - typos, len(word) + typos + 1)
        texts = [text for length in lengths for text in self._by_length.get(length, ())]
        near = process.extract(word, texts, scorer=OSA.distance, score_cutoff=typos, limit=_MAX_SIMILAR)
        best = near[0][1] if near else 0
        return [text for text, distance, _ in near if distance == best]


def _strongest(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """Each term once, in the way that counts most."""
    best: dict[str, Variant] = {}
    for variant in variants:
        if variant.term not in best or best[variant.term].weight < variant.weight:
            best[variant.term] = variant
    return tuple(best.values())
