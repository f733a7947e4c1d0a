"""Compounds into their parts, with the usual parts and with those of the texts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.search.normalising import Stemmer
from quartier.search.splitting import Splitter

Analyse = Callable[[str], tuple[str, ...]]


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Quartiersentwicklung", "Quartier Entwicklung"),
        ("Mittagstisch", "Mittag Tisch"),
        ("Bürgerbus", "Bürger Bus"),
        ("Buergerbusse", "Bürger Bus"),
        ("Seniorenmittagstisch", "Senioren Mittagstisch Mittag Tisch"),
        ("Schulhaus", "Schule Haus"),
        ("Nachbarschaftshilfe", "Nachbarschaft Hilfe"),
        ("Dorfgemeinschaftshaus", "Dorf Gemeinschaft Haus"),
        ("Repair-Café", "Repair Café"),
        ("Demenz-Wohngruppe", "Demenz Wohngruppe Wohnen Gruppe"),
        ("Quartiersmanagerin", "Quartier Manager"),
        ("Handykurse", "Handy Kurs"),
    ],
)
def test_parts(compound: str, parts: str, analyse: Analyse) -> None:
    found = set(analyse(compound)[1:])

    assert {analyse(part)[0] for part in parts.split()} <= found


@pytest.mark.parametrize(
    "word", ["Beteiligung", "Integration", "Gemeinde", "Familie", "Verein", "Inklusion", "Bus", "Senioren"]
)
def test_simple_words(word: str, analyse: Analyse) -> None:
    assert len(analyse(word)) == 1


def test_a_usual_part_beside_an_unknown_word(analyse: Analyse) -> None:
    assert analyse("Klönsnacktreff") == ("klonsnacktreff", "klonsnack", "treff")


def test_words_of_the_texts_are_parts() -> None:
    splitter = Splitter(["klonschnack", "nachmittags"], (), (), (), Stemmer())

    assert splitter.parts("klonschnacknachmittag") == ("klonschnack", "nachmittag")


def test_words_that_are_no_parts() -> None:
    assert Splitter(["unter", "nehmen"], (), (), ["unter"], Stemmer()).parts("unternehmen") == ()
    assert Splitter(["unter", "nehmen"], (), (), [], Stemmer()).parts("unternehmen") == ("unter", "nehmen")


def test_the_most_even_split() -> None:
    splitter = Splitter(["stadt", "teil", "laden", "stadtteil"], (), (), (), Stemmer())

    assert splitter.parts("stadtteilladen") == ("stadtteil", "stadt", "teil", "laden")


@given(st.text("abes", max_size=45))
def test_any_word(word: str) -> None:
    splitter = Splitter(["abes", "seba", "bases"], ["abba"], ["sea"], [], Stemmer())

    assert all(part and len(part) < len(word) for part in splitter.parts(word))
    assert splitter.parts(word) == splitter.parts(word)
