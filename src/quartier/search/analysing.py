"""From a word to the terms it is indexed and searched by: its own stem, and the stems of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quartier.search.normalising import REMEMBERED, Stemmer, Token, fold, tokens
from quartier.search.splitting import Splitter
from quartier.search.wordlists import WordLists


class Terms(NamedTuple):
    """The stem of a whole word and those of its parts."""

    whole: str
    parts: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return (self.whole, *self.parts)


class Analyser:
    """Turns words into terms, the same for texts and queries."""

    def __init__(self, lists: WordLists, texts: Iterable[str]) -> None:
        """`texts` are the folded words compounds may consist of."""
        self.stem = Stemmer(lists.words.one_stem)
        self._stop = {fold(word) for word in lists.words.stop_words}
        self._splitter = Splitter(
            texts, map(fold, lists.words.parts), map(fold, lists.words.short_parts), self._stop, self.stem
        )
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._terms)

    def terms(self, segments: tuple[str, ...]) -> Terms | None:
        """The terms of a word given by its folded segments; None for a word that says nothing."""
        return self._remembered(segments)

    def _terms(self, segments: tuple[str, ...]) -> Terms | None:
        word = "".join(segments)
        if word in self._stop or (len(word) == 1 and not word.isdigit()):
            return None
        if self.stem.is_fixed(word):
            return Terms(self.stem(word))
        pieces = segments if len(segments) > 1 else ()
        parts = [*pieces, *(part for piece in (pieces or (word,)) for part in self._splitter.parts(piece))]
        whole = self.stem(word)
        stems = dict.fromkeys(self.stem(part) for part in parts if part not in self._stop)
        return Terms(whole, tuple(stem for stem in stems if stem != whole))

    def terms_of(self, word: str) -> Terms | None:
        """The terms of one word as written."""
        token: Token | None = next(tokens(word), None)
        return self.terms(token.segments) if token else None
