"""What the newsroom offers to the other apps and to the search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language

from quartier.portal.frame.services import Found

WRITERS = "Redaktion"
PUBLISHERS = "Chefredaktion"
"""The groups of Wagtail that write, and that approve and publish."""


def newest(limit: int = 3) -> list[Any]:
    """The newest public news in the language of the answer, with all that a card shows."""
    from quartier.portal.newsroom import queries  # noqa: PLC0415 - models are not there while apps load

    return list(queries.archive(get_language() or "de")[:limit])


def search_news(text: str, limit: int) -> tuple[Sequence[Found], int]:
    """News with every word of a text."""
    from quartier.portal.newsroom import queries  # noqa: PLC0415 - as above

    rows = queries.found(get_language() or "de", text).select_related("locale")
    return [Found(row.title, row.address, row.lead) for row in rows[:limit]], rows.count()


def search_pages(text: str, limit: int) -> tuple[Sequence[Found], int]:
    """Plain pages of the editors with every word of a text."""
    from quartier.portal.newsroom import queries  # noqa: PLC0415 - as above

    rows = queries.found_pages(get_language() or "de", text)
    return [Found(row.title, row.get_url(), row.lead) for row in rows[:limit]], rows.count()
