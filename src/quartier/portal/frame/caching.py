"""Pages that are the same for everybody are kept for a short while and answered without asking the database.

A view says so with `mark_public`. Only what a visitor without session, messages or login asks for by GET is kept, for
one address, theme and host; a response that sets a cookie (so any page with a form of ours that needs a token) is not.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from quartier.portal.frame.context import THEME_COOKIE
from quartier.service.catalogue import the_catalogue

SECONDS = 60
LONGEST_ADDRESS = 300
Response = TypeVar("Response", bound=HttpResponseBase)
_EDITION = "public-pages-edition"
_PERSONAL = ("messages",)


def mark_public(response: Response) -> Response:
    """Say that everybody without a session gets this same response."""
    response.quartier_public = True  # type: ignore[attr-defined] # our own mark
    return response


def forget_public_pages() -> None:
    """Let this process answer anew from now on; others follow within `SECONDS`, with the catalogue at once."""
    try:
        cache.incr(_EDITION)
    except ValueError:
        cache.set(_EDITION, 1, None)


class PublicPages:
    """Middleware that keeps and answers public pages; stands outside everything that reads sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept page, or a new one that is kept if it may be."""
        key = _key(request)
        if key is None:
            return self.get_response(request)
        kept: HttpResponse | None = cache.get(key)
        if kept is not None:
            return _unless_known(request, kept)
        response = self.get_response(request)
        if _may_be_kept(response):
            cache.set(key, response, SECONDS)
        return response


def _unless_known(request: HttpRequest, kept: HttpResponse) -> HttpResponse:
    """The kept page, or only that it has not changed where the browser has it already."""
    answer = get_conditional_response(request, etag=kept.headers.get("ETag"), response=kept)
    return answer if isinstance(answer, HttpResponse) else kept


def _key(request: HttpRequest) -> str | None:
    """Where a page is kept; None if the request is somebody's own."""
    personal = any(name in request.COOKIES for name in (settings.SESSION_COOKIE_NAME, *_PERSONAL))
    personal = personal or getattr(request, "is_dummy", False)  # Wagtail's preview of a draft
    address = request.get_full_path()
    if request.method != "GET" or personal or "HTTP_AUTHORIZATION" in request.META or len(address) > LONGEST_ADDRESS:
        return None
    parts = (str(request.scheme), request.META.get("HTTP_HOST", ""), address, request.COOKIES.get(THEME_COOKIE, ""))
    htmx = request.META.get("HTTP_HX_REQUEST", "")
    digest = sha256("\0".join((*parts, htmx)).encode()).hexdigest()
    return f"public-page:{cache.get(_EDITION, 0)}:{the_catalogue().digest[-16:]}:{digest}"


def _may_be_kept(response: HttpResponse) -> bool:
    public = getattr(response, "quartier_public", False)
    return bool(public and response.status_code == HTTPStatus.OK and not response.cookies and not response.streaming)
