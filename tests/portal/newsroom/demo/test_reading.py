"""The demo content: complete, with sources, honest about its pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from quartier.portal.newsroom.demo.reading import FOLDER, DemoPage, demo_pages
from quartier.portal.newsroom.topics import TOPICS

PAGES = list(demo_pages())
NEWS = [page for page in PAGES if page.topics]


def words(page: DemoPage) -> int:
    return len(f"{page.de.lead} {page.de.body}".split())


def test_enough_news_of_various_lengths() -> None:
    lengths = sorted(words(page) for page in NEWS)

    assert len(NEWS) >= 12
    assert sum(page.en is not None for page in NEWS) >= 3
    assert (lengths[0] < 120, lengths[-1] > 800) == (True, True)


def test_addresses_are_used_once() -> None:
    assert len({page.slug for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", NEWS, ids=lambda page: page.slug)
def test_news_is_complete(page: DemoPage) -> None:
    kinds = [kind for block in page.de.body for kind in block]

    assert set(page.topics) <= {topic.key for topic in TOPICS}
    assert page.de.kicker
    assert "quote" not in kinds, "nobody said it"
    assert "links" in kinds or page.topics[0] == "portal", "facts need their source"
    if page.image:
        assert page.de.image_alt
        assert page.en is None or page.en.image_alt


def test_every_picture_has_its_drawing_is_small_and_used() -> None:
    pictures = sorted((FOLDER / "images").glob("*.png"))

    assert {path.stem for path in pictures} == {page.image for page in PAGES if page.image}
    assert [path.name for path in pictures if not path.with_suffix(".svg").exists()] == []
    assert [path.name for path in pictures if size(path) > 150_000] == []


def size(path: Path) -> int:
    return path.stat().st_size
