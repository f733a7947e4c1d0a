"""The content security policy for the editors' pages, and nowhere else.

Wagtail's editor sets styles from its scripts, puts a few small scripts into its pages, shows uploads before they are
sent (`blob:`) and shows a page in a frame of its own. Addresses of other hosts stay forbidden there too.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

EDITORS_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class EditorsPolicy:
    """Middleware that loosens the policy below `/redaktion/`; stands inside the one that writes the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, with the looser policy if it is for editors; a preview may only be shown in their frame."""
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined] # noqa: SLF001 - as below
        elif request.path_info.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = EDITORS_POLICY  # type: ignore[attr-defined] # noqa: SLF001 - as django-csp's decorators do
        return response
