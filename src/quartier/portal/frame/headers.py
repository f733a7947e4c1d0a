"""Headers on every answer, files included: what a browser may do with our pages beyond what Django already says."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FORBIDDEN = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""Features that no page of ours needs."""
OWN = ("publickey-credentials-create", "publickey-credentials-get", "clipboard-write", "fullscreen")
"""Features that our own pages need: passkeys, copying of links, the editors' preview."""
POLICY = ", ".join([*(f"{name}=()" for name in FORBIDDEN), *(f"{name}=(self)" for name in OWN)])


class SecurityHeaders:
    """Middleware that adds them; stands outside everything that may answer early."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response with the headers, unless a view set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
