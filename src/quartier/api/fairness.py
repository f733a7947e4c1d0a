"""Everybody gets a fair share: so many requests a minute for one visitor, cheap ones more than dear ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django_ratelimit import ALL
from django_ratelimit.core import get_usage

from quartier.api.bodies import answer
from quartier.portal.accounts.services import client_key

V = TypeVar("V", bound=Callable[..., object])

READING = "300/m"
MATCHING = "60/m"
PLANNING = "20/m"


def fair(name: str, rate: str) -> Callable[[V], V]:
    """Decorator for operations: after `rate` the answer is 429 with the seconds to wait."""

    def decorate(operation: V) -> V:
        @wraps(operation)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> object:
            usage = get_usage(request, group=f"api-{name}", key=_key, rate=rate, method=ALL, increment=True)
            if usage and usage["should_limit"]:
                return _too_many(int(usage["time_left"]))
            return operation(request, *args, **kwargs)

        return cast("V", counted)

    return decorate


def _too_many(wait: int) -> HttpResponse:
    text = f"Zu viele Anfragen. Bitte in {wait} Sekunden wieder; wer mehr braucht, betreibt Quartier selbst."
    response = answer(json.dumps({"problems": [{"field": "", "message": text}]}, ensure_ascii=False), 429)
    response.headers["Retry-After"] = str(max(1, wait))
    return response


def _key(_group: str, request: HttpRequest) -> str:
    return str(client_key(request))
