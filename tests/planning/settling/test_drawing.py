"""How much may be drawn, and what was drawn too early."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from quartier.planning.settling.drawing import early_draws, gap_limit, needed_by, pro_rata_limit

DAY = dt.date


def test_pro_rata_is_rounded_down_and_ends_with_the_grant() -> None:
    assert pro_rata_limit(6_000_000, 10_000_000, 1_000_000) == 600_000
    assert pro_rata_limit(100, 300, 1) == 0
    assert pro_rata_limit(100, 300, 999) == 100
    assert pro_rata_limit(100, 0, 10) == 0


def test_gap_financing_comes_after_the_rest() -> None:
    assert gap_limit(6_000, 2_000, 1_999) == 0
    assert gap_limit(6_000, 2_000, 2_500) == 500
    assert gap_limit(6_000, 2_000, 99_000) == 6_000


def test_two_months_end_with_the_month_and_six_weeks_are_42_days() -> None:
    assert needed_by(DAY(2027, 1, 15), federal=False) == DAY(2027, 3, 15)
    assert needed_by(DAY(2027, 12, 31), federal=False) == DAY(2028, 2, 29)
    assert needed_by(DAY(2027, 1, 1), federal=True) == DAY(2027, 2, 12)


def test_the_first_euro_drawn_serves_the_first_needed() -> None:
    needs = [(DAY(2027, 2, 1), 100), (DAY(2027, 6, 1), 250)]
    early = early_draws([(DAY(2027, 1, 1), 150), (DAY(2027, 5, 1), 150)], needs, DAY(2027, 12, 31), federal=False)

    assert [(e.drawn_on, e.amount, e.needed_by, e.needed_on, e.days, e.days_late) for e in early] == [
        (DAY(2027, 1, 1), 50, DAY(2027, 3, 1), DAY(2027, 6, 1), 151, 92),
        (DAY(2027, 5, 1), 50, DAY(2027, 7, 1), None, 244, 183),
    ]


def test_on_the_last_day_is_in_time_and_what_is_not_needed_yet_may_still_be() -> None:
    assert early_draws([(DAY(2027, 1, 1), 9)], [(DAY(2027, 3, 1), 9)], DAY(2027, 12, 31), federal=False) == ()
    assert early_draws([(DAY(2027, 1, 1), 9)], [], DAY(2027, 3, 1), federal=False) == ()
    assert len(early_draws([(DAY(2027, 1, 1), 9)], [], DAY(2027, 3, 2), federal=False)) == 1


@given(
    st.lists(st.tuples(st.dates(DAY(2027, 1, 1), DAY(2028, 12, 31)), st.integers(1, 1000)), max_size=6),
    st.lists(st.tuples(st.dates(DAY(2027, 1, 1), DAY(2028, 12, 31)), st.integers(0, 1000)), max_size=6),
)
def test_never_more_is_early_than_was_drawn(draws: list[tuple[dt.date, int]], steps: list[tuple[dt.date, int]]) -> None:
    total, needs = 0, []
    for day, amount in sorted(steps):
        total += amount
        needs.append((day, total))
    early = early_draws(draws, needs, DAY(2029, 1, 1), federal=False)

    assert sum(entry.amount for entry in early) <= sum(amount for _, amount in draws)
    assert all(entry.days_late > 0 for entry in early)
