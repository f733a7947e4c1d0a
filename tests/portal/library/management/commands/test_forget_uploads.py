"""Uploads without texts are kept for a day, then neither row nor file is left."""

from __future__ import annotations

import os
import time
from io import StringIO
from pathlib import Path

import library_files as files
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.models import UploadedFile

from quartier.portal.library.models import Picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_what_waits_for_more_than_a_day_goes(media: Path) -> None:
    kind = ContentType.objects.get_for_model(Picture)
    old, lost, new = (
        UploadedFile.objects.create(for_content_type=kind, file=ContentFile(files.png(), name=f"{name}.png"))
        for name in ("alt", "verloren", "neu")
    )
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(media / old.file.name, (two_days_ago, two_days_ago))
    (media / lost.file.name).unlink()
    out = StringIO()

    call_command("forget_uploads", stdout=out)

    assert out.getvalue() == "2 unvollständige Uploads gelöscht.\n"
    assert list(UploadedFile.objects.all()) == [new]
    assert [path.name for path in media.rglob("*.png")] == ["neu.png"]
