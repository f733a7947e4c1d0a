"""RSS and Atom, read with an XML parser and by the rules of the formats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings

if TYPE_CHECKING:
    from quartier.portal.library.models import Picture
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db
NewsMaker = Callable[..., "NewsPage"]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LEAD = "Der ganze Vorspann & mehr. " * 20


def parsed(client: Client, address: str) -> etree._Element:
    return etree.fromstring(client.get(address).content)


@pytest.fixture
def _two(news: NewsMaker, picture: Picture, settings: Settings) -> None:
    settings.SITE_URL = "https://quartier.example"
    news(title="Neu <b>", lead=LEAD.strip(), image=picture, date=date(2026, 6, 2), topics=("funding", "care_health"))
    news(title="Alt", date=date(2026, 6, 1))
    news(title="English", language="en")


@pytest.mark.usefixtures("_two")
def test_rss(client: Client) -> None:
    channel = parsed(client, "/aktuelles/feed.rss").find("channel")
    assert channel is not None
    first, second = channel.findall("item")
    enclosure = first.find("enclosure")

    assert channel.findtext("language") == "de"
    assert channel.findtext("link") == "https://quartier.example/aktuelles/"
    assert (first.findtext("title"), second.findtext("title")) == ("Förderung: Neu <b>", "Förderung: Alt")
    assert first.findtext("link") == "https://quartier.example/aktuelles/meldung-1/"
    assert first.findtext("description") == LEAD.strip()
    assert parsedate_to_datetime(str(first.findtext("pubDate"))).date() == date(2026, 6, 2)
    assert [one.text for one in first.findall("category")] == ["Pflege und Gesundheit", "Förderung"]
    assert enclosure is not None
    assert enclosure.get("type") == "image/jpeg"
    assert int(enclosure.get("length", "0")) > 0
    assert str(enclosure.get("url")).startswith("https://quartier.example/")
    assert second.find("enclosure") is None


@pytest.mark.usefixtures("_two")
def test_atom(client: Client) -> None:
    feed = parsed(client, "/aktuelles/feed.atom")
    entries = feed.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert [entry.findtext("a:summary", namespaces=ATOM) for entry in entries] == [LEAD.strip(), "Das Wichtigste."]
    assert all(str(one).startswith("urn:uuid:") for one in ids)
    assert entries[0].findtext("a:author/a:name", namespaces=ATOM) == "Pressestelle"
    assert [link.get("rel") for link in entries[0].findall("a:link", ATOM)] == ["alternate", "enclosure"]


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize("name", ["feed.rss", "feed.atom"])
def test_each_language_has_its_feed(client: Client, name: str) -> None:
    german, english = client.get(f"/aktuelles/{name}").text, client.get(f"/en/aktuelles/{name}").text

    assert ("Förderung: English" in german, "Förderung: English" in english) == (False, True)
    assert "Quartier – News" in english


@pytest.mark.usefixtures("_two")
def test_the_id_stays_when_the_address_changes(client: Client) -> None:
    from quartier.portal.newsroom.models import NewsPage  # noqa: PLC0415 - needs Django set up

    before = parsed(client, "/aktuelles/feed.rss").findtext("channel/item/guid")
    page = NewsPage.objects.get(slug="meldung-1")
    page.slug = "anders"
    page.save_revision().publish()
    item = parsed(client, "/aktuelles/feed.rss").find("channel/item")

    assert item is not None
    assert (item.findtext("guid"), item.findtext("link")) == (before, "https://quartier.example/aktuelles/anders/")
