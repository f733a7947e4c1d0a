"""The filters of the list of programmes, read from the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from quartier.portal.programmes.rows import Wanted
from quartier.portal.programmes.texts import term_label
from quartier.service.catalogue import the_catalogue

SORTS = (
    ("", _("nach Geldgeber und Name")),
    ("deadline", _("nach der nächsten Frist")),
    ("amount", _("nach der Summe")),
)


def terms(listing: str) -> Iterator[tuple[str, str]]:
    """A list of the vocabulary as choices, with an empty one for all."""
    yield "", str(_("alle"))
    for key in the_catalogue().vocabulary.terms[listing]:
        yield key, term_label(listing, key)


class FilterForm(forms.Form):
    """What somebody looks for. A value nobody can choose counts as none, so that every address shows a page."""

    q = forms.CharField(
        label=_("Worum geht es?"),
        required=False,
        max_length=200,
        help_text=_("In Ihren eigenen Worten, zum Beispiel „Mittagstisch für Senioren“."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        validators=[ProhibitNullCharactersValidator()],
    )
    level = forms.ChoiceField(label=_("Wer das Geld gibt"), required=False)
    topic = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    applicant = forms.ChoiceField(label=_("Wer den Antrag stellt"), required=False)
    open = forms.BooleanField(label=_("nur Programme, bei denen man jetzt einen Antrag stellen kann"), required=False)
    sort = forms.ChoiceField(label=_("Reihenfolge"), required=False, choices=SORTS)

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - Django's own type of data is not public
        """Bind to the address."""
        super().__init__(data, auto_id="f-%s")
        for name, listing in (("level", "levels"), ("topic", "topics"), ("applicant", "parties")):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(terms(listing))

    def wanted(self) -> Wanted:
        """The valid part of what was asked for."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            text=given.get("q") or "",
            level=given.get("level") or "",
            topic=given.get("topic") or "",
            applicant=given.get("applicant") or "",
            open_now=bool(given.get("open")),
            sort=given.get("sort") or "",
        )
