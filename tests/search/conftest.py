"""Makers of documents and indexes, with the built-in lists of words or with few of their own."""

from collections.abc import Callable

import pytest

from quartier.search.analysing import Analyser
from quartier.search.documents import Field, Passage, SearchDocument
from quartier.search.index import SearchIndex
from quartier.search.wordlists import SynonymFile, WordFile, WordLists, built_in_word_lists


@pytest.fixture
def document() -> Callable[..., SearchDocument]:
    """A programme with its texts, each a (field, text)."""

    def make(programme: str, *texts: tuple[str, str]) -> SearchDocument:
        return SearchDocument(programme, tuple(Passage(Field(field), text) for field, text in texts))

    return make


@pytest.fixture
def no_words() -> WordLists:
    """Empty lists: only what texts and the stemmer give."""
    return WordLists(WordFile(format="quartier.search_words/1"), SynonymFile(format="quartier.synonyms/1"))


@pytest.fixture
def analyse() -> Callable[[str], tuple[str, ...]]:
    """The terms of a word with the built-in lists and no texts."""
    analyser = Analyser(built_in_word_lists(), ())

    def terms(word: str) -> tuple[str, ...]:
        found = analyser.terms_of(word)
        return found.all if found else ()

    return terms


@pytest.fixture
def index(document: Callable[..., SearchDocument]) -> SearchIndex:
    """Four programmes."""
    return SearchIndex.of(
        [
            document("treff", ("name", "Begegnungsstätten"), ("example", "Ein Verein lädt zum Mittagstisch ein.")),
            document("bus", ("name", "Gemeinschaftsverkehre"), ("keywords", "Bürgerbus, Mitfahrbank")),
            document("rad", ("name", "Radwege"), ("summary", "Geld für Radwege und Fahrradständer.")),
            document("wald", ("name", "Waldumbau"), ("summary", "Geld für Bäume im Wald.")),
        ]
    )
