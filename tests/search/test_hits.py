"""Why a programme was found: which word by which, and the text that shows it."""

from collections.abc import Callable

from quartier.search.documents import Field, Passage, SearchDocument
from quartier.search.hits import FoundWord, Hit
from quartier.search.index import SearchIndex
from quartier.search.query import How


def only_hit(index: SearchIndex, text: str) -> Hit:
    (hit,) = index.search(text)
    return hit


def test_words_and_example(index: SearchIndex) -> None:
    hit = only_hit(index, "Mittagstische im Treffpunkt")

    assert hit.programme == "treff"
    assert hit.words == (
        FoundWord("Mittagstische", "Mittagstisch", How.WORD),
        FoundWord("Treffpunkt", "Begegnungsstätten", How.RELATED),
    )
    assert hit.snippet == Passage(Field.EXAMPLE, "Ein Verein lädt zum Mittagstisch ein.")


def test_ways_of_finding(index: SearchIndex) -> None:
    found = {text: only_hit(index, text).words for text in ("Tisch", "Mittagsti", "Mitagstisch", "Rufbus")}

    assert found == {
        "Tisch": (FoundWord("Tisch", "Mittagstisch", How.PART),),
        "Mittagsti": (FoundWord("Mittagsti", "Mittagstisch", How.START),),
        "Mitagstisch": (FoundWord("Mitagstisch", "Mittagstisch", How.SIMILAR),),
        "Rufbus": (FoundWord("Rufbus", "Bürgerbus", How.RELATED),),
    }


def test_an_example_is_shown_rather_than_keywords(document: Callable[..., SearchDocument]) -> None:
    index = SearchIndex.of(
        [document("a", ("keywords", "Garten, Fest"), ("example", "Ein Garten."), ("summary", "Ein Garten."))]
    )

    assert only_hit(index, "Gärten").snippet == Passage(Field.EXAMPLE, "Ein Garten.")


def test_what_says_much_more_is_shown_all_the_same(document: Callable[..., SearchDocument]) -> None:
    index = SearchIndex.of(
        [document("a", ("keywords", "Garten, Brunnen, Fest"), ("example", "Ein Garten."), ("easy", "Nichts."))]
    )

    assert only_hit(index, "Garten, Brunnen und Fest").snippet == Passage(Field.KEYWORDS, "Garten, Brunnen, Fest")


def test_a_name_of_stop_words_needs_no_explanation(document: Callable[..., SearchDocument]) -> None:
    hit = only_hit(SearchIndex.of([document("a", ("name", "Für alle"))]), "für alle")

    assert hit == Hit("a", 0.0, (), None)
