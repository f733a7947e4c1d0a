"""The illustrations are there once, small, honest about whose they are, and go without a trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import library_files as files
import pytest
from django.apps import apps
from wagtail.models import Locale, Page

from quartier.portal.library import services
from quartier.portal.library.demo.loading import FOLDER, listed
from quartier.portal.library.models import Album, Paper, Picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def make_page_with(picture: Picture) -> Any:  # noqa: ANN401 - Wagtail ships no types
    root = Page.objects.get(depth=1)
    model = apps.get_model("newsroom", "NewsPage")
    return root.add_child(
        instance=model(title="x", slug="x", kicker="x", lead="x", office="x", image=picture, locale=Locale.get_active())
    )


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

    first, second = Picture.objects.filter(origin__startswith="demo:").order_by("pk")[:2]
    entrance = make_page_with(first)
    services.remove_demo(actor=None, keep=[second.pk])
    assert set(Picture.objects.all()) == {own, first, second}
    assert Album.objects.count() == 1

    entrance.delete()
    services.remove_demo(actor=None)

    assert list(Picture.objects.all()) == [own]
    assert (Paper.objects.count(), Album.objects.count()) == (0, 0)
