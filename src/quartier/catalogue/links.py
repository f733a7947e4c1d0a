"""The official addresses of the catalogue and, only when somebody asks, whether they still answer."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from quartier.catalogue.encoded import addresses_of
from quartier.catalogue.store import Catalogue

SECONDS = 5.0
"""How long one address may take; a slow office is no broken link, but nobody waits for ever."""

AT_ONCE = 8
_AGENT = "Quartier-Katalog (quartier catalogue links --check)"
_NO_HEAD = {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
"""Servers that do not know HEAD say so in many ways; then the page itself is asked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the programmes that name it."""

    address: str
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: a status, or the reason why there was none."""

    link: Link
    status: int | None
    reason: str = ""

    @property
    def works(self) -> bool:
        """Whether a page came back."""
        return self.status is not None and self.status < HTTPStatus.BAD_REQUEST


def links(catalogue: Catalogue) -> tuple[Link, ...]:
    """Every address once, in alphabetical order."""
    found: dict[str, dict[str, None]] = {}
    for edition in catalogue.editions:
        for address in addresses_of(edition):
            found.setdefault(address, {})[edition.programme] = None
    return tuple(Link(address, tuple(programmes)) for address, programmes in sorted(found.items()))


def check(
    wanted: Iterable[Link], seconds: float = SECONDS, progress: Callable[[int], None] = lambda _: None
) -> list[Answer]:
    """Ask every address once, a few at a time. Raises NoNetworkError if not a single server answered."""
    answers: list[Answer] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answer in pool.map(lambda link: _ask(link, seconds), wanted):
            answers.append(answer)
            progress(len(answers))
    if answers and all(answer.status is None for answer in answers):
        raise NoNetworkError(answers[0].reason)
    return answers


class NoNetworkError(Exception):
    """No address answered at all: most likely there is no network, so nothing is known about the addresses."""


def _ask(link: Link, seconds: float) -> Answer:
    answer = _request(link, "HEAD", seconds)
    return _request(link, "GET", seconds) if answer.status in _NO_HEAD else answer


def _request(link: Link, method: str, seconds: float) -> Answer:
    address = quote(link.address, safe=":/?#[]@!$&'()*+,;=%~")
    request = urllib.request.Request(address, method=method, headers={"User-Agent": _AGENT})  # noqa: S310 - the model allows http and https only
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310 - as above
            return Answer(link, response.status)
    except urllib.error.HTTPError as error:
        return Answer(link, error.code, error.reason)
    except (OSError, ValueError) as error:
        return Answer(link, None, str(getattr(error, "reason", error)))
