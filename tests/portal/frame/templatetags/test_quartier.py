"""Amounts and dates as people write them, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from quartier.portal.frame.templatetags.quartier import day, euro, month


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        ("1234.00", "1.234\N{NO-BREAK SPACE}€", "€1,234"),
        (Decimal("-1234567.5"), "−1.234.567,50\N{NO-BREAK SPACE}€", "−€1,234,567.50"),
        (0, "0\N{NO-BREAK SPACE}€", "€0"),
        (None, "", ""),
    ],
)
def test_euro(value: str | int | Decimal | None, german: str, english: str) -> None:
    with override("de"):
        assert euro(value) == german
    with override("en"):
        assert euro(value) == english


def test_days_and_months() -> None:
    with override("de"):
        assert (day(date(2026, 3, 1)), day("2026-12-31"), day(None), month("2027-01")) == (
            "01.03.2026",
            "31.12.2026",
            "",
            "Januar 2027",
        )
    with override("en"):
        assert (day("2026-12-31"), month("2027-01")) == ("31 December 2026", "January 2027")
