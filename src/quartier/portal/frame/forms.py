"""The form „Barriere melden“."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.portal.frame.models import Feedback


class FeedbackForm(forms.ModelForm[Feedback]):
    """A message; `website` is a trap for programmes that fill in everything."""

    website = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    website.template_name = "frame/forms/trap.html"  # type: ignore[attr-defined] # Django 5, not in the stubs

    class Meta:
        """Only the message is required."""

        model = Feedback
        fields = ("kind", "page", "message", "name", "email")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "kind": forms.RadioSelect(),
            "message": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "page": _("Zum Beispiel die Adresse oder die Überschrift der Seite."),
            "email": _("Nur wenn Sie eine Antwort möchten."),
        }

    @property
    def is_trapped(self) -> bool:
        """Whether a programme filled in what people do not see."""
        return bool(self.cleaned_data.get("website"))
