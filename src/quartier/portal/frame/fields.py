"""Fields for what projects are made of: amounts as people type them, days, months, percentages. Never a float."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.model.money import cents_of, euros_text, percent_text, rate_of
from quartier.model.months import month_of

_LONGEST_AMOUNT = 40

EARLIEST = dt.date(2000, 1, 1)
"""Days before that are slips of the pen."""


class MoneyField(forms.CharField):
    """An amount in euros: `12000`, `12.000,50`, `12.000,50 €`. Gives the text of the public format, `12000.50`."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "money": _("„%(text)s“ ist kein Betrag in Euro. Richtig ist zum Beispiel 12000 oder 12.000,50."),
    }

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("max_length", _LONGEST_AMOUNT)
        super().__init__(**options)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "class": "q-amount"})

    def clean(self, value: Any) -> str:  # noqa: ANN401 - what the browser sent
        """The amount with two decimals, empty where nothing was typed."""
        text = super().clean(value).replace(" ", "").replace("EUR", "€")
        if not text:
            return ""
        try:
            return euros_text(cents_of(text))
        except ValueError as error:
            raise ValidationError(self.error_messages["money"], "money", {"text": text}) from error


class RateField(forms.CharField):
    """A percentage: `19`, `7,5`. Gives the text of the public format."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "rate": _("„%(text)s“ ist kein Prozentsatz zwischen 0 und 100.")
    }

    def clean(self, value: Any) -> str:  # noqa: ANN401 - what the browser sent
        """The rate as files write it, empty where nothing was typed."""
        text = super().clean(value).replace("%", "").strip()
        if not text:
            return ""
        try:
            return percent_text(rate_of(text))
        except ValueError as error:
            raise ValidationError(self.error_messages["rate"], "rate", {"text": text}) from error


class MonthField(forms.CharField):
    """A month: browsers give `2027-01`, people may type `01.2027` or `1/2027`."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2027-01"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "month": _("„%(text)s“ ist kein Monat. Richtig ist zum Beispiel 01.2027.")
    }

    def clean(self, value: Any) -> str:  # noqa: ANN401 - what the browser sent
        """The month as `2027-01`."""
        text = super().clean(value)
        if not text:
            return ""
        first, _mark, second = text.replace("/", ".").partition(".")
        try:
            return str(month_of(f"{second}-{first:0>2}" if second else text))
        except ValueError as error:
            raise ValidationError(self.error_messages["month"], "month", {"text": text}) from error


class DayField(forms.DateField):
    """A day that has already come; as `31.12.2026` or as the browser's calendar gives it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "future": _("Dieser Tag liegt in der Zukunft. Hierher gehört, was schon geschehen ist."),
        "early": _("Bitte prüfen Sie das Jahr."),
    }

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(input_formats=("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"), **options)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        """The day, None where nothing was typed; raises ValidationError for days to come or long gone."""
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError(self.error_messages["future"], "future")
        if day and day < EARLIEST:
            raise ValidationError(self.error_messages["early"], "early")
        return day


def shown_amount(text: object) -> str:
    """An amount of the public format as people type it: `12000.50` becomes `12.000,50`, whole euros have no cents."""
    if text in (None, ""):
        return ""
    try:
        cents = cents_of(text)
    except ValueError:
        return str(text)
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"{whole},{cents % 100:02d}" if cents % 100 else whole
