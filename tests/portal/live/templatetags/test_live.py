"""Small things of the templates."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from quartier.portal.live.templatetags.live import for_the_web, rate, told_value


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("80", "80", "80"),
        ("33.5", "33,5", "33.5"),
        ("200/3", "66,67", "66.67"),
        ("2028475/25356", "80", "80"),
        ("0", "0", "0"),
    ],
)
def test_rates_as_people_read_them(text: str, german: str, english: str) -> None:
    assert rate(text) == f"{german}\xa0%"
    with override("en"):
        assert rate(text) == f"{english}\xa0%"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1234.50", "1.234,50"),
        ("granted", "bewilligt"),
        ("AZ 7", "AZ 7"),
        ("", "nichts eingetragen"),
        (None, "nichts eingetragen"),
        ({}, "nichts eingetragen"),
        ([{"on": "2027-01-01"}], "1 Zeile"),
        ([1, 2], "2 Zeilen"),
    ],
)
def test_what_somebody_else_told(value: object, words: str) -> None:
    assert told_value(value) == words


def test_notes_name_fields_as_the_page_does() -> None:
    assert for_the_web("mit `eligible_costs` aus dem Bescheid") == "mit „Endgültig anerkannte Kosten“ beim Zuschuss"
