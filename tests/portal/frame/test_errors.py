"""Pages for what is not there or not allowed: in our design, in both languages, with ways on."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "words"),
    [("/gibt-es-nicht/", "Diese Seite gibt es nicht"), ("/en/gibt-es-nicht/", "This page does not exist")],
)
def test_not_found(client: Client, path: str, words: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert words in response.text
    assert response.text.count('role="search"') == 2
    assert 'name="robots" content="noindex"' in response.text


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "405", "410", "413"])
def test_other_pages(name: str, language: str) -> None:
    with translation.override(language):
        text = render_to_string(f"{name}.html", request=RequestFactory().get("/"))

    assert text.count("<h1") == 1
    assert 'rel="canonical"' not in text


def test_a_link_to_a_project_that_opens_nothing_says_why(client: Client) -> None:
    response = client.get("/foerderbaukasten/abgelaufen/plan/")

    assert response.status_code == 404
    assert "Das Vorhaben wurde gelöscht. Ohne Konto löschen wir es 180 Tage" in response.text
    assert 'href="/konto/anmelden/?next=/foerderbaukasten/abgelaufen/plan/"' in response.text
    assert "We cannot find this project" in client.get("/en/foerderbaukasten/abgelaufen/").text
    assert "eingegeben haben" in client.post("/foerderbaukasten/abgelaufen/schritt/was/").text


def test_too_much_at_once_is_told(client: Client) -> None:
    for sent in ({"text": "x" * 3_000_000}, {f"f{number}": "" for number in range(10_001)}):
        response = client.post("/foerderbaukasten/datei/", sent, headers={"Accept": "text/html"})
        assert (response.status_code, "Das war zu viel auf einmal" in response.text) == (413, True)
