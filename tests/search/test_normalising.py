"""Words without case, umlauts and endings: what counts as one word, and what must not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.search.normalising import Stemmer, fold, tokens

STEM = Stemmer([["ältere", "Alter"], ["Zeitung"]])


def stem(word: str) -> str:
    return STEM(fold(word))


@pytest.mark.parametrize(
    "words",
    [
        "Häuser Haeuser häuser Hauser Haus HAUS",
        "Straße Strasse Straßen STRASSE",
        "Café Cafe CAFÉ",
        "dämmen Dämmung Daemmung",
        "sanieren Sanierung saniert Sanierungen sanierte",
        "Wohnung Wohnungen wohnen",
        "Bäume Baum Baeume",
        "Bürger Bürgerin Bürgerinnen Buerger",
        "Senioren Senior Seniorinnen Seniorin",
        "Ärztin Ärzte Arzt Ärztinnen",
        "beteiligen Beteiligung",
        "ältere Alter",
        "Läden Laden",
        "Beratung beraten",
    ],
)
def test_forms_of_one_word(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["Alter alten", "Zeit Zeitung", "Rad Rat", "neue neun", "Steuer Stuhl"])
def test_different_words(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


def test_vowels_that_are_no_umlauts_stay() -> None:
    assert [fold(word) for word in ("neue", "Steuer", "bauen", "Quelle")] == ["neue", "steuer", "bauen", "quelle"]


def test_words_of_a_text() -> None:
    text = "Kinder- und Jugendarbeit (§ 45c) für Bürger:innen, Demenz-WG & „Café“"

    assert [(token.text, token.segments) for token in tokens(text)] == [
        ("Kinder", ("kinder",)),
        ("und", ("und",)),
        ("Jugendarbeit", ("jugendarbeit",)),
        ("45c", ("45c",)),
        ("für", ("fur",)),
        ("Bürgerinnen", ("burgerinnen",)),
        ("Demenz-WG", ("demenz", "wg")),
        ("Café", ("cafe",)),
    ]


@pytest.mark.parametrize("text", ["Bürger:innen", "Bürger*innen", "Bürger_innen", "Bürger/-innen", "BürgerInnen"])
def test_gender_signs(text: str) -> None:
    assert [token.folded for token in tokens(text)] == ["burgerinnen"]


def test_composed_and_decomposed_letters() -> None:
    assert [token.segments for token in tokens(unicodedata.normalize("NFD", "Bürgerbüro"))] == [("burgerburo",)]


def test_a_string_that_is_no_word_is_left_as_it_is() -> None:
    assert STEM("a" * 41) == "a" * 41


@given(st.text())
def test_any_text(text: str) -> None:
    for token in tokens(text):
        assert all(fold(segment) and STEM(segment) is not None for segment in token.segments)
