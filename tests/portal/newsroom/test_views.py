"""The archive and single pages as visitors meet them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

if TYPE_CHECKING:
    from quartier.portal.library.models import Picture
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db
NewsMaker = Callable[..., "NewsPage"]


def titles(client: Client, address: str) -> list[str]:
    return re.findall(r'stretched" href="[^"]*">([^<]*)</a></h2>', client.get(address).text)


def test_archive_shows_the_newest_first(client: Client, news: NewsMaker) -> None:
    news(title="Mittlere", date=date(2026, 2, 1))
    news(title="Neueste", date=date(2026, 3, 1))
    news(title="Älteste", date=date(2025, 1, 1))

    assert titles(client, "/aktuelles/") == ["Neueste", "Mittlere", "Älteste"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("thema=funding", ["A", "C"]),
        ("thema=care_health", ["A"]),
        ("jahr=2026", ["A", "B"]),
        ("thema=funding&jahr=2025", ["C"]),
        ("thema=&jahr=", ["A", "B", "C"]),
        ("thema=digitalisation", []),
    ],
)
def test_filters(client: Client, news: NewsMaker, query: str, expected: list[str]) -> None:
    news(title="A", topics=("funding", "care_health"), date=date(2026, 12, 31))
    news(title="B", topics=("strategy",), date=date(2026, 1, 1))
    news(title="C", topics=("funding",), date=date(2025, 12, 31))

    assert titles(client, f"/aktuelles/?{query}") == expected


@pytest.mark.parametrize(
    "query",
    ["thema=nichts", "thema=%00", "jahr=1999", "jahr=x", "jahr=2026%00", "seite=0", "seite=2", "seite=x", "seite=²"],
)
def test_nonsense_is_not_found(client: Client, news: NewsMaker, query: str) -> None:
    news()

    assert client.get(f"/aktuelles/?{query}").status_code == 404


def test_pages_of_twelve_keep_the_filter(client: Client, news: NewsMaker) -> None:
    for _ in range(13):
        news()
    first = client.get("/aktuelles/?thema=funding").text

    assert len(titles(client, "/aktuelles/?thema=funding")) == 12
    assert 'rel="next" href="?thema=funding&amp;seite=2"' in first
    assert titles(client, "/aktuelles/?thema=funding&seite=2") == ["Meldung 13"]


def test_drafts_are_not_shown(client: Client, news: NewsMaker) -> None:
    news(title="Entwurf", publish=False)

    assert titles(client, "/aktuelles/") == []
    assert client.get("/aktuelles/meldung-1/").status_code == 404


def test_empty_archive_says_so(client: Client, newsroom: None) -> None:  # noqa: ARG001 - the archive must be there
    response = client.get("/aktuelles/")

    assert response.status_code == 200
    assert "noch keine Meldung" in response.text


def test_archive_without_its_page_still_answers(client: Client, site: None) -> None:  # noqa: ARG001 - the root
    assert client.get("/aktuelles/").status_code == 200


def test_news(client: Client, news: NewsMaker, picture: Picture, settings: Settings) -> None:
    settings.SITE_URL = "https://quartier.example"
    news(
        title="Geld & mehr", image=picture, image_caption="So sieht es aus.", lead="Vorspann <b>", date=date(2026, 6, 1)
    )
    text = client.get("/aktuelles/meldung-1/").text

    for expected in (
        '<span class="q-kicker">Förderung<span class="kern-sr-only">: </span></span>Geld &amp; mehr</h1>',
        '<time datetime="2026-06-01">01.06.2026</time> · Pressestelle · Lesezeit: unter 1 Minute',
        "Vorspann &lt;b&gt;",
        'alt="Ein Haus" fetchpriority="high"',
        'So sieht es aus. <span class="q-figure__credit">Foto: A. B.</span>',
        'href="/aktuelles/?thema=funding"',
        '<link rel="canonical" href="https://quartier.example/aktuelles/meldung-1/">',
        '<meta property="og:image:width" content="1200">',
        'readonly value="https://quartier.example/aktuelles/meldung-1/"',
    ):
        assert expected in text
    assert "http://" not in text.split("</head>")[1].replace("http://www.w3.org", "")


def test_json_ld_is_whole_and_safe(client: Client, news: NewsMaker, picture: Picture) -> None:
    news(title="</script><script>alert(1)</script>", image=picture)
    text = client.get("/aktuelles/meldung-1/").text
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    data = json.loads(blocks[0])

    assert len(blocks) == 1
    assert "<script>alert" not in text
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "</script><script>alert(1)</script>"
    assert data["author"] == {"@type": "Organization", "name": "Pressestelle"}
    assert (data["image"]["width"], data["image"]["height"]) == (1200, 630)


def test_other_language_leads_to_the_translation(client: Client, news: NewsMaker) -> None:
    german = news()
    news(language="en", slug="in-english", translation_key=german.translation_key)
    text = client.get("/aktuelles/meldung-1/").text

    assert 'hreflang="en" href="http://localhost:8000/en/aktuelles/in-english/">' in text
    assert '<html lang="en"' in client.get("/en/aktuelles/in-english/").text


def test_without_translation_the_other_archive(client: Client, news: NewsMaker) -> None:
    news()
    text = client.get("/aktuelles/meldung-1/").text

    assert 'rel="alternate" hreflang="en"' not in text
    assert '<a class="kern-link kern-link--small" href="/en/aktuelles/" lang="en" hreflang="en">English</a>' in text
    assert client.get("/en/aktuelles/meldung-1/").status_code == 404


def test_related_share_a_topic_and_are_near(client: Client, news: NewsMaker) -> None:
    news(title="Diese", topics=("funding", "care_health"), date=date(2026, 6, 15))
    news(title="Fern", topics=("funding",), date=date(2025, 1, 1))
    news(title="Nah", topics=("funding",), date=date(2026, 6, 10))
    news(title="Beide", topics=("funding", "care_health"), date=date(2024, 1, 1))
    news(title="Fremd", topics=("strategy",), date=date(2026, 6, 16))
    text = client.get("/aktuelles/meldung-1/").text

    assert re.findall(r'stretched" href="[^"]*">([^<]*)</a></h3>', text) == ["Beide", "Nah", "Fern"]


def test_withdrawn_news_is_gone(client: Client, news: NewsMaker) -> None:
    page = news()
    page.unpublish()

    response = client.get("/aktuelles/meldung-1/")
    assert response.status_code == 410
    assert "Diese Seite gibt es nicht mehr" in response.text


def test_a_redirect_of_the_editors_works(client: Client, newsroom: None) -> None:  # noqa: ARG001 - the archive must be there
    from wagtail.contrib.redirects.models import Redirect  # noqa: PLC0415 - needs Django set up

    Redirect.objects.create(old_path="/aktuelles/alt", redirect_link="/aktuelles/")
    response = client.get("/aktuelles/alt/")

    assert (response.status_code, response.headers["Location"]) == (301, "/aktuelles/")


@pytest.mark.parametrize("address", ["/aktuelles/", "/aktuelles/meldung-1/"])
def test_posting_is_not_allowed(client: Client, news: NewsMaker, address: str) -> None:
    news()

    assert client.post(address).status_code == 405


def test_mastodon_asks_for_the_server_and_gives_a_link(client: Client, news: NewsMaker) -> None:
    page = news(title="Geld & mehr")
    address = f"/aktuelles/teilen/{page.pk}/mastodon/"
    asked, answered = client.get(address).text, client.get(address, {"server": "https://social.example/"}).text

    assert 'name="server"' in asked
    assert 'href="https://social.example/share?text=Geld+%26+mehr+http' in answered


@pytest.mark.parametrize("server", ["javascript:alert(1)", "a b", "", "x" * 130, "a\0b.de"])
def test_mastodon_refuses_what_is_no_server(client: Client, news: NewsMaker, server: str) -> None:
    response = client.get(f"/aktuelles/teilen/{news().pk}/mastodon/", {"server": server})

    assert response.status_code == 400
    assert 'class="kern-btn kern-btn--primary" href=' not in response.text


def test_mastodon_of_a_draft_is_not_found(client: Client, news: NewsMaker) -> None:
    assert client.get(f"/aktuelles/teilen/{news(publish=False).pk}/mastodon/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_archive(
    client: Client, news: NewsMaker, picture: Picture, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        news(image=picture)
    client.get("/aktuelles/")  # makes the renditions
    cache.clear()

    with django_assert_num_queries(7):
        client.get("/aktuelles/")
    with django_assert_num_queries(0):
        client.get("/aktuelles/")


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_news(
    client: Client, news: NewsMaker, picture: Picture, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(1 + rows):
        news(image=picture)
    client.get("/aktuelles/meldung-1/")
    cache.clear()

    with django_assert_num_queries(11):
        client.get("/aktuelles/meldung-1/")
    with django_assert_num_queries(0):
        client.get("/aktuelles/meldung-1/")


def test_publishing_shows_at_once(client: Client, news: NewsMaker) -> None:
    client.get("/aktuelles/")
    news(title="Ganz neu")

    assert titles(client, "/aktuelles/") == ["Ganz neu"]


@pytest.mark.parametrize("above", [False, True])
def test_news_that_is_closed_to_visitors_is_shown_nowhere(client: Client, news: NewsMaker, *, above: bool) -> None:
    from wagtail.models import PageViewRestriction  # noqa: PLC0415 - needs Django set up

    page = news(title="Nur intern")
    PageViewRestriction.objects.create(page=page.get_parent() if above else page, restriction_type="login")

    assert titles(client, "/aktuelles/") == []
    assert "Nur intern" not in client.get("/aktuelles/meldung-1/", follow=True).text
    assert client.get("/aktuelles/meldung-1/").status_code == 302
    assert "meldung-1" not in client.get("/sitemap.xml").text


def test_a_new_address_leaves_a_redirect(
    client: Client, news: NewsMaker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = news()
    page.slug = "anders"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = client.get("/aktuelles/meldung-1/")

    assert (response.status_code, response.headers["Location"]) == (301, "/aktuelles/anders/")


@pytest.mark.parametrize("below", [1, 3])
def test_queries_of_plain_pages(
    client: Client,
    newsroom: None,  # noqa: ARG001 - the tree must be there
    django_assert_num_queries: DjangoAssertNumQueries,
    below: int,
) -> None:
    from quartier.portal.newsroom.models import ContentPage, RootPage  # noqa: PLC0415 - needs Django set up

    RootPage.objects.get(locale__language_code="de").add_child(instance=ContentPage(title="Oben", slug="oben"))
    for number in range(below):
        child = ContentPage(title=f"Unten {number}", slug=f"unten-{number}")
        ContentPage.objects.get(slug="oben").add_child(instance=child)
    cache.clear()

    with django_assert_num_queries(12):
        assert client.get("/oben/").text.count("Unten ") == below
