"""The parts of a project that can be visited; a part is shown once its page exists."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTS: tuple[tuple[str, Promise], ...] = (
    ("toolkit:overview", _("Beschreiben")),
    ("fit:show", _("Was passt")),
    ("plans:show", _("Plan")),
    ("plans:documents", _("Unterlagen")),
    ("live:show", _("Umsetzen")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of a project: its name, its address, whether it is open."""

    name: Promise
    url: str
    current: bool


def tabs(key: str, path: str) -> list[Tab]:
    """The parts of the project opened with `key`; current is the one whose address matches most of `path`."""
    found = []
    for route, name in PARTS:
        try:
            found.append((name, reverse(route, args=[key])))
        except NoReverseMatch:
            continue
    current = max((url for _, url in found if path.startswith(url)), key=len, default="")
    return [Tab(name, url, url == current) for name, url in found]
