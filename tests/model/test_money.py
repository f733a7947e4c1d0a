"""Money in whole cents and exact rates; whatever is no amount is refused with what was expected."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from quartier.model.money import (
    Cents,
    Money,
    Rate,
    Ratio,
    cents_of,
    euros_text,
    german_euros,
    german_percent,
    percent_text,
    rate_of,
)

MONEY = TypeAdapter(Money)
CENTS = TypeAdapter(Cents)
RATE = TypeAdapter(Rate)
RATIO = TypeAdapter(Ratio)


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        (0, 0),
        (12000, 1200000),
        (Decimal("3488.43"), 348843),
        (Decimal("0.1"), 10),
        ("12000", 1200000),
        ("12000.5", 1200050),
        ("12.000,50", 1200050),
        ("1.234.567", 123456700),
        ("12000,50 €", 1200050),
        (" 85.000 € ", 8500000),
    ],
)
def test_amounts_are_read_exactly(value: object, cents: int) -> None:
    assert cents_of(value) == cents


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (-1, "ein Betrag darf nicht negativ sein"),
        ("-5", "ein Betrag darf nicht negativ sein"),
        (Decimal("0.005"), "höchstens zwei Nachkommastellen, Bruchteile von Cent gibt es nicht"),
        ("0.005", "kein lesbarer Geldbetrag"),
        ("12.00,5", "kein lesbarer Geldbetrag"),
        ("1,2,3", "kein lesbarer Geldbetrag"),
        ("viel", "kein lesbarer Geldbetrag"),
        ("", "kein lesbarer Geldbetrag"),
        ("1e5", "kein lesbarer Geldbetrag"),
        (12.5, "ein Geldbetrag in Euro"),
        (True, "ein Geldbetrag in Euro"),
        (None, "ein Geldbetrag in Euro"),
        (Decimal("NaN"), "kein endlicher Betrag"),
        (Decimal("Infinity"), "kein endlicher Betrag"),
        (10**12, "der Betrag ist unwahrscheinlich groß, bitte prüfen"),
    ],
)
def test_what_is_no_amount_is_refused(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^money: {message}"):
        cents_of(value)


@given(st.integers(0, 10**13))
def test_what_answers_show_reads_back(cents: int) -> None:
    assert CENTS.validate_python(euros_text(cents)) == cents
    assert CENTS.validate_python(euros_text(-cents)) == -cents
    assert MONEY.validate_python(german_euros(cents)) == cents


@pytest.mark.parametrize(
    ("cents", "plain", "german"),
    [
        (8500000, "85000.00", "85.000 €"),
        (50, "0.50", "0,50 €"),
        (-123456, "-1234.56", "−1.234,56 €"),
        (0, "0.00", "0 €"),
    ],
)
def test_texts(cents: int, plain: str, german: str) -> None:
    assert (euros_text(cents), german_euros(cents)) == (plain, german)


def test_money_goes_out_as_text_and_code_gives_cents() -> None:
    assert MONEY.dump_python(1234) == "12.34"
    assert (CENTS.validate_python(1234), CENTS.dump_json(1234)) == (1234, b'"12.34"')
    for value in (True, 1.5, None):
        with pytest.raises(ValidationError):
            CENTS.validate_python(value)


@pytest.mark.parametrize(
    ("value", "rate", "text", "german"),
    [
        (80, Fraction(4, 5), "80", "80 %"),
        (Decimal("33.33"), Fraction(3333, 10000), "33.33", "33,33 %"),
        ("33,33", Fraction(3333, 10000), "33.33", "33,33 %"),
        ("200/3", Fraction(2, 3), "200/3", "66 2/3 %"),
        ("1/3", Fraction(1, 300), "1/3", "1/3 %"),
        (0, Fraction(0), "0", "0 %"),
        (100, Fraction(1), "100", "100 %"),
    ],
)
def test_rates_are_exact(value: object, rate: Fraction, text: str, german: str) -> None:
    assert (rate_of(value), percent_text(rate), german_percent(rate)) == (rate, text, german)
    assert RATE.validate_python(RATE.dump_python(rate)) == rate


@pytest.mark.parametrize("value", [-1, 101, "200", 0.5, True, "viel", "1/0", None, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_rate_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"^rate: ein Prozentsatz"):
        rate_of(value)


def test_ratios() -> None:
    assert [RATIO.validate_python(value) for value in (3, "3/2", Decimal("0.5"))] == [3, Fraction(3, 2), Fraction(1, 2)]
    for value in (0, -1, "x", "1/0", True, 1.5):
        with pytest.raises(ValidationError):
            RATIO.validate_python(value)
