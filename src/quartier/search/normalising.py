"""German words as the search compares them: without case, umlauts and endings; the same for index and query.

Splitting compounds is left to `splitting`; what a word means to `synonyms`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

MAX_WORD = 40
"""Longer strings are no words: they are compared as they are, neither stemmed nor split."""

REMEMBERED = 2**17
"""How many words are remembered at each step: all of a large catalogue, but not all that people ever type."""

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")  # noqa: RUF001 - hyphens as texts have them
_HYPHEN = re.compile(r"[-‐‑]")  # noqa: RUF001 - as above
_GENDER = re.compile(r"(?<=[^\W\d_])(?:[:*_·]|/-?)(?=in(?:nen)?\b)", re.IGNORECASE)
_FEMALE = re.compile(
    r"^(.{2,}(?:er|or|ent|ant|ist|eur|ling|at|og)|.*(?:arzt|wirt|freund|anwalt|koch))in(?:nen)?$|^(.{4,})innen$"
)
_FOREIGN_VERB = re.compile(r"(?<=...ier)(?:en|t|te|ten|ter|tes|tem|ung|ungen|end|ende|enden)$")
_SPELT_OUT = re.compile(r"ae|oe|(?<![aeq])ue")
_NOUN_ENDING = "ung"
_MIN_STEM = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as written, and its folded parts between hyphens."""

    text: str
    segments: tuple[str, ...]

    @property
    def folded(self) -> str:
        """The word without hyphens."""
        return "".join(self.segments)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order; „Bürger:innen“ is one word, „Kinder- und Jugendarbeit“ three."""
    for found in _TOKEN.finditer(_GENDER.sub("", unicodedata.normalize("NFC", text))):
        token = _token(found[0])
        if token.segments:
            yield token


@lru_cache(maxsize=REMEMBERED)
def _token(word: str) -> Token:
    return Token(word, tuple(folded for part in _HYPHEN.split(word) if (folded := fold(part))))


def fold(word: str) -> str:
    """Lower case without accents; ä, ae and a are the same letter, ß and ss too."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return _SPELT_OUT.sub(lambda pair: pair[0][0], "".join(filter(str.isalnum, plain)).casefold())


class Stemmer:
    """Folded words without their endings; remembers what it has seen, the algorithm is slow."""

    def __init__(self, one_stem: Iterable[Iterable[str]] = ()) -> None:
        """Words of one line of `one_stem` get a stem of their own."""
        self._stem = snowballstemmer.stemmer("german").stemWord
        self._fixed = {fold(word): f"={fold(line[0])}" for line in map(tuple, one_stem) for word in line}
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._made)

    def __call__(self, word: str) -> str:
        """The stem of a folded word."""
        return self._remembered(word)

    def is_fixed(self, word: str) -> bool:
        """Whether the lists give the folded word its stem."""
        return word in self._fixed

    def _made(self, word: str) -> str:
        if word in self._fixed or len(word) > MAX_WORD:
            return self._fixed.get(word, word)
        female = _FEMALE.match(word)
        if female:
            word = female[1] or female[2]
        stem: str = fold(self._stem(_FOREIGN_VERB.sub("", word)))
        return stem[: -len(_NOUN_ENDING)] if stem.endswith(_NOUN_ENDING) and len(stem) > _MIN_STEM + 2 else stem
