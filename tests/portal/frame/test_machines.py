"""robots.txt and sitemap.xml."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree
from pytest_django import Settings

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def test_robots(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://quartier.example"
    lines = client.get("/robots.txt").text.splitlines()

    assert lines[0] == "User-agent: *"
    assert "Disallow: /redaktion/" in lines
    assert lines[-1] == "Sitemap: https://quartier.example/sitemap.xml"


def test_sitemap_has_the_fixed_pages_in_both_languages(client: Client) -> None:
    response = client.get("/sitemap.xml")
    places = etree.fromstring(response.content).xpath("//s:loc/text()", namespaces=NAMES)

    assert response.headers["Content-Type"].startswith("application/xml")
    assert {"http://testserver/", "http://testserver/en/impressum/", "http://testserver/aktuelles/"} <= set(places)
    assert len(places) == len(set(places))


def test_every_place_of_the_sitemap_answers(client: Client) -> None:
    places = etree.fromstring(client.get("/sitemap.xml").content).xpath("//s:loc/text()", namespaces=NAMES)

    assert {place: client.get(place).status_code for place in places if client.get(place).status_code != 200} == {}
