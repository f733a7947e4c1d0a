"""What the search over everything finds in the newsroom."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import translation

from quartier.portal.newsroom.services import newest, search_news, search_pages

if TYPE_CHECKING:
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db
NewsMaker = Callable[..., "NewsPage"]


def found(text: str) -> list[str]:
    return [one.title for one in search_news(text, 5)[0]]


def test_all_words_must_be_there_title_first(news: NewsMaker) -> None:
    news(title="Neuigkeit", lead="Ein Laden im Dorf.")
    news(title="Der Dorfladen öffnet", lead="Am Markt.")
    news(title="Bürgerbus", lead="Fährt.")

    assert found("Läden") == ["Der Dorfladen öffnet", "Neuigkeit"]
    assert found("laden markt") == ["Der Dorfladen öffnet"]
    assert found("Schwimmbad") == []
    assert found("!!!") == []


def test_words_of_the_body_are_found(news: NewsMaker) -> None:
    table = {
        "caption": "",
        "columns": [{"type": "text", "heading": "Ort"}],
        "rows": [{"values": ["Eichstetten"]}],
    }
    body = json.dumps([{"type": "table", "value": table}])
    news(title="Tabelle", body=body)

    assert found("eichstetten") == ["Tabelle"]


def test_counts_all_and_shows_some(news: NewsMaker) -> None:
    for _ in range(3):
        news()
    results, total = search_news("Meldung", 2)

    assert (len(results), total) == (2, 3)


def test_drafts_and_other_languages_are_not_found(news: NewsMaker) -> None:
    news(title="Geheim", publish=False)
    news(title="Secret", language="en")

    assert (found("Geheim"), found("Secret")) == ([], [])
    with translation.override("en"):
        assert found("Secret") == ["Secret"]


def test_plain_pages_are_found(newsroom: None, client: Client) -> None:  # noqa: ARG001 - the tree must be there
    from quartier.portal.newsroom.models import ContentPage, RootPage  # noqa: PLC0415 - needs Django set up

    page = ContentPage(title="Über uns", slug="ueber-uns", lead="Wer wir sind.")
    RootPage.objects.get(locale__language_code="de").add_child(instance=page)
    ContentPage.objects.get(pk=page.pk).add_child(instance=ContentPage(title="Team", slug="team"))
    text = client.get("/ueber-uns/").text

    assert [one.url for one in search_pages("uns", 5)[0]] == ["/ueber-uns/"]
    assert "Über uns</h1>" in text
    assert 'href="/ueber-uns/team/"' in text


def test_search_page_shows_news(news: NewsMaker, client: Client) -> None:
    news(title="Dorfladen")

    assert "Dorfladen</a>" in client.get("/suche/?q=laden").text


def test_newest(news: NewsMaker) -> None:
    pages = [news() for _ in range(4)]

    assert newest(3) == pages[:3]
