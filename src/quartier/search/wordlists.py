"""The words of the search that are data: stop words, parts of compounds, synonyms. Read from `catalogue/search/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.reading import read
from quartier.model.base import Strict

Word = Annotated[str, StringConstraints(pattern=r"^[^\W_]+(-[^\W_]+)*$", max_length=60)]
"""A single word; a hyphen may join parts."""


class Relation(Strict):
    """Whoever types a word of `from_` also means the words of `to`, but not the other way round."""

    from_: tuple[Word, ...] = Field(alias="from", min_length=1)
    to: tuple[Word, ...] = Field(min_length=1)


class SynonymFile(Strict):
    """`search/synonyms.yaml`. Words of one group of `same` find each other."""

    format: Literal["quartier.synonyms/1"]
    same: tuple[Annotated[tuple[Word, ...], Field(min_length=2)], ...] = ()
    related: tuple[Relation, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of the file, in its order."""
        related = (word for relation in self.related for word in (*relation.from_, *relation.to))
        return (*(word for group in self.same for word in group), *related)


class WordFile(Strict):
    """`search/words.yaml`. Words of one line of `one_stem` count as one word, which no other word shares."""

    format: Literal["quartier.search_words/1"]
    stop_words: tuple[Word, ...] = ()
    parts: tuple[Word, ...] = ()
    short_parts: tuple[Word, ...] = ()
    one_stem: tuple[Annotated[tuple[Word, ...], Field(min_length=1)], ...] = ()


@dataclass(frozen=True, slots=True)
class WordLists:
    """Both files together."""

    words: WordFile
    synonyms: SynonymFile


def read_word_lists(folder: FilePath) -> WordLists:
    """The two files of a folder; raises BadInputError with every mistake."""
    return WordLists(read(WordFile, folder / "words.yaml"), read(SynonymFile, folder / "synonyms.yaml"))


@lru_cache(maxsize=1)
def built_in_word_lists() -> WordLists:
    """The lists that come with the product."""
    return read_word_lists(built_in_folder() / "search")
