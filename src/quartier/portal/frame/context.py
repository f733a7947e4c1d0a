"""What the base template needs on every page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from quartier.portal.frame.offers import open_offers

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


def frame(request: HttpRequest) -> dict[str, object]:
    """Navigation, the theme that was chosen, and this page in the other languages."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    here = _address(request)
    return {
        "offers": list(open_offers()),
        "theme": theme if theme in THEMES else "",
        "other_languages": [
            {"code": code, "url": translate_url(here, code)}
            for code, _ in settings.LANGUAGES
            if code != _language(request)
        ],
        "operator": settings.OPERATOR,
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + request.path,
    }


def _address(request: HttpRequest) -> str:
    """This page without its place in a list that is divided into pages: the other language may have fewer."""
    query = request.GET.copy()
    query.pop("seite", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _language(request: HttpRequest) -> str:
    return getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
