"""German compounds into their parts: „Quartiersentwicklung“ into Quartier and Entwicklung.

A part is a word of the indexed texts or of the list of usual parts; letters such as „s“ or „en“ may stand between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from quartier.search.normalising import MAX_WORD, REMEMBERED, Stemmer

_LINKS = ("", "s", "n", "en", "es", "er", "e", "ns")
_MIN_PART = 4
_MIN_FIRST_HALF = 5
_SHORTEST = 3
_MIN_COMPOUND = 6


class Splitter:
    """Splits folded words; the same word is split the same way wherever it stands."""

    def __init__(
        self,
        texts: Iterable[str],
        parts: Iterable[str],
        short_parts: Iterable[str],
        never: Collection[str],
        stem: Stemmer,
    ) -> None:
        """All words folded; `never` are words that are no parts, such as prepositions."""
        self._stem = stem
        self._usual = {part for part in parts if len(part) >= _MIN_PART}
        self._short = frozenset(short_parts)
        long = {word for word in texts if _MIN_PART <= len(word) <= MAX_WORD and word.isalpha()} - set(never)
        self._forms = long | self._usual | self._short
        self._stems = {stem(word) for word in long | self._usual}
        self._starts = {word[:_SHORTEST] for word in self._forms}
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._parts)
        self._best = lru_cache(maxsize=REMEMBERED)(self._evenest)

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, larger ones before those they consist of; nothing for a simple word."""
        return self._remembered(word)

    def _parts(self, word: str) -> tuple[str, ...]:
        if not (_MIN_COMPOUND <= len(word) <= MAX_WORD and word.isalpha()):
            return ()
        halves = self._best(word) or self._half_known(word)
        return tuple(dict.fromkeys(found for half in halves for found in (half, *self.parts(half))))

    def _evenest(self, word: str) -> tuple[str, ...]:
        """The most even split into two known words; of equal ones that with the longer first."""
        found = max(self._splits_of(word), default=None, key=lambda halves: (min(map(len, halves)), len(halves[0])))
        return found or ()

    def _splits_of(self, word: str) -> Iterator[tuple[str, str]]:
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first = self._first(word[:cut])
            if first and self._is_last(word[cut:]):
                yield first, word[cut:]

    def _first(self, text: str) -> str | None:
        """The word in front, without what links it to the next one („Schul“ is „Schule“)."""
        for link in _LINKS:
            bare = text.removesuffix(link) if link else text
            if text.endswith(link) and bare in self._forms:
                return bare
        return f"{text}e" if f"{text}e" in self._forms and len(text) >= _MIN_PART - 1 else None

    def _is_last(self, text: str) -> bool:
        if text in self._forms:
            return True
        if len(text) < _MIN_PART or text[:_SHORTEST] not in self._starts:  # saves most of the slow stemming
            return False
        return self._stem(text) in self._stems or bool(self._best(text))

    def _half_known(self, word: str) -> tuple[str, ...]:
        """One usual part and an unknown rest; the longest such part."""
        cuts = range(_MIN_PART, len(word) - _MIN_PART + 1)
        last = next(((word[:cut], word[cut:]) for cut in cuts if word[cut:] in self._usual), None)
        if last:
            return last
        firsts = (cut for cut in reversed(cuts) if cut >= _MIN_FIRST_HALF and word[:cut] in self._usual)
        return next(((word[:cut], word[cut:]) for cut in firsts), ())
