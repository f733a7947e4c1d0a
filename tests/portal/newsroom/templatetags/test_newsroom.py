"""Cards and the block of the start page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from quartier.portal.library.models import Picture
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db
NewsMaker = Callable[..., "NewsPage"]


def test_start_page_shows_the_newest_three(client: Client, news: NewsMaker) -> None:
    pages = [news() for _ in range(4)]
    text = client.get("/").text

    assert [page.title in text for page in pages] == [True, True, True, False]
    assert 'href="/aktuelles/meldung-1/"' in text


def test_start_page_without_news_has_no_empty_block(client: Client, newsroom: None) -> None:  # noqa: ARG001 - the archive is there
    assert 'id="newest"' not in client.get("/").text


def test_each_language_has_its_own(client: Client, news: NewsMaker) -> None:
    news(title="Deutsch")
    news(title="English", language="en")

    assert ("Deutsch" in client.get("/").text, "English</a></h3>" in client.get("/").text) == (True, False)
    assert "English</a></h3>" in client.get("/en/").text


def test_card_has_a_sized_lazy_picture_that_says_nothing_twice(
    client: Client, news: NewsMaker, picture: Picture
) -> None:
    news(image=picture)
    text = client.get("/").text

    assert 'width="400" height="225" alt="" loading="lazy"' in text
    assert " 800w" in text
