"""More cover than costs: cut pro rata, to the cent."""

from hypothesis import given
from hypothesis import strategies as st

from quartier.planning.settling.overfinancing import connected, cut_pro_rata, excess_of

AMOUNTS = st.lists(st.integers(0, 10**10), min_size=1, max_size=6)


def test_excess() -> None:
    assert excess_of(110, 100) == 10
    assert excess_of(90, 100) == 0


def test_an_excess_above_everything_takes_everything() -> None:
    assert cut_pro_rata([3, 5], 100) == [3, 5]
    assert cut_pro_rata([3, 5], -1) == [0, 0]
    assert cut_pro_rata([0, 0], 7) == [0, 0]
    assert cut_pro_rata([], 7) == []


@given(AMOUNTS, st.integers(0, 10**11))
def test_cuts_add_up_and_take_no_more_than_there_is(amounts: list[int], excess: int) -> None:
    cuts = cut_pro_rata(amounts, excess)

    assert sum(cuts) == min(excess, sum(amounts))
    assert all(0 <= cut <= amount for cut, amount in zip(cuts, amounts, strict=True))


def test_grants_belong_together_through_others() -> None:
    assert connected([frozenset("ab"), frozenset("c"), frozenset("bd"), frozenset("de")]) == [[0, 2, 3], [1]]
    assert connected([frozenset(), frozenset()]) == [[0], [1]]
