"""Rates in sentences."""

from fractions import Fraction

import pytest

from quartier.planning.settling.wording import percent


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(80, 100), "80 %"),
        (Fraction(2, 3), "66 2/3 %"),
        (Fraction(81139, 101424), "rund 80 %"),
        (Fraction(1, 7), "rund 14,29 %"),
        (Fraction(3333, 10000), "33,33 %"),
    ],
)
def test_percent(rate: Fraction, text: str) -> None:
    assert percent(rate) == text
