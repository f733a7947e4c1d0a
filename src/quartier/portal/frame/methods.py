"""A page for people who open an address that is only sent to, as after a reload; Django answers with nothing."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


class ToldMethods:
    """Middleware that puts a page into the empty answer to a browser; programs get what Django gives."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with a page where it says no to somebody who only looks."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and _reads_pages(request):
            page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response


def _reads_pages(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "") and not request.path_info.startswith("/api/")
