"""What follows from saving: sizes are made, pages show it at once, uploads that wait for their texts are clean too."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import UploadedFile

from quartier.portal.frame.caching import forget_public_pages
from quartier.portal.library import renditions
from quartier.portal.library.checks import papers, pictures
from quartier.portal.library.models import Paper, Picture

log = logging.getLogger(__name__)


def forget(**_signal: object) -> None:
    """Let public pages be made anew."""
    transaction.on_commit(forget_public_pages)


def make_sizes(instance: Picture, *, raw: bool = False, **_signal: object) -> None:
    """Make the sizes pages need, once the picture is kept."""
    if not raw:
        transaction.on_commit(partial(_warm, instance), robust=True)


def _warm(picture: Picture) -> None:
    try:
        renditions.warm(picture)
    except Exception:  # the picture is kept all the same, and pages try again
        log.exception("sizes of picture %s could not be made", picture.pk)


def clean_waiting_upload(instance: Any, **_signal: object) -> None:  # noqa: ANN401 - Wagtail ships no types
    """Wagtail keeps an upload while its texts are missing: without metadata, like any other."""
    if not isinstance(instance, UploadedFile) or instance.file._committed or instance.for_content_type is None:  # noqa: SLF001 - Django names it so
        return
    model = instance.for_content_type.model_class()
    if model is Picture:
        instance.file = pictures.cleaned(instance.file.file)
    elif model is Paper:
        instance.file = papers.checked(instance.file.file)
