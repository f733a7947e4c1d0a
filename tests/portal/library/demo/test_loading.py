"""The illustrations are there once, small, honest about whose they are, and go without a trace."""

from __future__ import annotations

from pathlib import Path

import library_files as files
import pytest

from quartier.portal.library import services
from quartier.portal.library.demo.loading import FOLDER, listed
from quartier.portal.library.models import Album, Paper, Picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_the_list_and_the_files_agree() -> None:
    drawn = sorted(path.name for path in (FOLDER / "pictures").iterdir())

    assert drawn == sorted(row["file"] for row in listed()["pictures"])
    assert len(drawn) >= 8
    assert all((FOLDER / "pictures" / name).stat().st_size < 120_000 for name in drawn)


def test_loading_twice_and_removing(media: Path) -> None:
    own = files.make_picture()
    files.make_paper(origin="demo:merkblatt")

    services.load_demo(actor=None)
    services.load_demo(actor=None)

    album = Album.objects.get(slug="illustrationen")
    assert album.entries.count() == len(listed()["pictures"])
    for picture in Picture.objects.exclude(pk=own.pk):
        assert picture.public
        assert (picture.credit, picture.licence) == ("Illustration: Quartier-Projekt", "cc-by-4.0")
        assert picture.description_en
        assert picture.topic
    assert len(list(media.rglob("*.png"))) == len(listed()["pictures"])

    services.remove_demo(actor=None)

    assert list(Picture.objects.all()) == [own]
    assert (Paper.objects.count(), Album.objects.count()) == (0, 0)
