"""What the programme pages offer to other apps: its words and sources, and a search that finds programmes."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from quartier.portal.frame.services import Found
from quartier.portal.programmes.citing import date_words, source_line
from quartier.portal.programmes.keeping import today
from quartier.portal.programmes.rows import all_rows, shown_edition
from quartier.portal.programmes.templatetags.programmes import cents, text
from quartier.portal.programmes.texts import term_label, text_said
from quartier.search.finding import index_of
from quartier.service import catalogue as process
from quartier.service.catalogue import the_catalogue

__all__ = ["cents", "date_words", "search_programmes", "source_line", "term_label", "text", "warm_up"]


def search_programmes(words: str, limit: int) -> tuple[Sequence[Found], int]:
    """The programmes that fit the words best, and how many there are."""
    catalogue = the_catalogue()
    index = index_of(catalogue)
    found = []
    for hit in index.search(words, limit):
        edition = shown_edition(catalogue, hit.programme, today())
        if edition is not None:
            name, summary = text_said(edition.name), text_said(edition.summary)
            title = f"{name.text} ({term_label('levels', edition.level)})"
            found.append(Found(title, reverse("programmes:detail", args=[hit.programme]), summary.text, name.lang))
    return found, len(index.programmes(words))


def warm_up() -> None:
    """Load what the first visitors would wait for: catalogue, conditions, search, the rows of the list."""
    process.warm_up(today())
    all_rows(today())
