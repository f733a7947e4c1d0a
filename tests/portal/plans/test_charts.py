"""Bars add up exactly, whatever the amounts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quartier.portal.plans.charts import FULL, percent, stacked

CENTS = st.integers(min_value=0, max_value=10**13)
ROWS = st.lists(st.lists(CENTS, max_size=9), max_size=9)


@given(ROWS)
def test_parts_fill_their_bar_without_gap_or_overlap(rows: list[list[int]]) -> None:
    chart = stacked([(str(n), [("s0", "a", cents) for cents in row]) for n, row in enumerate(rows)])
    most = max(map(sum, rows), default=0)

    for bar, row in zip(chart.bars, rows, strict=True):
        assert bar.cents == sum(row) == sum(part.cents for part in bar.segments)
        reached = 0
        for part in bar.segments:
            assert part.start == reached
            assert part.length >= 0
            reached = part.start + part.length
        assert reached == (sum(row) * FULL // most if most else 0)
        assert reached <= FULL


@given(st.integers(min_value=0, max_value=FULL))
def test_percent_is_exact(thousandths: int) -> None:
    text = percent(thousandths)

    assert text.endswith("%")
    assert round(float(text[:-1]) * 1000) == thousandths


def test_the_longest_bar_takes_the_width() -> None:
    chart = stacked([("2027", [("s0", "A", 300), ("own0", "B", 100)]), ("2028", [("own0", "B", 200)])])

    assert [[(part.x, part.width) for part in bar.segments] for bar in chart.bars] == [
        [("0%", "75%"), ("75%", "25%")],
        [("0%", "50%")],
    ]
