"""Sources under statements: the title leads to the source, its age is told as exactly as it is known."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from quartier.model.edition import Source
from quartier.portal.programmes.citing import date_words, source_line


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025", "2025"),
        ("2025-06", "Juni 2025"),
        ("2025-06-30", "30.06.2025"),
        ("unknown", "unbekannt"),
        (None, "unbekannt"),
    ],
)
def test_dates_as_exactly_as_known(value: str | None, words: str) -> None:
    assert date_words(value) == words


def test_source_with_an_address() -> None:
    line = source_line(Source(title="Richtlinie <1>", url="https://example.org/?a&b", as_of="2025"))

    assert line.startswith('<span class="q-source">Quelle: <a class="kern-link kern-link--small"')
    assert 'href="https://example.org/?a&amp;b"' in line
    assert "Richtlinie &lt;1&gt;" in line
    assert line.endswith(", Stand 2025</span>")


def test_source_without_an_address_on_an_english_page() -> None:
    with override("en"):
        line = source_line(Source(title="Auskunft", as_of="2025"))

    assert line == '<span class="q-source">Source: <span lang="de">Auskunft</span>, as of 2025</span>'
