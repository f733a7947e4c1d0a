"""Sizes of files, downloads by size, and the numbers of pages, for the Mediathek's templates."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.translation import get_language

from quartier.portal.library.renditions import Download, Size

register = template.Library()

_STEP = 1000
_UNITS = ("kB", "MB", "GB")


@register.filter
def bytes(number: int | None) -> str:  # noqa: A001 - read in templates only: `{{ size|bytes }}`
    """A size as people read it: `12 kB`, `1,2 MB`."""
    size, unit = (number or 0) / _STEP, 0
    while size >= _STEP and unit < len(_UNITS) - 1:
        size, unit = size / _STEP, unit + 1
    text = f"{max(size, 1):.0f}" if unit == 0 else f"{size:.1f}"
    if get_language() == "de":
        text = text.replace(".", ",")
    return f"{text}\N{NO-BREAK SPACE}{_UNITS[unit]}"


@register.filter
def by_size(downloads: Iterable[Download]) -> list[tuple[Size, list[Download]]]:
    """Downloads grouped by size."""
    return [(size, list(files)) for size, files in groupby(downloads, key=lambda one: one.size)]


@register.inclusion_tag("library/pages.html")
def pages(page: Page[Any], filter_query: str) -> dict[str, object]:
    """Links to the other pages of a list; many pages are shortened."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "filter_query": filter_query}
