"""Where a statement comes from and how old the reading is, as a line under it."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.portal.frame.templatetags.quartier import day, month
from quartier.portal.programmes.glossary import GERMAN

_YEAR_MONTH_DAY = 3


def date_words(value: str | None) -> str:
    """A date as exactly as a source knows it: `2025`, `Juni 2025`, `30.06.2025`; „unbekannt“ for none."""
    parts = (value or "unknown").split("-")
    if parts[0] == "unknown":
        return _("unbekannt")
    if len(parts) == 1:
        return parts[0]
    return day(value) if len(parts) == _YEAR_MONTH_DAY else month(value)


class Cited(Protocol):
    """A source of an edition or of an answer."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def url(self) -> str | None:
        """Where it stands, if it stands anywhere."""

    @property
    def as_of(self) -> str | None:
        """How old the reading is."""


def source_line(source: Cited) -> SafeString:
    """Where a statement comes from and how old that is; the same few sources stand on a page hundreds of times."""
    return _source_line(source.title, source.url, source.as_of, get_language() or GERMAN)


@lru_cache(maxsize=4096)
def _source_line(title: str, url: str | None, date: str | None, language: str) -> SafeString:
    mark = SafeString("" if language == GERMAN else ' lang="de"')
    named = format_html("<span{}>{}</span>", mark, title)
    if url:
        icon = SafeString('<span class="kern-icon kern-icon--open-in-new kern-icon--small" aria-hidden="true"></span>')
        link = '<a class="kern-link kern-link--small" href="{}" rel="external noopener"{}>{}{}</a>'
        named = format_html(link, url, mark, title, icon)
    age = _("Stand %(date)s") % {"date": date_words(date)}
    return format_html('<span class="q-source">{} {}, {}</span>', _("Quelle:"), named, age)
