"""The forms with which editors upload, whose file field says at once what is wrong; and the filters of visitors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from quartier.portal.library.checks import papers, pictures
from quartier.portal.library.licences import LICENCES
from quartier.portal.library.queries import Wanted
from quartier.portal.library.topics import Topic


class PictureFileField(WagtailImageField):  # type: ignore[misc] # Wagtail ships no types
    """Takes a picture without its metadata, or says why not."""

    default_validators = ()

    def to_python(self, data: Any) -> Any:  # noqa: ANN401 - Django's own signature
        """The cleaned picture."""
        return super().to_python(pictures.cleaned(data)) if data else None


class PaperFileField(WagtailDocumentField):  # type: ignore[misc] # as above
    """Takes a document whose content is harmless and what its name says, or says why not."""

    def to_python(self, data: Any) -> Any:  # noqa: ANN401 - as above
        """The checked document."""
        return super().to_python(papers.checked(data)) if data else None


class PictureForm(BaseImageForm):  # type: ignore[misc] # as above
    """Every form for pictures: uploading one or many, choosing, editing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        _explain(self, PictureFileField)


class PaperForm(BaseDocumentForm):  # type: ignore[misc] # as above
    """Every form for documents."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        _explain(self, PaperFileField)


def _explain(form: Any, kind: type[Any]) -> None:  # noqa: ANN401 - forms of Wagtail have no types
    """Let the form check the file as we do, and say what is missing as the model does."""
    for name, field in form.fields.items():
        blank = form.instance._meta.get_field(name).error_messages.get("blank")  # noqa: SLF001 - Django's own API
        if blank and field.required:
            field.error_messages["required"] = blank
    old = form.fields.get("file")
    if old is not None:
        form.fields["file"] = kind(label=old.label, widget=old.widget, required=old.required)


class FilterForm(forms.Form):
    """What visitors look for in the Mediathek; everything may be empty."""

    suche = forms.CharField(label=_("Suchen in der Mediathek"), required=False, max_length=200)
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    jahr = forms.TypedChoiceField(label=_("Jahr"), required=False, coerce=int, empty_value=None)
    lizenz = forms.ChoiceField(label=_("Lizenz"), required=False)
    album = forms.ChoiceField(label=_("Album"), required=False)
    art = forms.ChoiceField(required=False, choices=[("", ""), ("dokumente", "")], widget=forms.HiddenInput)

    def __init__(self, data: object, years: Iterable[int], albums: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict
        self._choose("thema", _("Alle Themen"), Topic.choices)
        self._choose("jahr", _("Alle Jahre"), ((str(year), str(year)) for year in years))
        self._choose("lizenz", _("Alle Lizenzen"), ((one.key, one.name) for one in LICENCES))
        self._choose("album", _("Alle Alben"), albums)
        self.fields["suche"].widget.input_type = "search"

    def _choose(self, name: str, every: object, choices: Iterable[tuple[str, object]]) -> None:
        self.fields[name].choices = [("", every), *choices]  # type: ignore[attr-defined] # a ChoiceField

    def wanted(self) -> Wanted:
        """What was asked for."""
        data = self.cleaned_data
        return Wanted(data["suche"], data["thema"], data["jahr"], data["lizenz"], data["album"])

    def query(self, **other: str) -> str:
        """The filters as they stand in an address, with some of them changed."""
        values = {name: self.cleaned_data.get(name) or "" for name in self.fields} | other
        return urlencode({name: value for name, value in values.items() if value})
