"""The filters of the fit page, read from the address. A value nobody can choose counts as none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary
from quartier.portal.fit.groups import GROUPS, Wanted
from quartier.portal.programmes.services import term_label

PAGE = 8
"""How many programmes of a group are shown at first, and how many more with each „mehr zeigen“."""

MOST = 200
"""More of one group are not shown at once; filters lead to the rest."""


class FilterForm(forms.Form):
    """Text, level, topic, applicant."""

    q = forms.CharField(
        label=_("Suchen"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        validators=[ProhibitNullCharactersValidator()],
    )
    level = forms.ChoiceField(label=_("Wer das Geld gibt"), required=False)
    topic = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    applicant = forms.ChoiceField(label=_("Wer den Antrag stellt"), required=False)

    def __init__(self, data: Any, project: Project, vocabulary: Vocabulary) -> None:  # noqa: ANN401 - Django's own type of data is not public
        """Bind to the address; only parties of the project can apply."""
        super().__init__(data, auto_id="filter-%s")
        parties = [(party.id, party.name or term_label("parties", party.type)) for party in project.parties]
        choices = {
            "level": [(key, term_label("levels", key)) for key in vocabulary.terms["levels"]],
            "topic": [(key, term_label("topics", key)) for key in vocabulary.terms["topics"]],
            "applicant": parties,
        }
        for name, options in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("alle")), *options]

    def wanted(self) -> Wanted:
        """The valid part of what was asked for, and how much of each group."""
        self.is_valid()
        given = {name: str(value or "") for name, value in self.cleaned_data.items()}
        fits, open_ones, fails = (shown(self.data.get(status)) for status in GROUPS)
        return Wanted(
            given.get("q", ""),
            given.get("level", ""),
            given.get("topic", ""),
            given.get("applicant", ""),
            (fits, open_ones, fails),
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The filters that are set, for addresses and hidden fields."""
        return ((name, str(value)) for name, value in self.cleaned_data.items() if value)


def shown(text: object) -> int:
    """A number of programmes to show; what is no number means the first page."""
    number = int(text) if isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) < 5 else PAGE  # noqa: PLR2004 - no longer number is meant
    return max(PAGE, min(MOST, number))
