"""Demo content comes once and goes without a trace; what others made stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from quartier.portal.newsroom.demo.loading import load, remove
from quartier.portal.newsroom.demo.reading import demo_pages

if TYPE_CHECKING:
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db
NEWS = sum(1 + (page.en is not None) for page in demo_pages())
PICTURES = len({page.image for page in demo_pages() if page.image})


def counts() -> tuple[int, int]:
    from wagtail.images import get_image_model  # noqa: PLC0415 - needs Django set up
    from wagtail.models import Page  # noqa: PLC0415 - as above

    return Page.objects.count(), get_image_model().objects.count()


def test_loading_twice_and_removing(newsroom: None, client: Client) -> None:  # noqa: ARG001 - the archive must be there
    before = counts()
    first, second = load(), load()
    paths = ("/aktuelles/", "/en/aktuelles/", "/aktuelles/nis-2026/", "/strategie/", "/en/strategie/")
    answers = {path: client.get(path).status_code for path in paths}
    removed = remove()

    assert first == {"pages": NEWS, "pictures": PICTURES}
    assert second == {"pages": 0, "pictures": 0}
    assert set(answers.values()) == {200}
    assert removed == first
    assert counts() == before


def test_what_others_made_stays(news: Callable[..., NewsPage]) -> None:
    from wagtail.images import get_image_model  # noqa: PLC0415 - as above

    load()
    own = news(image=get_image_model().objects.get(origin="demo:dorfladen"))
    removed = remove()
    own.refresh_from_db()

    assert removed["pictures"] == PICTURES - 1
    assert own.image is not None
    assert own.image.origin == "demo:dorfladen"
