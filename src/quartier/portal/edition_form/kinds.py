"""Kinds of single values: how a value of the file is shown as text, and how typed text becomes a value. No floats."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from quartier.model.money import CENTS_PER_EURO, cents_of, rate_of

Options = Sequence[tuple[str, object]]
Texts = tuple[str, ...]
MAX_TEXT = 20_000
_MAX_DIGITS = 15
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_GERMAN_DAY = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$")
_GERMAN_MONTH = re.compile(r"^(\d{1,2})[./]\s?(\d{4})$")
_MONTH_DAY = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.?$")
_GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+$")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")


class _Missing:
    """What a file does not say; told apart from `null`."""

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING = _Missing()


class WrongTextError(ValueError):
    """Typed text that is no value of its kind; says in German what is expected."""


def first(texts: Sequence[str]) -> str:
    """The one text of a simple field, without blanks around it."""
    return texts[0].strip() if texts else ""


@dataclass(frozen=True, slots=True)
class Kind:
    """Plain text. `default`: what is shown where the file says nothing. `widget` names the template that draws it."""

    widget: str = "line"
    unit: object = ""
    default: object = MISSING

    def show(self, value: object) -> Texts:
        """The texts of the field for a value; what the form cannot show is left empty."""
        value = self.default if value is MISSING or value is None else value
        if value is MISSING or isinstance(value, dict):
            return ("",)
        return self.texts(value)

    def texts(self, value: object) -> Texts:
        """The texts of a value that is there."""
        return (str(value),)

    def read(self, texts: Texts) -> object:
        """The value of what was typed, MISSING for nothing. Raises WrongTextError."""
        text = first(texts)
        return self.value(text) if text else MISSING

    def value(self, text: str) -> object:
        """The value of a text that is not empty."""
        return text

    def options(self) -> Options:
        """What can be chosen."""
        return ()


@dataclass(frozen=True, slots=True)
class Area(Kind):
    """Text of several lines, kept as typed."""

    widget: str = "area"

    def read(self, texts: Texts) -> object:
        """The text; blanks around it stay where there is more than them."""
        return texts[0] if first(texts) else MISSING


@dataclass(frozen=True, slots=True)
class Lines(Kind):
    """A list of short texts, one a line."""

    widget: str = "lines"

    def texts(self, value: object) -> Texts:
        """One line for each entry."""
        entries = value if isinstance(value, list | tuple) else [value]
        return ("\n".join(map(str, entries)),)

    def value(self, text: str) -> object:
        """The lines in which something stands."""
        return [line.strip() for line in text.split("\n") if line.strip()]


@dataclass(frozen=True, slots=True)
class Link(Kind):
    """An address of the web."""

    widget: str = "link"

    def value(self, text: str) -> object:
        """The address, which begins with http:// or https://."""
        if not re.match(r"^https?://\S+$", text):
            raise WrongTextError(_("Eine Adresse beginnt mit https:// und enthält keine Leerzeichen."))
        return text


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A number; `whole` only without decimals."""

    widget: str = "number"
    whole: bool = False

    def texts(self, value: object) -> Texts:
        """The number as it is written in German."""
        return (number_text(value),)

    def value(self, text: str) -> object:
        """Int for whole numbers, otherwise an exact Decimal."""
        number = number_of(text)
        if self.whole and number != number.to_integral_value():
            raise WrongTextError(_("Hier steht eine ganze Zahl, zum Beispiel 12."))
        return plain_number(number)


@dataclass(frozen=True, slots=True)
class Euros(Kind):
    """An amount of money."""

    widget: str = "number"
    unit: object = "€"

    def texts(self, value: object) -> Texts:
        """`12.000,50`."""
        try:
            cents = cents_of(value)
        except ValueError:
            return (str(value),)
        whole = f"{cents // CENTS_PER_EURO:,}".replace(",", ".")
        return (f"{whole},{cents % CENTS_PER_EURO:02d}" if cents % CENTS_PER_EURO else whole,)

    def value(self, text: str) -> object:
        """Whole euros as int, others as exact Decimal."""
        if len(text) > _MAX_DIGITS + 10 or not text.replace("€", "").replace("\xa0", "").isascii():
            raise WrongTextError(_("Das ist kein Betrag in Euro. Richtig ist zum Beispiel 12.000,50."))
        try:
            cents = cents_of(text.replace(" ", ""))
        except ValueError as error:
            raise WrongTextError(_("Das ist kein Betrag in Euro. Richtig ist zum Beispiel 12.000,50.")) from error
        whole, rest = divmod(cents, CENTS_PER_EURO)
        return Decimal(f"{whole}.{rest:02d}") if rest else whole


@dataclass(frozen=True, slots=True)
class Percent(Kind):
    """A rate in percent; also a fraction such as 200/3."""

    widget: str = "number"
    unit: object = "%"

    def texts(self, value: object) -> Texts:
        """`33,33`."""
        return (str(value).replace(".", ","),)

    def value(self, text: str) -> object:
        """int, exact Decimal, or the fraction as text."""
        text = text.removesuffix("%").strip()
        if len(text) > _MAX_DIGITS:
            raise WrongTextError(_("Das ist zu lang für einen Prozentsatz."))
        try:
            rate_of(text)
        except ValueError as error:
            message = _("Ein Prozentsatz liegt zwischen 0 und 100, zum Beispiel 80 oder 33,33 oder 200/3.")
            raise WrongTextError(message) from error
        return text if "/" in text else plain_number(number_of(text.replace(".", ",")))


@dataclass(frozen=True, slots=True)
class Factor(Kind):
    """A plain factor, for example 3 or 1/2."""

    widget: str = "number"

    def texts(self, value: object) -> Texts:
        """With a German comma."""
        return (str(value).replace(".", ","),)

    def value(self, text: str) -> object:
        """int, exact Decimal, or the fraction as text."""
        if re.match(r"^[1-9]\d{0,5}/[1-9]\d{0,5}$", text):
            return text
        number = number_of(text.replace(".", ","))
        if number <= 0:
            raise WrongTextError(_("Der Faktor ist größer als 0."))
        return plain_number(number)


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day. Browsers send 2026-12-31, people may type 31.12.2026."""

    widget: str = "day"

    def texts(self, value: object) -> Texts:
        """As browsers need it."""
        return (value.isoformat() if isinstance(value, dt.date) else str(value),)

    def value(self, text: str) -> object:
        """The day."""
        match = _GERMAN_DAY.match(text)
        iso = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else text
        try:
            return dt.date.fromisoformat(iso if _ISO.match(iso) else "")
        except ValueError as error:
            raise WrongTextError(_("Diesen Tag gibt es nicht. Richtig ist zum Beispiel 31.12.2026.")) from error


