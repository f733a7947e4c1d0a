"""Where reminders go and how early."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.portal.reminders.services import CHOICES, DEFAULT_DAYS


class OrderForm(forms.Form):
    """An address and the days before each date."""

    email = forms.EmailField(label=_("E-Mail-Adresse"), max_length=254)
    days = forms.TypedMultipleChoiceField(
        label=_("Wie viele Tage vorher?"),
        choices=[(number, str(number)) for number in CHOICES],
        coerce=int,
        initial=DEFAULT_DAYS,
        widget=forms.CheckboxSelectMultiple,
    )
