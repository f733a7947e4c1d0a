"""Cents: half up, and shares that add up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.planning.settling.rounding import half_up, split


@pytest.mark.parametrize(
    ("amount", "cents"),
    [(Fraction(1, 2), 1), (Fraction(49, 100), 0), (Fraction(3, 2), 2), (Fraction(-1, 2), 0), (Fraction(7), 7)],
)
def test_half_up(amount: Fraction, cents: int) -> None:
    assert half_up(amount) == cents


def test_missing_cents_go_to_the_largest_remainders_the_earlier_first() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(101, [1, 1, 1]) == [34, 34, 33]
    assert split(10, [1, 2, 4]) == [1, 3, 6]


def test_nothing_to_weigh_by_is_equal_and_nobody_gets_nothing() -> None:
    assert split(5, [0, 0]) == [3, 2]
    assert split(0, []) == []
    with pytest.raises(ValueError, match="nobody"):
        split(1, [])


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_shares_add_up_and_are_within_a_cent(total: int, weights: list[int]) -> None:
    shares = split(total, weights)
    whole = sum(weights)

    assert sum(shares) == total
    if whole:
        wanted = [Fraction(total * weight, whole) for weight in weights]
        assert all(abs(share - exact) < 1 for share, exact in zip(shares, wanted, strict=True))
