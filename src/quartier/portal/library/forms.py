"""The forms with which editors upload; the field of the file says at once what is wrong with it."""

from __future__ import annotations

from typing import Any

from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from quartier.portal.library.checks import papers, pictures


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
