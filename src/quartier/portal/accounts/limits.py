"""How often somebody may do something: counted for the whole site, by an address that is not kept in the clear."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django_ratelimit.core import _split_rate, get_usage

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
WAIT = 60
"""Seconds after which to try again where nobody knows better."""


def client_key(request: HttpRequest) -> str:
    """Stands for the address of a visitor without telling it; IPv6 by network, as people get whole networks."""
    try:
        parsed = ipaddress.ip_address(_address(request))
    except ValueError:
        return salted_hmac("quartier.limits", "unknown").hexdigest()[:32]
    if parsed.version == 6:  # noqa: PLR2004 - the version of the protocol
        parsed = ipaddress.ip_network(
            f"{parsed}/{settings.ALLAUTH_RATE_LIMIT_IPV6_PREFIX}", strict=False
        ).network_address
    return salted_hmac("quartier.limits", str(parsed)).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """As the last proxy of the operator's saw it; what visitors write into the header themselves stands before that."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    seen = hops[-proxies] if 0 < proxies <= len(hops) else ""
    return seen or str(request.META.get("REMOTE_ADDR", ""))


def too_many(request: HttpRequest, wait: int = WAIT) -> HttpResponse:
    """The page that asks to wait so many seconds."""
    minutes = max(1, -(-wait // 60))
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(max(1, wait))
    return response


def limited(name: str, rate: str, *, method: str = "POST", shared: bool = True) -> Callable[[V], V]:
    """Decorator for views: how many requests one visitor has, such as "20/m" or "5/10m"; then the page asks to wait.

    Counting for all workers together costs about a dozen database calls. `shared=False` counts in each worker's own
    memory instead, for pages that many people ask for and where a few times the rate does no harm.
    """

    def decorate(view: V) -> V:
        @wraps(view)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if settings.RATELIMIT_ENABLE and request.method == method:
                wait = _wait_shared(request, name, rate) if shared else _wait_here(request, name, rate)
                if wait:
                    return too_many(request, wait)
            return view(request, *args, **kwargs)

        return cast("V", counted)

    return decorate


def _wait_shared(request: HttpRequest, name: str, rate: str) -> int:
    """Seconds to wait, 0 if this request is within the rate."""
    usage = get_usage(request, group=name, key=_key, rate=rate, method=str(request.method), increment=True)
    return max(1, usage["time_left"]) if usage and usage["should_limit"] else 0


def _wait_here(request: HttpRequest, name: str, rate: str) -> int:
    """The same, counted in this worker."""
    most, seconds = _split_rate(rate)
    now = int(time.time())
    key = f"limit:{name}:{now // seconds}:{client_key(request)}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # forgotten between the two lines
        count = 1
    return seconds - now % seconds if count > most else 0


def _key(_group: str, request: HttpRequest) -> str:
    return client_key(request)