@dataclass(frozen=True, slots=True)
class PartialDay(Day):
    """A date as exactly as the source knows it, or `unknown`, which has its own box."""

    widget: str = "partial"

    def texts(self, value: object) -> Texts:
        """`unknown` stands behind the text, as the box does."""
        return ("", "unknown") if value == "unknown" else Day.texts(self, value)

    def read(self, texts: Texts) -> object:
        """The box wins over the text."""
        if "unknown" in texts:
            return "unknown"
        text = first(texts)
        if not text:
            return MISSING
        match = _GERMAN_MONTH.match(text)
        text = f"{match[2]}-{int(match[1]):02d}" if match else text
        if re.match(r"^\d{4}(-(0[1-9]|1[0-2]))?$", text):
            return text
        try:
            return str(self.value(text))
        except WrongTextError as error:
            raise WrongTextError(_("Ein Jahr, ein Monat oder ein Tag: 2025, 06.2025 oder 30.06.2025.")) from error


@dataclass(frozen=True, slots=True)
class MonthDay(Kind):
    """A day of every year."""

    def texts(self, value: object) -> Texts:
        """`30.09.`."""
        month, mark, day = str(value).partition("-")
        return (f"{day}.{month}." if mark else str(value),)

    def value(self, text: str) -> object:
        """As files write it: `09-30`."""
        match = _MONTH_DAY.match(text)
        try:
            day = dt.date(2024, int(match[2]), int(match[1])) if match else None
        except ValueError:
            day = None
        if day is None:
            raise WrongTextError(_("Ein Tag im Jahr, zum Beispiel 30.09."))
        return f"{day:%m-%d}"


@dataclass(frozen=True, slots=True)
class YesNo(Kind):
    """Yes or no; `asked`: not knowing is an answer too."""

    widget: str = "select"
    asked: bool = False
    default: object = MISSING

    def texts(self, value: object) -> Texts:
        """`true` and `false` as files write them."""
        return (str(value).lower() if isinstance(value, bool) else str(value),)

    def value(self, text: str) -> object:
        """The truth value."""
        return text == "true"

    def options(self) -> Options:
        """Not known, yes, no."""
        unknown = [("", _("nicht bekannt – bitte erfragen"))] if self.asked else []
        return [*unknown, ("true", _("ja")), ("false", _("nein"))]


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of several. `empty`: what choosing nothing means, None where one must be chosen."""

    widget: str = "select"
    known: Callable[[], Options] = tuple
    empty: object = ""

    def options(self) -> Options:
        """With the choice of nothing in front."""
        front = [] if self.empty is None else [("", self.empty or _("bitte wählen"))]
        return [*front, *self.known()]


@dataclass(frozen=True, slots=True)
class Boxes(Kind):
    """Any number of several."""

    widget: str = "boxes"
    known: Callable[[], Options] = tuple

    def show(self, value: object) -> Texts:
        """The chosen keys; none for nothing."""
        if isinstance(value, str):
            return (value,)
        return tuple(map(str, value)) if isinstance(value, list | tuple) else ()

    def read(self, texts: Texts) -> object:
        """The chosen keys in their order."""
        return list(dict.fromkeys(text for text in texts if text)) or MISSING

    def options(self) -> Options:
        """Everything that can be chosen."""
        return self.known()


def number_of(text: str) -> Decimal:
    """An exact number from `1.234,5`, `1234,5` or `1234.5`. Raises WrongTextError."""
    plain = text.replace("\xa0", "").replace(" ", "")
    plain = plain.replace(".", "").replace(",", ".") if "," in plain or _GROUPED.match(plain) else plain
    if not plain.isascii() or not _NUMBER.match(plain) or len(plain) > _MAX_DIGITS + 4:
        raise WrongTextError(_("Das ist keine Zahl. Richtig ist zum Beispiel 1.234,5."))
    return Decimal(plain)


def plain_number(number: Decimal) -> int | Decimal:
    """Int where there are no decimals."""
    return int(number) if number == number.to_integral_value() else number


def number_text(value: object) -> str:
    """`1.234,5`; anything that is no number as it stands."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return str(value)
    whole, _mark, rest = f"{value:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest}" if rest.strip("0") else grouped
