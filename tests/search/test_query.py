"""Which terms a typed word looks for, and that guessing is left to words nobody knows."""

import pytest

from quartier.search.analysing import Analyser
from quartier.search.normalising import fold
from quartier.search.query import MAX_GUESSES, How, QueryReader
from quartier.search.synonyms import Synonyms
from quartier.search.wordlists import SynonymFile, WordFile, WordLists

WORDS = WordFile(format="quartier.search_words/1", stop_words=("für", "im"), parts=("Spiel", "Platz"))
SYNONYMS = SynonymFile(format="quartier.synonyms/1", same=(("Treff", "Begegnung"),))
TEXTS = [fold(word) for word in ("Spielplatz", "Begegnung", "Quartier", "Quartiershaus", "Radweg", "Fahrer")]
ANALYSER = Analyser(WordLists(WORDS, SYNONYMS), TEXTS)
TERMS = {text: terms for text in TEXTS if (terms := ANALYSER.terms_of(text))}
READER = QueryReader(
    ANALYSER, Synonyms(SYNONYMS, ANALYSER), TERMS, [term for terms in TERMS.values() for term in terms.all]
)


def variants(text: str) -> list[tuple[str, float, How]]:
    return [(variant.term, variant.weight, variant.how) for word in READER.read(text) for variant in word.variants]


def test_word_and_parts() -> None:
    assert variants("Spielplätze") == [
        ("spielplatz", 1.0, How.WORD),
        ("spiel", 0.5, How.PART),
        ("platz", 0.5, How.PART),
    ]


def test_what_means_the_same() -> None:
    assert variants("Treffs") == [("begegn", 0.6, How.RELATED)]


def test_stop_words_and_repeated_words_are_left_out() -> None:
    assert [word.text for word in READER.read("Für Begegnung im Treff für Begegnungen")] == ["Begegnung", "Treff"]


@pytest.mark.parametrize("typed", ["Spilplatz", "Spielpltz", "Spielpaltz", "Spielplattz", "Spilpltz"])
def test_slips_of_the_pen(typed: str) -> None:
    assert ("spielplatz", 0.6, How.SIMILAR) in variants(typed)


def test_short_words_forgive_one_slip() -> None:
    assert variants("Radwek") == [("radweg", 0.6, How.SIMILAR)]
    assert variants("Ratwek") == []


def test_three_letters_are_too_few_to_guess() -> None:
    assert variants("Rax") == []


def test_the_start_of_a_word() -> None:
    assert variants("Quart") == [("quarti", 0.7, How.START), ("quartiershaus", 0.7, How.START)]


def test_a_known_word_is_not_guessed_at() -> None:
    assert variants("Quartier") == [("quarti", 1.0, How.WORD)]


def test_guesses_are_limited() -> None:
    many = " ".join(f"Radwe{letter}" for letter in "abcdefhijklmnopqrstuvw")

    assert sum(bool(word.variants) for word in READER.read(many)) == MAX_GUESSES


def test_likest_words() -> None:
    assert READER.like("spilplaz", 2) == ["spielplatz"]
