"""What the Mediathek's templates write."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.translation import override

from quartier.portal.library.templatetags.library import bytes as size_text


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (None, "1 kB", "1 kB"),
        (0, "1 kB", "1 kB"),
        (999, "1 kB", "1 kB"),
        (31_023, "31 kB", "31 kB"),
        (999_499, "999 kB", "999 kB"),
        (1_234_576, "1,2 MB", "1.2 MB"),
        (5_000_000_000, "5,0 GB", "5.0 GB"),
        (5_000_000_000_000, "5000,0 GB", "5000.0 GB"),
    ],
)
def test_sizes(number: int | None, german: str, english: str) -> None:
    with override("de"):
        assert size_text(number) == german.replace(" ", "\N{NO-BREAK SPACE}")
    with override("en"):
        assert size_text(number) == english.replace(" ", "\N{NO-BREAK SPACE}")


def test_many_pages_are_shortened_and_keep_the_filters() -> None:
    template = Template("{% load library %}{% pages page filters %}")
    filters = "suche=a%26b&jahr=2026"
    html = template.render(Context({"page": Paginator(range(100), 10).page(5), "filters": filters}))

    assert html.count("<li>") == 9
    assert html.count("…") == 2
    assert 'href="?suche=a%26b&amp;jahr=2026&amp;seite=6"' in html
    assert template.render(Context({"page": Paginator(range(3), 10).page(1)})).strip() == ""
