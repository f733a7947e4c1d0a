"""Texts, money and dates in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils.translation import override

from quartier.model.base import Text
from quartier.portal.programmes.templatetags.programmes import cents, german, label, percent, text


def test_texts_that_nobody_translated_are_marked() -> None:
    with override("en"):
        assert text(Text(de="Haus & Hof", en="House")) == "House"
        assert text(Text(de="Haus & Hof")) == '<span lang="de">Haus &amp; Hof</span>'
        assert german("<b>") == '<span lang="de">&lt;b&gt;</span>'
    assert text(Text(de="Haus & Hof")) == "Haus & Hof"
    assert text(None) == german(None) == ""


@pytest.mark.parametrize(
    ("language", "words"), [("de", ("85.000\xa0€", "66 2/3\xa0%", "Land")), ("en", ("€85,000", "66 2/3%", "state"))]
)
def test_numbers_and_words(language: str, words: tuple[str, str, str]) -> None:
    with override(language):
        assert (cents(8_500_000), percent(Fraction(2, 3)), label("state", "levels")) == words
    assert cents(None) == percent(None) == ""
