"""Calendar months: reading, counting on, first and last day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.model.months import Month, first_full_month, month_of

MONTHS = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


@pytest.mark.parametrize("value", ["2027-01", dt.date(2027, 1, 31), Month(2027, 1)])
def test_a_month_is_read_from_text_and_days(value: object) -> None:
    assert month_of(value) == Month(2027, 1)


@pytest.mark.parametrize("value", ["2027-13", "2027-00", "2027-1", "2027", "1800-01", 2027, None, "2027-01-01"])
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"^month: ein Monat in der Form 2027-01$"):
        month_of(value)


@given(MONTHS, st.integers(-100, 100))
def test_counting_on(month: Month, months: int) -> None:
    later = month.plus(months)

    assert later.index - month.index == months
    assert (later > month) is (months > 0)
    assert Month.of(month.last_day) == Month.of(month.first_day) == month_of(str(month)) == month
    assert month.last_day + dt.timedelta(days=1) == month.plus(1).first_day


@pytest.mark.parametrize(
    ("day", "month"),
    [("2026-10-01", "2026-10"), ("2026-10-02", "2026-11"), ("2026-12-31", "2027-01")],
)
def test_the_first_full_month(day: str, month: str) -> None:
    assert str(first_full_month(dt.date.fromisoformat(day))) == month
