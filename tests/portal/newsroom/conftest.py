"""Makes a newsroom and news for tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from PIL import Image
from pytest_django import Settings

if TYPE_CHECKING:
    from quartier.portal.library.models import Picture
    from quartier.portal.newsroom.models import NewsPage


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def newsroom(site: None) -> None:  # noqa: ARG001 - the root must be there
    from wagtail.models import Collection  # noqa: PLC0415 - needs Django set up

    from quartier.portal.newsroom.setup import set_up  # noqa: PLC0415 - as above

    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    set_up()


@pytest.fixture
def picture(newsroom: None) -> Picture:  # noqa: ARG001 - the collection must be there
    from quartier.portal.library.services import Details, add_picture  # noqa: PLC0415 - as above

    stream = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(stream, "PNG")
    details = Details(
        name="haus.png",
        title="Haus",
        credit="Foto: A. B.",
        licence="cc-by-4.0",
        alt="Ein Haus",
        consent="none",
        public=True,
    )
    return add_picture(stream.getvalue(), details, actor=None)


@pytest.fixture
def news(newsroom: None) -> Callable[..., NewsPage]:  # noqa: ARG001 - the archive must be there
    """Makes public news; each a day older than the one before."""
    from wagtail.models import Locale  # noqa: PLC0415 - as above

    from quartier.portal.newsroom.models import NewsIndexPage, NewsPage, Topic  # noqa: PLC0415 - as above

    made: list[NewsPage] = []

    def make(
        *, language: str = "de", topics: tuple[str, ...] = ("funding",), publish: bool = True, **fields: object
    ) -> NewsPage:
        number = len(made) + 1
        values = {
            "title": f"Meldung {number}",
            "slug": f"meldung-{number}",
            "kicker": "Förderung",
            "lead": "Das Wichtigste.",
            "office": "Pressestelle",
            "date": date(2026, 6, 30) - timedelta(days=number),
            "locale": Locale.objects.get(language_code=language),
            "live": publish,
            **fields,
        }
        page = NewsPage(**values)
        NewsIndexPage.objects.get(locale__language_code=language).add_child(instance=page)
        page.topics.set(Topic.objects.filter(key__in=topics))
        page.save()
        if publish:
            page.save_revision().publish()
            page.refresh_from_db()
        made.append(page)
        return page

    return make
