"""What saves work: pieces of pages kept as HTML, and the mark by which a browser knows that a page has not changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from importlib.metadata import version

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from quartier.service.catalogue import the_catalogue

ONE_DAY = 24 * 3600


def today() -> dt.date:
    """Today where the programmes are: deadlines end at midnight in Germany."""
    return timezone.localdate()


def _state() -> str:
    """Changes with the catalogue, the day, the language and the release."""
    return f"{the_catalogue().digest}|{today()}|{get_language()}|{version('quartier')}"


def kept(template: str, key: str, context: Callable[[], dict[str, object]]) -> SafeString:
    """A piece of a page that is the same for everybody, rendered once a day; `key` names it within its template."""
    name = f"piece-{hashlib.sha256(f'{template}|{key}|{_state()}'.encode()).hexdigest()}"
    html: str | None = cache.get(name)
    if html is None:
        html = str(render_to_string(template, context()))
        cache.set(name, html, ONE_DAY)
    return SafeString(html)


def etag(request: HttpRequest, **_address: object) -> str | None:
    """The mark of a page without anything personal; None for people with a session or a message waiting."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or CookieStorage.cookie_name in request.COOKIES:
        return None
    parts = [_state(), request.get_full_path(), request.headers.get("HX-Request", ""), request.COOKIES.get("theme", "")]
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
