"""File fields that keep only what was checked, whichever way a file comes in: form, service, script.

Forms check before and show the reason; here is the last gate, which raises the same error.
"""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from quartier.portal.library.checks import papers, pictures


class PictureFieldFile(WagtailImageFieldFile):  # type: ignore[misc] # Wagtail ships no types
    """A picture that is stored only without metadata."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:  # noqa: FBT001, FBT002 - Django's own signature
        """Store the picture made anew from its pixels; raises `RefusedError`."""
        clean = pictures.cleaned(content, name)
        super().save(clean.name, clean, save)


class PictureField(WagtailImageField):  # type: ignore[misc] # as above
    """A field for pictures without metadata."""

    attr_class = PictureFieldFile


class PaperFieldFile(FieldFile):
    """A document that is stored only when its content is what its name says, and harmless in size."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:  # noqa: FBT001, FBT002 - Django's own signature
        """Store the document under a safe name; raises `RefusedError`."""
        checked = papers.checked(content, name)
        super().save(checked.name or "", checked, save)


class PaperField(models.FileField):
    """A field for documents."""

    attr_class = PaperFieldFile
