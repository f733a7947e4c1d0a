"""Watches every request: gives it an id, measures it, writes one line about it. Stands first, so that it sees all."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from time import perf_counter
from typing import Any, cast

from django.core.handlers.exception import convert_exception_to_response
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from quartier.portal.operation.logs import REQUEST_ID, masked_path
from quartier.portal.operation.metrics import DATABASE_CALLS, DATABASE_SECONDS, REQUESTS, SECONDS

logger = logging.getLogger("quartier.request")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
QUIET = ("/-/", "/static/")
"""Probes and files: counted, not logged unless they fail."""

FAILED = 500


class Stopwatch:
    """Adds up the calls of one request to the database, as a wrapper around each."""

    def __init__(self) -> None:
        self.calls, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: Any) -> Any:  # noqa: ANN401 - Django's interface
        """Run the call and count it."""
        start = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.calls += 1
            self.seconds += perf_counter() - start


class Observed:
    """The middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and keep what it took."""
        token = REQUEST_ID.set(secrets.token_hex(6))
        watch, start = Stopwatch(), perf_counter()
        try:
            with ExitStack() as stack:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(watch))
                response = (_probe(request) or self.get_response)(request)
            response.headers["X-Request-ID"] = REQUEST_ID.get()
            _keep(request, response, watch, perf_counter() - start)
        finally:
            REQUEST_ID.reset(token)
        return response


def _probe(request: HttpRequest) -> Callable[[HttpRequest], HttpResponse] | None:
    """The operator's pages need no host name, session or language: who probes this machine knows only its number."""
    if not request.path.startswith("/-/"):
        return None
    try:
        match = resolve(request.path)
    except Resolver404:
        return None
    if match.app_name != "operation":
        return None
    request.resolver_match = match
    return cast(
        Callable[[HttpRequest], HttpResponse], convert_exception_to_response(match.func)
    )  # they are plain functions, not asynchronous ones


def _keep(request: HttpRequest, response: HttpResponse, watch: Stopwatch, seconds: float) -> None:
    view = view_name(request)
    method = request.method if request.method in METHODS else "OTHER"
    status = response.status_code
    REQUESTS.labels(view, method, status).inc()
    SECONDS.labels(view).observe(seconds)
    DATABASE_SECONDS.observe(watch.seconds)
    DATABASE_CALLS.inc(watch.calls)
    if status >= FAILED or not request.path.startswith(QUIET):
        logger.log(
            logging.ERROR if status >= FAILED else logging.INFO,
            "%s %s %d",
            method,
            masked_path(request.path),
            status,
            extra={
                "method": method,
                "path": masked_path(request.path),
                "view": view,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
                "database_calls": watch.calls,
                "database_milliseconds": round(watch.seconds * 1000, 1),
            },
        )


def view_name(request: HttpRequest) -> str:
    """The name of the address in our lists, never the address itself: there are as many of those as anyone likes."""
    match = request.resolver_match
    if match is None:
        return "none"
    return match.view_name or "unnamed"
