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
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "410"])
def test_other_pages(name: str, language: str) -> None:
    with translation.override(language):
        text = render_to_string(f"{name}.html", request=RequestFactory().get("/"))

    assert text.count("<h1") == 1
    assert 'rel="canonical"' not in text
