"""The reading time: exact by the rule of the module, and never shorter for more text."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from quartier.portal.newsroom.reading import Part, Picture, Table, Text, in_words, minutes, seconds

PARTS = st.lists(
    st.one_of(
        st.text(max_size=200).map(Text),
        st.text(max_size=50).map(Picture),
        st.lists(st.text(max_size=20), max_size=10).map(lambda cells: Table(tuple(cells))),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], 0),
        ([Text("")], 0),
        ([Text("Der Laden ist auf.")], 1),  # 3+5+3+3 letters and 4 spaces: 18 characters
        ([Text("Nachbarschaftshilfeverein " * 20)], 26),  # 25+1 characters each
        ([Text("Hilfe " * 20)], 6),  # a short word counts less: 5+1
        ([Table(("Kreis", "Anteil", "7,7 %", ""))], 3),  # words 6+7+2+2 and three filled cells of 10: 47
        ([Picture()], 5),
        ([Picture("Bild: Amt")], 6),  # 100+5+4
        ([Text("a" * 1199)], 60),
    ],
)
def test_seconds(parts: list[Part], expected: int) -> None:
    assert seconds(parts) == expected


@pytest.mark.parametrize(
    ("time", "expected"), [(0, 0), (59, 0), (60, 1), (89, 1), (90, 2), (149, 2), (150, 3), (3600, 60)]
)
def test_minutes_round_half_up(time: int, expected: int) -> None:
    assert minutes(time) == expected


@pytest.mark.parametrize(
    ("language", "time", "expected"),
    [
        ("de", 30, "unter 1 Minute"),
        ("de", 60, "1 Minute"),
        ("de", 300, "5 Minuten"),
        ("en", 30, "less than 1 minute"),
        ("en", 60, "1 minute"),
        ("en", 300, "5 minutes"),
    ],
)
def test_in_words(language: str, time: int, expected: str) -> None:
    with translation.override(language):
        assert in_words(time) == expected


@given(PARTS, PARTS)
def test_more_parts_never_take_less(parts: list[Part], more: list[Part]) -> None:
    assert seconds([*parts, *more]) >= seconds(parts)
    assert minutes(seconds([*parts, *more])) >= minutes(seconds(parts))


@given(st.text(max_size=300), st.text(max_size=100))
def test_longer_text_never_takes_less(text: str, more: str) -> None:
    assert Text(text + more).characters() >= Text(text).characters()


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Text("Zwei Wörter"), 5 + 7),
        (Text("20.000 €"), 3 + 4),
        (Table(("Kreis", "Anteil", "7,7 %", "", "–")), 6 + 7 + 2 + 2 + 3 * 10),
        (Picture("Ein Haus"), 4 + 5 + 100),
    ],
)
def test_characters(part: Part, expected: int) -> None:
    assert part.characters() == expected
