"""The pages of the newsroom and the fixed pages are valid HTML, with every kind of block."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from html_check import html_errors

if TYPE_CHECKING:
    from quartier.portal.library.models import Picture
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db
FIXED = ("impressum", "datenschutz", "barrierefreiheit", "barriere-melden", "leichte-sprache", "gebaerdensprache", "x")


def every_block(picture: Picture) -> list[dict[str, object]]:
    table = {
        "caption": "Zahlen",
        "columns": [{"type": "text", "heading": "Ort"}, {"type": "number", "heading": "Betrag"}],
        "rows": [{"values": ["Aalen", "1.000 €"]}, {"values": ["Ulm", ""]}],
    }
    link = {"title": "Quelle", "url": "https://example.org/?a=1&b=2", "note": "Amt, 2026"}
    return [
        {"type": "text", "value": "<p>Absatz mit <b>Fettem</b>.</p><ul><li>Punkt</li></ul>"},
        {"type": "heading", "value": "Zwischen & durch"},
        {"type": "table", "value": table},
        {"type": "table", "value": {**table, "caption": ""}},
        {"type": "image", "value": {"image": picture.pk, "alt": "", "caption": "Haus", "credit": ""}},
        {"type": "quote", "value": {"text": "Gut so.", "person": "Amt", "source": "https://example.org/"}},
        {"type": "links", "value": {"heading": "Quellen", "links": [link]}},
        {"type": "facts", "value": {"heading": "Kurz", "text": "<p>Wichtig.</p>"}},
    ]


def test_pages_are_valid(client: Client, news: Callable[..., NewsPage], picture: Picture) -> None:
    page = news(image=picture, body=json.dumps(every_block(picture)))
    news(image=picture)
    paths = ("/", "/aktuelles/", "/aktuelles/meldung-1/", f"/aktuelles/teilen/{page.pk}/mastodon/")
    pages = {path: client.get(path).text for path in (*paths, *(f"/{name}/" for name in FIXED))}
    pages |= {f"/en{path}": client.get(f"/en{path}").text for path in ("/", "/aktuelles/", "/impressum/")}

    assert html_errors(pages) == []
    assert "Zahlen" in pages["/aktuelles/meldung-1/"]
    assert "Foto: A. B." in pages["/aktuelles/meldung-1/"].split("q-article__body")[1]
