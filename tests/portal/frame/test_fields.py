"""Amounts, rates and months as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from quartier.model.money import cents_of
from quartier.portal.frame.fields import DayField, MoneyField, MonthField, RateField, shown_amount


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12.000,50 €", "12000.50"),
        ("12000", "12000.00"),
        ("12.000", "12000.00"),
        ("12 000,5", "12000.50"),
        ("1.234.567", "1234567.00"),
        ("350 EUR", "350.00"),
        ("١٢٠٠٠", "12000.00"),
        ("0", "0.00"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_money(typed: str, kept: str) -> None:
    assert MoneyField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["1e30", "NaN", "inf", "-5", "12,345,678.00", "zwölf", "=1+1", "9" * 30, "1,234", "€"]
)
def test_no_money(typed: str) -> None:
    with pytest.raises(ValidationError):
        MoneyField(required=False).clean(typed)


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        kept = MoneyField(required=False).clean(text.replace("\0", ""))
    except ValidationError:
        return
    assert kept == "" or cents_of(kept) >= 0


@given(st.integers(min_value=0, max_value=10**12))
def test_what_is_shown_is_kept_when_sent_back(cents: int) -> None:
    text = f"{cents // 100}.{cents % 100:02d}"

    assert MoneyField().clean(shown_amount(text)) == text


@pytest.mark.parametrize(("typed", "kept"), [("19", "19"), ("7,5 %", "7.5"), ("", ""), ("200/3", "200/3")])
def test_rate(typed: str, kept: str) -> None:
    assert RateField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("2027-01", "2027-01"), ("01.2027", "2027-01"), ("3/2028", "2028-03"), ("", "")]
)
def test_month(typed: str, kept: str) -> None:
    assert MonthField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["13.2027", "2027", "Januar", "01.01.2027", "0.2027", "2027-00"])
def test_no_month(typed: str) -> None:
    with pytest.raises(ValidationError):
        MonthField(required=False).clean(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2025-03-01", dt.date(2025, 3, 1)),
        ("31.12.2024", dt.date(2024, 12, 31)),
        ("1.3.25", dt.date(2025, 3, 1)),
        ("", None),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_days(typed: str, kept: dt.date | None, language: str) -> None:
    with override(language):
        assert DayField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2999-01-01", "future"),
        ("31.12.1999", "early"),
        ("31.02.2025", "invalid"),
        ("heute", "invalid"),
        ("\0", "invalid"),
    ],
)
def test_no_days(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        DayField(required=False).clean(typed)
    assert caught.value.code == code
