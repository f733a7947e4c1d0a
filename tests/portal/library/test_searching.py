"""German words find each other in any form, also within longer words; short ones only at a beginning."""

from __future__ import annotations

import pytest

from quartier.portal.library.searching import MOST_WORDS, kept_words, query_parts


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("Läden", "Dorfladen", True),
        ("LAEDEN", "Dorfläden im Kreis", True),
        ("Straße", "Strassenfest", True),
        ("Bürger:innen", "Bürgerinnen und Bürger", True),
        ("Häuser", "Ein Haus", True),
        ("or", "Dorf", False),
        ("or", "Orte", True),
        ("Bus", "Bürgerbus", True),
        ("Bus", "Busse", True),
        ("Dorf Markt", "Markt im Dorf", True),
        ("Dorf Markt", "Dorf", False),
    ],
)
def test_finding(query: str, text: str, found: bool) -> None:  # noqa: FBT001 - the expected result
    kept = kept_words(text)

    assert all(part in kept for part in query_parts(query)) is found


def test_no_word_and_too_many() -> None:
    assert query_parts("!? %") == []
    assert kept_words("") == ""
    assert len(query_parts(" ".join(f"wort{n}x" for n in range(99)))) == MOST_WORDS
