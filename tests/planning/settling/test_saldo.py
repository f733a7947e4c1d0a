"""The rule of each financing type alone."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quartier.planning.settling.saldo import balance, deficit, matching, proportional, units

AMOUNTS = st.integers(0, 10**10)
RATES = st.fractions(0, 1)


def test_balance_sets_dearer_costs_off_against_new_money() -> None:
    assert balance(Fraction(100), Fraction(110), 10) == 0
    assert balance(Fraction(100), Fraction(95), 15) == 20
    assert balance(Fraction(100), Fraction(100), -5) == -5


def test_proportional_falls_by_the_rate_half_up() -> None:
    assert proportional(6_000_000, Fraction(60, 100), Fraction(1_000_000)) == 600_000
    assert proportional(100, Fraction(1, 2), Fraction(1)) == 1
    assert proportional(100, Fraction(1, 2), Fraction(-50)) == 0


def test_gap_financing_falls_by_the_whole_or_by_its_share() -> None:
    assert deficit(6_000_000, Fraction(1_000_000)) == 1_000_000
    assert deficit(6_000_000, Fraction(1_000_000), Fraction(1, 4)) == 250_000
    assert deficit(500, Fraction(1_000)) == 500


def test_unit_amounts_follow_the_units() -> None:
    assert units(500_000, 20, 15) == 125_000
    assert units(500_000, 20, 25) == 0
    assert units(100, 3, 2) == 33
    assert units(500_000, 20, 0) == 500_000


def test_matching_follows_the_partner() -> None:
    assert matching(150_000, 50_000, 40_000) == 30_000
    assert matching(150_000, 50_000, 60_000) == 0
    assert matching(150_000, 0, 0) == 0


@given(AMOUNTS, RATES, st.integers(-(10**10), 10**10), st.integers(0, 10**9))
def test_a_reduction_is_within_the_grant_and_grows_with_the_saldo(
    amount: int, rate: Fraction, saldo: int, more: int
) -> None:
    for reduced in (proportional, deficit):
        less = reduced(amount, Fraction(saldo), rate) if reduced is deficit else reduced(amount, rate, Fraction(saldo))
        after = saldo + more
        bigger = (
            reduced(amount, Fraction(after), rate) if reduced is deficit else reduced(amount, rate, Fraction(after))
        )
        assert 0 <= less <= bigger <= amount
