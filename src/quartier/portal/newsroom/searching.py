"""Finding news by words: what is kept beside each page, and the conditions of a query.

Beside a page we keep its folded words (lower case, umlauts as base letters) and their stems. A query finds a page when
each of its words does: as a stem anywhere within the kept words, so that „Läden“ finds „Dorfladen“.
"""

from __future__ import annotations

from functools import lru_cache

from quartier.search.normalising import Stemmer, tokens

MOST_WORDS = 12
"""Further words of a query are not looked at."""


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    return Stemmer()


def kept_words(text: str) -> str:
    """What is kept of a text: each word once, folded, with its stem where that is not its beginning."""
    stem = _stemmer()
    words = dict.fromkeys(token.folded for token in tokens(text))
    return " ".join(word if word.startswith(stem(word)) else f"{word} {stem(word)}" for word in words)


def query_stems(text: str) -> list[str]:
    """The stems a page must contain to be found; none if the query has no word."""
    stem = _stemmer()
    return list(dict.fromkeys(stem(token.folded) for token in tokens(text)))[:MOST_WORDS]
