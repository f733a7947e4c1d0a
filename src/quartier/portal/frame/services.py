"""What the frame offers to the other apps: they register here what the search over everything shall find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Found:
    """One result: what it is called, where it stands, what it says; `lang` where it is not the page's language."""

    title: str
    url: str
    text: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The results of one kind, best first, and how many there are in all."""

    name: str
    results: Sequence[Found]
    total: int


Search = Callable[[str, int], tuple[Sequence[Found], int]]
"""Takes what the user typed and how many results to show; gives the best results and the number of all."""

_SEARCHES: dict[str, tuple[str | Promise, Search]] = {}


def register_search(key: str, name: str | Promise, search: Search) -> None:
    """Let the search over everything find what this app has; call it in `AppConfig.ready`."""
    _SEARCHES[key] = (name, search)


def search_everything(text: str, limit: int = 5) -> list[FoundGroup]:
    """The results of every app that found something, in the order in which they registered."""
    groups = []
    for name, search in _SEARCHES.values():
        results, total = search(text, limit)
        if results:
            groups.append(FoundGroup(str(name), results, total))
    return groups


_SITEMAPS: dict[str, type[Sitemap[Any]]] = {}


def register_sitemap(key: str, sitemap: type[Sitemap[Any]]) -> None:
    """Let search engines know the pages of an app; call it in `AppConfig.ready`."""
    _SITEMAPS[key] = sitemap


def sitemaps() -> dict[str, type[Sitemap[Any]]]:
    """The pages of every app that registered them."""
    return dict(_SITEMAPS)
