"""Follows every link of the portal as a search engine would, with Django's test client."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

MOST = 4000
"""Pages of a crawl; more means that pages link to ever new ones."""

MOST_OF_A_KIND, MOST_QUERIES = 25, 4
"""Pages of one view that are followed, and those with a query: the hundreds of programmes look alike.

QUARTIER_CRAWL_ALL=1 follows every one of them.
"""


@dataclass
class PageRead(HTMLParser):
    """What a page links to, what it loads, and the places in it that can be linked to."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors.add(values.get("id", ""))
        if tag in {"a", "area"} and "href" in values:
            self.links.append(values["href"])
        if tag == "link":
            rel = set(values.get("rel", "").split())
            (self.loads if rel & {"stylesheet", "icon", "preload", "manifest"} else self.links).append(values["href"])
        if tag in {"img", "script", "source", "iframe", "video", "audio", "track", "embed"}:
            self.loads += [values[name] for name in ("src", "poster") if values.get(name)]
            self.loads += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]


@dataclass
class Crawl:
    """All that was found: the HTML of each page, and what is wrong with links."""

    pages: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    read: dict[str, PageRead] = field(default_factory=dict)


def crawl(client: Client, starts: Iterable[str], *, own: Iterable[str] = (), leave_out: Iterable[str] = ()) -> Crawl:
    """Get every page that can be reached and every file it loads, each once.

    A page that answers with an error, a fragment that is not there and a file of another host are problems.
    `own`: hosts that count as ours. `leave_out`: beginnings of paths not to follow.
    """
    crawler = _Crawler(client, {"testserver", "", *own}, tuple(leave_out))
    return crawler.run(starts)


class _Crawler:
    def __init__(self, client: Client, own: set[str], leave_out: tuple[str, ...]) -> None:
        self.client, self.own, self.leave_out = client, own, leave_out
        self.found = Crawl()
        self.seen: set[str] = set()
        self.queue: deque[tuple[str, str]] = deque()
        self.fragments: list[tuple[str, str, str]] = []
        self.kinds: Counter[tuple[str, bool, bool]] = Counter()

    def run(self, starts: Iterable[str]) -> Crawl:
        for start in starts:
            self._add(start, "start")
        while self.queue:
            path, origin = self.queue.popleft()
            self._get(path, origin)
            assert len(self.seen) <= MOST, sorted(self.seen)[-20:]
        for path, fragment, origin in self.fragments:
            page = self.found.read.get(path)
            if page is not None and unquote(fragment) not in page.anchors:
                self.found.problems.append(f"{origin}: no place #{fragment} on {path}")
        return self.found

    def _add(self, path: str, origin: str) -> None:
        if path not in self.seen and not path.startswith(self.leave_out or ("\0",)) and self._wanted(path):
            self.seen.add(path)
            self.queue.append((path, origin))

    def _wanted(self, path: str) -> bool:
        """Whether this is still one of the first of its kind. What leads nowhere is always wanted: it is a finding."""
        if os.environ.get("QUARTIER_CRAWL_ALL"):
            return True
        plain, _, query = path.partition("?")
        try:
            kind = (resolve(plain).view_name, plain.startswith("/en/"), bool(query))
        except Resolver404:
            return True
        self.kinds[kind] += 1
        return self.kinds[kind] <= (MOST_QUERIES if query else MOST_OF_A_KIND)

    def _get(self, path: str, origin: str) -> None:
        answer = self.client.get(path)
        if 300 <= answer.status_code < 400:
            self._link(urljoin(path, answer.headers["Location"]), origin, path)
        elif answer.status_code != 200:
            self.found.problems.append(f"{origin}: {path} answers {answer.status_code}")
        elif answer.headers.get("Content-Type", "").startswith("text/html"):
            self._read(path, answer.text)
        elif answer.streaming:
            # Read to the end: closing it earlier would close the test's database too.
            for _ in answer:
                pass

    def _read(self, path: str, html: str) -> None:
        page = PageRead()
        page.feed(html)
        self.found.pages[path], self.found.read[path] = html, page
        for link in page.links:
            self._link(urljoin(path, link), path, path)
        for load in page.loads:
            address = urlsplit(urljoin(path, load))
            if address.scheme == "data":
                continue
            if address.netloc not in self.own:
                self.found.problems.append(f"{path}: loads {load} from another host")
            else:
                self._add(address.path, path)

    def _link(self, target: str, origin: str, page: str) -> None:
        address, fragment = urldefrag(target)
        parts = urlsplit(address)
        if parts.scheme not in {"", "http", "https"} or parts.netloc not in self.own:
            return
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if fragment:
            self.fragments.append((path, fragment, origin))
        self._add(path or page, origin)
