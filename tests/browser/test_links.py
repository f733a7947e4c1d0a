"""Every link of the site is followed, in both languages; each page is valid HTML and loads nothing from elsewhere."""

from __future__ import annotations

import pytest
from crawling import Crawl, crawl
from django.core.cache import cache
from django.core.management import call_command, get_commands
from django.test import Client
from html_check import html_errors
from pytest_django import Settings
from sites import make_site

from quartier.portal.frame.terms import with_links

pytestmark = pytest.mark.django_db

NOT_OURS = ("/redaktion/",)
"""Wagtail's own pages, behind a login."""


@pytest.fixture
def crawled(client: Client, db: None) -> Crawl:  # noqa: ARG001 - the tables must be there
    """The whole site with its demo content."""
    make_site()
    if "demo_content" in get_commands():
        call_command("demo_content", verbosity=0)
    return crawl(client, ["/", "/en/", "/suche/?q=Quartier", "/en/suche/"], own=["localhost:8000"], leave_out=NOT_OURS)


def test_every_link_leads_somewhere_and_every_page_is_valid_and_explains_its_terms(crawled: Crawl) -> None:
    assert [*crawled.problems, *html_errors(crawled.pages)] == []
    assert {"/", "/en/", "/impressum/"} <= crawled.pages.keys()

    unexplained = {
        path: missing
        for path, page in crawled.pages.items()
        if (missing := {f"begriff-{term.key}" for term in with_links(_main(page))[1]} - crawled.read[path].anchors)
    }

    assert unexplained == {}
    assert "begriff-eigenanteil" in crawled.read["/begriffe/"].anchors


def _main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


BROKEN = """<!doctype html><html lang="de"><head><title>Seite</title>
<link rel="stylesheet" href="https://example.org/a.css"></head>
<body><a href="/fehlt/">weg</a> <a href="#nirgends">leer</a> <p id="a" style="color: red"></p>
<p id="a"></p></body></html>"""


def test_checks_see_what_is_wrong(client: Client, settings: Settings) -> None:
    """The checks themselves: one page with every mistake."""
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415 - for this test only
    from django.urls import include, path  # noqa: PLC0415 - as above
    from wagtail.admin import urls as admin_urls  # noqa: PLC0415 - as above

    def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
        return HttpResponse(BROKEN)

    def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - as above
        return HttpResponse("fehlt", status=404)

    class Addresses:
        urlpatterns = (path("", broken), path("redaktion/", include(admin_urls)))
        handler404 = staticmethod(missing)

    settings.ROOT_URLCONF = Addresses
    cache.clear()  # pages kept from another test
    found = crawl(client, ["/"])

    assert found.problems == [
        "/: loads https://example.org/a.css from another host",
        "/: /fehlt/ answers 404",
        "/: no place #nirgends on /",
    ]
    assert {line.split(": ")[0].split()[1] for line in html_errors(found.pages)} >= {"no-inline-style", "no-dup-id"}
