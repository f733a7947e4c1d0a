"""The search index: built once from documents, kept in memory, asked in milliseconds.

Nothing is learned from what people ask: the same text always gets the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from quartier.search.analysing import Analyser
from quartier.search.documents import Field, SearchDocument
from quartier.search.hits import Hit, hit_of
from quartier.search.normalising import Token, tokens
from quartier.search.postings import postings_of, read
from quartier.search.query import How, QueryReader, QueryWord
from quartier.search.synonyms import Synonyms
from quartier.search.wordlists import WordLists, built_in_word_lists

MAX_LETTERS = 2000
"""The rest of a longer query is not read."""

_SECOND = 0.3
_NOISE = 0.15
"""What scores less than this share of the best is left out."""


class SearchIndex:
    """An index of documents. Make it with `SearchIndex.of`."""

    def __init__(self, documents: tuple[SearchDocument, ...], lists: WordLists) -> None:
        """Index the documents."""
        self._programmes = tuple(document.programme for document in documents)
        self._names = _names(documents)
        self._read = tuple(map(read, documents))
        texts = dict.fromkeys(token.segments for token in self._tokens())
        texts |= dict.fromkeys(token.segments for word in lists.synonyms.words for token in tokens(word))
        self._analyser = Analyser(lists, {segment for segments in texts for segment in segments})
        self._postings = postings_of(self._read, self._analyser)
        known = {"".join(segments): terms for segments in texts if (terms := self._analyser.terms(segments))}
        synonyms = Synonyms(lists.synonyms, self._analyser)
        self._reader = QueryReader(self._analyser, synonyms, known, self._postings)

    @classmethod
    def of(cls, documents: Iterable[SearchDocument], lists: WordLists | None = None) -> SearchIndex:
        """Index the documents, with the built-in lists of words unless others are given."""
        return cls(tuple(documents), lists or built_in_word_lists())

    def __len__(self) -> int:
        return len(self._programmes)

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The programmes that fit the words best, best first: before all others those of that very name or id."""
        words = self._reader.read(text[:MAX_LETTERS])
        named, scores, found = self._found(text[:MAX_LETTERS], words)
        best = nsmallest(
            limit, found, key=lambda position: (position not in named, -scores[position], self._programmes[position])
        )
        return [
            hit_of(self._programmes[position], self._read[position], scores[position], words, self._analyser)
            for position in best
        ]

    def programmes(self, text: str) -> frozenset[str]:
        """All programmes that `search` finds, without order and explanation: what a filter needs, much faster."""
        _, _, found = self._found(text[:MAX_LETTERS], self._reader.read(text[:MAX_LETTERS]))
        return frozenset(self._programmes[position] for position in found)

    def _found(self, text: str, words: Sequence[QueryWord]) -> tuple[Sequence[int], Mapping[int, float], set[int]]:
        """Who bears that very name, the scores, and everybody who scores enough or bears the name."""
        scores = self._scores(words)
        enough = max(scores.values(), default=0) * _NOISE
        named = self._names.get(_name(text), ())
        return named, scores, {position for position, score in scores.items() if score >= enough} | set(named)

    def suggestions(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Words of the programmes that look like those typed, as they are written there; for when nothing was found."""
        near = (self._reader.like(token.folded, limit) for token in tokens(text[:MAX_LETTERS]))
        written = self._written({word for words in near for word in words})
        return tuple(written)[:limit]

    def _written(self, folded: set[str]) -> list[str]:
        found: dict[str, str] = {}
        for token in self._tokens():
            if token.folded in folded:
                found.setdefault(token.folded, token.text)
        return list(found.values())

    def _tokens(self) -> Iterator[Token]:
        return (token for document in self._read for _, words in document for token in words)

    def _scores(self, words: Sequence[QueryWord]) -> dict[int, float]:
        total: dict[int, float] = defaultdict(float)
        for word in words:
            for position, score in self._of_word(word).items():
                total[position] += score
        return total

    def _of_word(self, word: QueryWord) -> dict[int, float]:
        """What the word and its parts bring together, and the best of what means the same."""
        typed: dict[int, float] = defaultdict(float)
        meant: dict[int, float] = {}
        for variant in word.variants:
            postings = self._postings[variant.term]
            if variant.how in {How.WORD, How.PART}:
                for position, weight in postings:
                    typed[position] += variant.weight * weight
            else:
                for position, weight in postings:
                    score = variant.weight * weight
                    if score > meant.get(position, 0):
                        meant[position] = score
        for position, score in meant.items():
            other = typed[position]
            typed[position] = max(score, other) + _SECOND * min(score, other)
        return typed


def _names(documents: Sequence[SearchDocument]) -> dict[tuple[str, ...], list[int]]:
    """Names and ids in folded words, with the positions of who bears them."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, document in enumerate(documents):
        names = [passage.text for passage in document.passages if passage.field is Field.NAME]
        for name in {_name(text) for text in (document.programme, *names)} - {()}:
            found[name].append(position)
    return dict(found)


def _name(text: str) -> tuple[str, ...]:
    return tuple(segment for token in tokens(text) for segment in token.segments)
