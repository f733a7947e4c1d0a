"""Money as whole cents and rates as exact fractions; no float ever enters.

Files give euros (`12000`, `3488.43`, `"12.000,50"`), inside everything is an integer number of cents, answers show
`"85000.00"`. Rates are percent in files (`80`, `33.33`, `"200/3"`) and fractions of one inside.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

CENTS_PER_EURO = 100
MAX_CENTS = 10**13
"""No project of a neighbourhood costs more than 100 billion euros; a larger figure is a typing error."""

_GERMAN = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+(,\d{1,2})?$|^\d+,\d{1,2}$")
_ENGLISH = re.compile(r"^\d+(\.\d{1,2})?$")


def cents_of(value: object) -> int:
    """The cents of an amount of euros given as whole number, decimal or German or plain decimal text.

    Raises ValueError for floats, negative amounts, more than two decimals and anything that is no amount.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise ValueError("money: ein Geldbetrag in Euro, zum Beispiel 12000 oder „12.000,50“")  # noqa: TRY004 - pydantic collects ValueError only
    euros = _decimal(value)
    if not euros.is_finite():
        raise ValueError("money: kein endlicher Betrag")
    if euros < 0:
        raise ValueError("money: ein Betrag darf nicht negativ sein")
    cents = euros * CENTS_PER_EURO
    if cents != cents.to_integral_value():
        raise ValueError("money: höchstens zwei Nachkommastellen, Bruchteile von Cent gibt es nicht")
    if cents > MAX_CENTS:
        raise ValueError("money: der Betrag ist unwahrscheinlich groß, bitte prüfen")
    return int(cents)


def _decimal(value: int | Decimal | str) -> Decimal:
    if not isinstance(value, str):
        return Decimal(value)
    text = value.strip().removesuffix("€").strip().replace("\u202f", "").replace("\xa0", "")
    if _GERMAN.match(text):
        text = text.replace(".", "").replace(",", ".")
    elif not _ENGLISH.match(text.removeprefix("-")):
        raise ValueError("money: kein lesbarer Geldbetrag, zum Beispiel 12000 oder „12.000,50“")
    return Decimal(text)


def euros_text(cents: int) -> str:
    """`8500000` becomes `"85000.00"`, the form of all answers."""
    sign, rest = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{rest // CENTS_PER_EURO}.{rest % CENTS_PER_EURO:02d}"


def german_euros(cents: int) -> str:
    """`8500000` becomes `85.000 €`, `50` becomes `0,50 €`: for people, cents only where there are some."""
    sign, rest = ("−", -cents) if cents < 0 else ("", cents)
    whole = f"{rest // CENTS_PER_EURO:,}".replace(",", ".")
    fraction = f",{rest % CENTS_PER_EURO:02d}" if rest % CENTS_PER_EURO else ""
    return f"{sign}{whole}{fraction} €"


def _cents_or_text(value: object) -> object:
    if isinstance(value, str):
        negative = value.startswith("-")
        return -cents_of(value[1:]) if negative else cents_of(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("money: whole cents or a text such as 85000.00")  # noqa: TRY004 - pydantic collects ValueError only
    return value


_MONEY_SCHEMA = WithJsonSchema(
    {
        "description": "Euros: a whole number, a decimal with at most two places, or a text such as 12.000,50",
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}],
    }
)

Money = Annotated[int, BeforeValidator(cents_of), PlainSerializer(euros_text), _MONEY_SCHEMA]
"""An amount in a file that people write: euros outside, cents inside."""

Cents = Annotated[
    int,
    BeforeValidator(_cents_or_text),
    PlainSerializer(euros_text),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+\.\d{2}$"}),
]
"""An amount in an answer: integers given by code are cents, texts are euros with two decimals."""


def rate_of(value: object) -> Fraction:
    """The fraction of one for a percentage (`80`, `33.33`, `"200/3"`), between 0 and 1.

    Raises ValueError for floats, numbers below 0 or above 100 and anything that is no rate.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise ValueError("rate: ein Prozentsatz, zum Beispiel 80, 33.33 oder „200/3“")  # noqa: TRY004 - pydantic collects ValueError only
    try:
        percent = Fraction(value.replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, ZeroDivisionError, InvalidOperation, OverflowError) as error:
        raise ValueError("rate: ein Prozentsatz, zum Beispiel 80, 33.33 oder „200/3“") from error
    if not 0 <= percent <= 100:  # noqa: PLR2004 - percent
        raise ValueError("rate: ein Prozentsatz zwischen 0 und 100")
    return percent / 100


def percent_text(rate: Fraction) -> str:
    """The percentage as files write it: `80`, `33.33` or `200/3`."""
    percent = rate * 100
    if percent.denominator == 1:
        return str(percent.numerator)
    decimal = Decimal(percent.numerator) / Decimal(percent.denominator)
    return f"{decimal:f}" if Fraction(decimal) == percent else f"{percent.numerator}/{percent.denominator}"


def german_percent(rate: Fraction) -> str:
    """The percentage for people: `80 %`, `33,33 %`, `66 2/3 %`."""
    percent = rate * 100
    text = percent_text(rate)
    if "/" in text:
        whole, part = divmod(percent, 1)
        return f"{whole} {part.numerator}/{part.denominator} %" if whole else f"{part} %"
    return f"{text.replace('.', ',')} %"


_RATE_SCHEMA = WithJsonSchema(
    {
        "description": "Percent between 0 and 100: a number or a fraction such as 200/3",
        "anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, {"type": "string"}],
    }
)

Rate = Annotated[Fraction, BeforeValidator(rate_of), PlainSerializer(percent_text), _RATE_SCHEMA]
"""Percent in files, an exact fraction of one inside."""


def _ratio_of(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str | Fraction):
        raise ValueError("ratio: eine Zahl oder ein Bruch wie „3/1“")  # noqa: TRY004 - pydantic collects ValueError only
    try:
        ratio = Fraction(value)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError("ratio: eine Zahl oder ein Bruch wie „3/1“") from error
    if ratio <= 0:
        raise ValueError("ratio: größer als 0")
    return ratio


Ratio = Annotated[
    Fraction,
    BeforeValidator(_ratio_of),
    PlainSerializer(str),
    WithJsonSchema({"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string"}]}),
]
"""A plain factor, for example 3 where insurers triple a municipal euro."""
