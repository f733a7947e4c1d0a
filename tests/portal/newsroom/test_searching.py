"""What is kept of a text and what a query asks for fit together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.portal.newsroom.searching import MOST_WORDS, kept_words, query_stems


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Der Dorfladen öffnet", "Läden"),
        ("Nachbarschaftshilfe für Ältere", "nachbarschaft"),
        ("Die Bürger:innen entscheiden", "Bürgerinnen"),
        ("Förderungen des Landes", "Förderung"),
        ("Straße", "STRASSE"),
    ],
)
def test_found(text: str, query: str) -> None:
    assert all(stem in kept_words(text) for stem in query_stems(query))


def test_not_found() -> None:
    assert not all(stem in kept_words("Der Dorfladen öffnet") for stem in query_stems("Bürgerbus"))


def test_a_long_query_is_cut() -> None:
    assert len(query_stems(" ".join(f"wort{number}" for number in range(50)))) == MOST_WORDS


@given(st.text(max_size=200))
def test_every_text_is_found_by_its_own_words(text: str) -> None:
    kept = kept_words(text)

    assert all(stem in kept for stem in query_stems(text))
