"""The few questions of the small page. Everything comes in the address: nothing is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.catalogue.yamlfile import Document
from quartier.places.finding import SAME_NAME, find
from quartier.places.register import load_register
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs, inputs_of


class QuickForm(forms.Form):
    """Where, who, what about."""

    ort = forms.CharField(label=_("Stadt oder Gemeinde"), max_length=100, required=False)
    wer = forms.ChoiceField(label=_("Wer will etwas tun?"))
    thema = forms.ChoiceField(label=_("Worum geht es?"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        terms = the_catalogue().vocabulary.terms
        parties = [(key, term.de.label) for key, term in terms["parties"].items()]
        topics = [(key, term.de.label) for key, term in terms["topics"].items()]
        self.fields["wer"].choices = parties  # type: ignore[attr-defined] # a choice field has choices
        self.fields["thema"].choices = [("", _("alles")), *topics]  # type: ignore[attr-defined] # as above

    def clean_ort(self) -> str:
        """The official key of the municipality; its name or its key may be given."""
        text = self.cleaned_data["ort"].strip()
        if not text:
            return ""
        hits = find(text, load_register(), limit=2)
        if not hits:
            raise forms.ValidationError(_("Diesen Ort kennen wir nicht."))
        if len(hits) > 1 and hits[1].score >= SAME_NAME:
            raise forms.ValidationError(_("Diesen Namen gibt es mehrmals. Bitte geben Sie die Postleitzahl ein."))
        return hits[0].municipality.ags

    def inputs(self) -> Inputs:
        """The little that is known, as a project."""
        data: dict[str, Any] = {
            "format": "quartier.project/1",
            "title": "Passt das?",
            "parties": [{"id": "wir", "type": self.cleaned_data["wer"]}],
        }
        if self.cleaned_data["ort"]:
            data["place"] = {"ags": self.cleaned_data["ort"]}
        if self.cleaned_data["thema"]:
            data["topics"] = [self.cleaned_data["thema"]]
        return inputs_of(Document("", data), the_catalogue())
