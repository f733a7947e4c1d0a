"""Blocks that lead to files of the Mediathek."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from quartier.portal.library.services import Details, add_paper

if TYPE_CHECKING:
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db


def test_a_document_is_offered_by_block_and_in_text(client: Client, news: Callable[..., NewsPage]) -> None:
    details = Details(
        name="liste.txt", title="Liste", credit="Amt", licence="cc-by-4.0", description="Eine Liste.", public=True
    )
    paper = add_paper(b"eins\nzwei\n", details, actor=None)
    link = f'<p><a linktype="document" id="{paper.pk}">Hier</a></p>'
    body = [
        {"type": "document", "value": {"document": paper.pk, "title": "Die Liste"}},
        {"type": "text", "value": link},
    ]
    news(body=json.dumps(body))
    text = client.get("/aktuelles/meldung-1/").text

    assert "Die Liste (TXT, 10" in text
    assert text.count(f'href="{paper.url}"') == 2
    assert client.get(paper.url).getvalue() == b"eins\nzwei\n"
