"""All addresses of the portal as a test can call them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

EXAMPLES = {"pk": "1", "key": "1-x", "uidb36": "1", "provider_id": "anmeldung", "code": "x"}


@dataclass(frozen=True, slots=True)
class Route:
    """An address with made-up values, the name and the view behind it."""

    path: str
    name: str
    view: Callable[..., Any]


def routes() -> Iterator[Route]:
    """Every address below the root in German, Wagtail's own left out."""
    from django.urls import get_resolver  # noqa: PLC0415 - needs Django set up

    yield from _walk(get_resolver(), "/", "")


def _walk(resolver: Any, prefix: str, namespace: str) -> Iterator[Route]:  # noqa: ANN401 - resolvers of several kinds
    for pattern in resolver.url_patterns:
        path = prefix + _filled(pattern.pattern)
        if not hasattr(pattern, "url_patterns"):
            yield Route(path, f"{namespace}{pattern.name}", pattern.callback)
        elif not path.startswith("/redaktion/"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner)


def _filled(pattern: Any) -> str:  # noqa: ANN401 - patterns of several kinds
    from django.utils.regex_helper import normalize  # noqa: PLC0415 - needs Django set up

    if not hasattr(pattern, "regex") or type(pattern).__name__ == "LocalePrefixPattern":
        return str(pattern)
    text, names = normalize(pattern.regex.pattern)[0]
    converters = getattr(pattern, "converters", {})
    values = {name: _example(name, type(converters.get(name)).__name__) for name in names}
    return str(text % values)


def _example(name: str, converter: str) -> str:
    number = "1" if converter == "IntConverter" else ""
    uuid = "00000000-0000-0000-0000-000000000000" if converter == "UUIDConverter" else ""
    return number or uuid or EXAMPLES.get(name, "x")
