"""Sizes are made when a picture is kept, so that no visitor waits; a failure there loses nothing."""

from __future__ import annotations

import library_files as files
import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from quartier.portal.library.models import Picture, PictureRendition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_sizes_for_grid_and_page_are_there_at_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        picture = files.make_picture(files.jpeg(size=(600, 400)))

    specs = set(PictureRendition.objects.filter(image=picture).values_list("filter_spec", flat=True))
    assert specs == {
        "max-480x480|format-webp|webpquality-82",
        "max-480x480|format-jpeg|jpegquality-86",
        "max-960x960|format-webp|webpquality-82",
        "max-960x960|format-jpeg|jpegquality-86",
        "max-1920x1920|format-webp|webpquality-82",
    }
    names = PictureRendition.objects.values_list("file", flat=True)
    assert all(name.startswith(f"images/{picture.file_hash[:16]}/") for name in names)


def test_a_picture_whose_file_is_lost_can_still_be_changed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    picture = files.make_picture()
    picture.file.storage.delete(picture.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        picture.title = "Anders"
        picture.save()

    assert Picture.objects.values_list("title", flat=True).get() == "Anders"
