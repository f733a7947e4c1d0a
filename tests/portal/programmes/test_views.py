"""The list and the pages of programmes: everything the catalogue says is there, without login and database."""

from __future__ import annotations

import datetime as dt
import html
import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from term_links import without_term_links

from quartier.portal.programmes.keeping import today
from quartier.portal.programmes.rows import all_rows
from quartier.service.catalogue import the_catalogue

pytestmark = pytest.mark.django_db

EDITIONS = [edition.key for edition in the_catalogue().editions]
HTMX = {"HX-Request": "true", "HX-Target": "programme-results"}


def named(page: str) -> set[str]:
    """The programmes that a list links to."""
    return set(
        re.findall(r'<h[34] class="kern-title"><a class="kern-link" href="(?:/en)?/programme/([a-z0-9-]+)/"', page)
    )


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_list_shows_every_programme(
    client: Client, prefix: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        page = client.get(f"{prefix}/programme/").text

    assert named(page) == set(the_catalogue().by_programme)


@pytest.mark.parametrize(
    ("query", "field", "value"), [("level=state", "level", "state"), ("topic=care_health", "topics", "care_health")]
)
def test_filters(client: Client, query: str, field: str, value: str) -> None:
    shown = named(client.get(f"/programme/?{query}").text)
    expected = {
        row.edition.programme
        for row in all_rows(today())
        if value in ([row.edition.level] if field == "level" else row.edition.topics)
    }

    assert shown == expected
    assert 0 < len(shown) < len(the_catalogue().by_programme)


def test_applicants_are_those_no_condition_excludes(client: Client) -> None:
    shown = named(client.get("/programme/?applicant=parish").text)

    assert shown == {row.edition.programme for row in all_rows(today()) if "parish" in row.figures.applicants}
    assert "bw-quartiersimpulse" not in shown


def test_open_ones_only(client: Client) -> None:
    shown = named(client.get("/programme/?open=on").text)

    assert shown == {row.edition.programme for row in all_rows(today()) if row.figures.is_open}


@pytest.mark.parametrize(("sort", "first"), [("amount", "most"), ("deadline", "deadline")])
def test_sorting(client: Client, sort: str, first: str) -> None:
    page = client.get(f"/programme/?sort={sort}").text
    order = re.findall(r'<h3 class="kern-title"><a class="kern-link" href="/programme/([a-z0-9-]+)/"', page)
    rows = {row.edition.programme: row.figures for row in all_rows(today())}
    values = [getattr(rows[name], first) for name in order]

    assert len(order) == len(rows)
    if sort == "amount":
        assert [value or 0 for value in values] == sorted((value or 0 for value in values), reverse=True)
    else:
        assert [value or dt.date.max for value in values] == sorted(value or dt.date.max for value in values)


def test_search_in_ones_own_words(client: Client) -> None:
    page = client.get("/programme/", {"q": "Mittagstisch für Senioren"}).text

    assert "Gefunden:" in page
    assert 0 < len(named(page)) < len(the_catalogue().by_programme)


def test_search_that_finds_nothing(client: Client) -> None:
    page = client.get("/programme/", {"q": "xqzwv"}).text

    assert "Dazu gibt es hier kein Programm." in page
    assert named(page) == set()


@pytest.mark.parametrize(
    "query",
    [
        "level=nowhere",
        "topic=%00",
        "sort=1",
        "open=maybe",
        "applicant=a&applicant=b",
        "q=%00",
        f"q={'x' * 5000}",
        "p=🙂",
    ],
)
def test_odd_addresses_show_a_page(client: Client, query: str) -> None:
    assert client.get(f"/programme/?{query}").status_code == 200


def test_htmx_gets_the_results_only(client: Client) -> None:
    part = client.get("/programme/?level=eu", headers=HTMX)
    whole = client.get("/programme/?level=eu", headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert part.text.lstrip().startswith('<section id="programme-results"')
    assert named(part.text) == named(whole.text)
    assert "<!doctype html>" in whole.text


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(("programme", "name"), EDITIONS)
def test_page_of_every_edition(
    client: Client, prefix: str, programme: str, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(f"{prefix}/programme/{programme}/{name}/")
    edition = next(one for one in the_catalogue().editions if one.key == (programme, name))
    page = html.unescape(without_term_links(response.text))
    language = "en" if prefix else "de"

    assert response.status_code == 200
    assert edition.name.read(language) in page
    for entry in (*edition.conditions, *(entry for block in edition.blocks for entry in block.conditions)):
        assert entry.text.read(language) in page
    for source in edition.sources.values():
        assert source.title in page
        assert source.url is None or source.url in page
    assert edition.authority.name in page
    assert not edition.easy or edition.easy.splitlines()[0] in page


def test_page_without_an_edition_shows_todays(client: Client) -> None:
    assert "gilt heute nicht" not in client.get("/programme/bw-quartiersimpulse/").text
    assert "gilt heute nicht" in client.get("/programme/bw-quartiersimpulse/2018/").text


def test_page_tells_what_changed(client: Client) -> None:
    assert "Von Ausgabe 2022 zu Ausgabe 2025" in client.get("/programme/bw-quartiersimpulse/").text


@pytest.mark.parametrize(
    "path", ["quartierimpulse/", "bw-quartiersimpulse/1999/", "x/", "bw-quartiersimpulse/%00/", "%00/", "a%20b/"]
)
def test_unknown_programmes(client: Client, path: str, site: None) -> None:  # noqa: ARG001 - what is left, Wagtail answers
    assert client.get(f"/programme/{path}").status_code == 404


def test_unknown_programme_names_those_called_alike(client: Client) -> None:
    assert "/programme/bw-quartiersimpulse/" in client.get("/programme/bw-quartierimpulse/").text


def test_description_for_search_engines(client: Client) -> None:
    page = client.get("/programme/bw-quartiersimpulse/").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    grant = json.loads(found[1])["@graph"][0]

    assert (grant["@type"], grant["name"]) == ("MonetaryGrant", "Quartiersimpulse")
    assert grant["amount"] == {"@type": "MonetaryAmount", "currency": "EUR", "maxValue": "115000.00"}


def test_a_page_that_did_not_change_is_not_sent_again(client: Client) -> None:
    path = "/programme/bw-beteiligungstaler/"
    mark = client.get(path).headers["ETag"]
    known = {"If-None-Match": mark}

    assert client.get(path, headers=known).status_code == 304
    cache.clear()
    assert client.get(path, headers=known).status_code == 304
    assert client.get(path, {"v": "2"}, headers=known).status_code == 200


def test_nothing_of_ones_own_is_kept(client: Client) -> None:
    client.cookies["sessionid"] = "something"

    assert "ETag" not in client.get("/programme/").headers


def test_the_search_over_everything_finds_programmes(client: Client) -> None:
    assert "/programme/bw-beteiligungstaler/" in client.get("/suche/", {"q": "Beteiligungstaler"}).text
