"""Finding by words: what is kept beside each picture and document, and the words of a query.

Kept are the folded words (lower case, umlauts as base letters) and their stems, each after a space. A query finds what
contains the stem of each of its words, also within a longer word: „Läden“ finds „Dorfladen“.
"""

from __future__ import annotations

from functools import lru_cache

from quartier.search.normalising import Stemmer, tokens

SHORTEST_PART = 3
"""Shorter stems are looked for at the beginning of words only: „or“ is no part of „Dorf“."""
MOST_WORDS = 12
"""Further words of a query are not looked at."""


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    return Stemmer()


def kept_words(text: str) -> str:
    """What is kept of a text: each word once, folded, with its stem where that is not its beginning."""
    stem = _stemmer()
    words = dict.fromkeys(token.folded for token in tokens(text))
    return "".join(f" {word}" if word.startswith(stem(word)) else f" {word} {stem(word)}" for word in words)


def query_parts(text: str) -> list[str]:
    """What the kept words must all contain; none if the query has no word."""
    stem = _stemmer()
    stems = dict.fromkeys(stem(token.folded) for token in tokens(text))
    return [one if len(one) >= SHORTEST_PART else f" {one}" for one in stems][:MOST_WORDS]
