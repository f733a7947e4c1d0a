"""Probes and figures for the operator, and the page for errors of ours."""

from __future__ import annotations

import hmac
import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.portal.operation.health import OK, TOLD_ONLY, readiness
from quartier.portal.operation.logs import REQUEST_ID
from quartier.portal.operation.metrics import exposition

logger = logging.getLogger("quartier.health")

LOOPBACK = frozenset({"127.0.0.1", "::1"})


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answers while the process does; asks nobody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when requests may come, else 503. The reasons are for the operator and stay in the log."""
    checks = readiness()
    wrong = {name: text for name, text in checks.items() if text != OK}
    failed = {name: text for name, text in wrong.items() if name not in TOLD_ONLY}
    if wrong != failed:
        logger.warning("ready, but not all is well", extra={"failed": wrong})
    if failed:
        logger.error("not ready", extra={"failed": failed})
    answer: dict[str, object] = {"ready": not failed}
    if trusted(request):
        answer["checks"] = checks
    return JsonResponse(answer, status=503 if failed else 200)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; nobody else learns that they exist."""
    if not trusted(request):
        raise Http404
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def trusted(request: HttpRequest) -> bool:
    """Whether the operator asks: with `Authorization: Bearer <QUARTIER_METRICS_TOKEN>`, or on this computer itself.

    What a proxy passes on comes from this computer too, so a request with a proxy's header needs the token.
    """
    given, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and given == "Bearer":
        return hmac.compare_digest(token.encode(), settings.METRICS_TOKEN.encode())
    passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not passed_on and request.META.get("REMOTE_ADDR") in LOOPBACK


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """The page for an error of ours, with the id by which the operator finds it in the log.

    It leans on as little as possible: neither on the database nor on the session, and if even the template fails it
    is a line of text.
    """
    number = REQUEST_ID.get() or "–"
    try:
        page = render_to_string("operation/error.html", {"number": number, "operator": settings.OPERATOR})
        return HttpResponse(page, status=500)
    except Exception:
        logger.exception("the error page failed")
        text = f"Das hat nicht geklappt. Der Fehler liegt bei uns. Nummer: {number}\n"
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")
