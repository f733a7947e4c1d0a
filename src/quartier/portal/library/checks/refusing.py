"""The one error of all checks, and files that have passed them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


class RefusedError(ValidationError):
    """A file that is not taken; its text says why and what to do instead."""


class CheckedFile(ContentFile[bytes]):
    """A file that has passed the checks, under a safe name."""


def already_checked(content: File[Any]) -> CheckedFile | None:
    """The checked file, if this one is or was checked before: forms and storing ask one after the other."""
    return content if isinstance(content, CheckedFile) else getattr(content, "checked_file", None)


def remember(content: File[Any], checked: CheckedFile) -> CheckedFile:
    """Keep the result beside the upload."""
    content.checked_file = checked  # type: ignore[attr-defined] # our own mark
    return checked


def read_at_most(content: File[Any], megabytes: int) -> bytes:
    """The bytes of an upload; refuses those that are empty or too many, without reading the rest."""
    if content.closed:
        content.open("rb")
    content.seek(0)
    data: bytes = content.read(megabytes * MEGABYTE + 1)
    if not data:
        raise RefusedError(_("Die Datei ist leer. Bitte wählen Sie sie noch einmal aus."))
    if len(data) > megabytes * MEGABYTE:
        text = _("Die Datei ist zu groß. Erlaubt sind höchstens %(megabytes)s MB. Bitte verkleinern Sie sie.")
        raise RefusedError(text, params={"megabytes": megabytes})
    return data
