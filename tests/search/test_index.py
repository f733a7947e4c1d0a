"""Searching: ranks, own names first, the same answer always; whatever people type."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.search.documents import Field, Passage, SearchDocument
from quartier.search.index import SearchIndex
from quartier.search.wordlists import SynonymFile, WordFile, WordLists

NO_WORDS = WordLists(WordFile(format="quartier.search_words/1"), SynonymFile(format="quartier.synonyms/1"))
LETTERS = st.text("abcäß -Tü1", min_size=1, max_size=30)


def found(index: SearchIndex, text: str, limit: int = 10) -> list[str]:
    return [hit.programme for hit in index.search(text, limit)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Mittagstisch", "treff"),
        ("mittagstische für alle", "treff"),
        ("Treffpunkt", "treff"),
        ("Buergerbus", "bus"),
        ("Bürgerbusse", "bus"),
        ("Bürgrbus", "bus"),
        ("Rufbus", "bus"),
        ("Fahrrad", "rad"),
        ("Radweg", "rad"),
        ("Bäume pflanzen", "wald"),
    ],
)
def test_finds(text: str, first: str, index: SearchIndex) -> None:
    assert found(index, text)[0] == first


@pytest.mark.parametrize("text", ["", "   ", "für den und mit", "?!", "xyzzy", "Förderung"])
def test_finds_nothing(text: str, index: SearchIndex) -> None:
    assert index.search(text) == []


def test_a_name_counts_more_than_a_summary(document: Callable[..., SearchDocument]) -> None:
    texts = [(Field.SUMMARY, "Spielplatz"), (Field.NAME, "Spielplatz"), (Field.EXAMPLE, "Spielplatz")]
    index = SearchIndex.of(document(field, (field, text), ("easy", "Geld.")) for field, text in texts)

    assert found(index, "Spielplätze") == ["name", "example", "summary"]


def test_a_rare_word_counts_more_than_a_frequent_one(document: Callable[..., SearchDocument]) -> None:
    index = SearchIndex.of(
        [*(document(f"{i}", ("summary", "Gemeinde")) for i in range(9)), document("oft", ("summary", "Brunnen"))]
    )

    assert found(index, "Gemeinde Brunnen")[0] == "oft"


def test_more_words_found_rank_higher(index: SearchIndex) -> None:
    assert found(index, "Geld für Bäume")[0] == "wald"
    assert found(index, "Geld für Fahrradständer")[0] == "rad"


def test_limit(index: SearchIndex) -> None:
    assert [len(index.search("Radweg Wald Bürgerbus Treff", limit)) for limit in (0, 1, 2, 10)] == [0, 1, 2, 4]


def test_equals_come_by_id(document: Callable[..., SearchDocument]) -> None:
    documents = [document(name, ("name", f"Ein {name}"), ("summary", "Brunnen")) for name in ("c", "a", "b")]

    assert found(SearchIndex.of(documents), "Brunnen") == ["a", "b", "c"]


def test_name_and_id_find_it_first(document: Callable[..., SearchDocument]) -> None:
    index = SearchIndex.of(
        [
            document("gut", ("name", "Mehr"), ("keywords", "Gut, Beraten")),
            document("gut-beraten", ("name", "Gut Beraten!")),
            document("mehr", ("name", "Gut beraten, gut beraten"), ("summary", "Gut beraten")),
        ]
    )

    assert [found(index, text)[0] for text in ("gut beraten", "gut-beraten", "GUT", "mehr")] == [
        "gut-beraten",
        "gut-beraten",
        "gut",
        "gut",
    ]


def test_suggestions(index: SearchIndex) -> None:
    assert index.suggestions("Mitagtisc") == ("Mittagstisch",)
    assert index.suggestions("xyzzy") == ()


def test_nothing_to_search() -> None:
    index = SearchIndex.of([])

    assert (len(index), index.search("Treff"), index.suggestions("Treff")) == (0, [], ())


@given(st.text(max_size=200))
def test_any_text_is_answered_alike(text: str) -> None:
    hits = SHARED.search(text)

    assert hits == SHARED.search(text)
    assert SHARED.programmes(text) == {hit.programme for hit in SHARED.search(text, 1000)}
    assert all(hit.score >= 0 for hit in hits)


@given(st.lists(LETTERS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_order_of_documents_does_not_matter(names: list[str], chance: random.Random) -> None:
    documents = named(names)
    shuffled = chance.sample(documents, len(documents))
    one, other = SearchIndex.of(documents, NO_WORDS), SearchIndex.of(shuffled, NO_WORDS)

    assert [one.search(name) for name in names] == [other.search(name) for name in names]


@given(st.lists(LETTERS.filter(lambda name: any(map(str.isalnum, name))), min_size=1, max_size=8))
def test_any_name_finds_its_programme(names: list[str]) -> None:
    index = SearchIndex.of(named(names), NO_WORDS)

    for number, name in enumerate(names):
        assert f"p{number}x" in found(index, name, len(names))


def named(names: list[str]) -> list[SearchDocument]:
    return [SearchDocument(f"p{number}x", (Passage(Field.NAME, name),)) for number, name in enumerate(names)]


SHARED = SearchIndex.of(named(["Mittagstisch für Senioren", "Bürgerbus", "Rad- und Fußwege", "Dorfladen-Café"]))
