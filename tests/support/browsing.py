"""The system's Chromium as a visitor: wide or as a phone, German or English, with or without JavaScript, light or dark.

Every page a visitor opens is watched: an error in its scripts, something the content security policy refused, a failed
request or one to another host fails the test when the visitor leaves.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Error, Page, Playwright, Request, Response, expect

if TYPE_CHECKING:
    from quartier.portal.accounts.models import User

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

WIDE, NARROW = 1280, 320
"""The widths every page is looked at."""

PATIENCE = 30_000
"""Milliseconds a visitor waits for something to appear: tests share their machine."""

expect.set_options(timeout=PATIENCE)

FLAGS = (
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Set before the page's own scripts run, so that no shift is missed.
COUNT_SHIFTS = """
window.__shift = 0;
new PerformanceObserver(list => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.__shift += e.value;
}).observe({type: "layout-shift", buffered: true});
"""


def needed(what: str, path: Path | str | None) -> str:
    """Where a tool lies. Skips the test where it is missing; in CI that is a failure."""
    if path and Path(path).exists():
        return str(path)
    reason = f"{what} is missing; DEVELOPERS.md says how to get it"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def chromium() -> str:
    """The system's browser."""
    return needed(
        "Chromium", shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


def launch(playwright: Playwright) -> Browser:
    """Start it."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))


@dataclass
class Watch:
    """What went wrong on the pages of one visitor, and how much they loaded. `expected`: texts a test waits for."""

    host: str
    problems: list[str] = field(default_factory=list)
    loaded: dict[str, int] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("console", lambda message: self._note(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("request", self._requested)
        page.on("response", self._answered)
        page.on("requestfailed", lambda request: self._note(f"failed: {request.url} {request.failure}"))

    def _note(self, text: str) -> None:
        # A page left before all of it was loaded is no error.
        if "ERR_ABORTED" not in text:
            self.problems.append(text)

    def _requested(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc != self.host:
            self._note(f"asks another host: {request.url}")

    def _answered(self, response: Response) -> None:
        size = response.headers.get("content-length", "")
        self.loaded[response.url] = int(size) if size.isdigit() else 0

    def check(self) -> None:
        """Fail if anything went wrong that the test did not expect."""
        left = [text for text in self.problems if not any(known in text for known in self.expected)]
        assert left == []


@dataclass
class Visitors:
    """Opens pages on one server; `page.goto("/aktuelles/")` is enough of an address."""

    browser: Browser
    base_url: str

    @contextmanager
    def visit(
        self,
        *,
        width: int = WIDE,
        language: str = "de",
        javascript: bool = True,
        theme: str = "light",
        expected: tuple[str, ...] = (),
        **options: Any,  # noqa: ANN401 - passed on to Playwright
    ) -> Iterator[Page]:
        """One visitor with a page of their own and no cookies. `expected`: texts of errors the test wants."""
        context = self.browser.new_context(
            base_url=self.base_url,
            viewport={"width": width, "height": 900},
            locale={"de": "de-DE", "en": "en-GB"}[language],
            java_script_enabled=javascript,
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        watch = Watch(urlsplit(self.base_url).netloc, expected=list(expected))
        context.on("page", watch.follow)
        if javascript:
            context.add_init_script(COUNT_SHIFTS)
        page = context.new_page()
        try:
            yield page
            watch.check()
        finally:
            context.close()

    def let_in(self, page: Page, person: User) -> None:
        """This person is logged in from now on."""
        client = Client()
        client.force_login(person)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.base_url}])


def axe(page: Page, *, exclude: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds wrong on the page (WCAG 2.2 A and AA and its best practices), one line for each place.

    `exclude`: selectors of parts that are not ours. The script is evaluated, not added to the page, so that the
    page's policy stays in force. A page that gives way to the next one meanwhile is left for that one.
    """
    try:
        result = _examined(page, exclude)
    except Error:
        page.wait_for_load_state()
        result = _examined(page, exclude)
    return [
        f"{found['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def _examined(page: Page, exclude: tuple[str, ...]) -> dict[str, Any]:
    page.evaluate(Path(needed("axe-core", AXE)).read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        """async exclude => await axe.run(
            {include: [["html"]], exclude: exclude.map(e => [e])}, {resultTypes: ["violations"]})""",
        list(exclude),
    )
    return found


def screenshot(page: Page, name: str) -> Path:
    """Keep the whole page as `build/screenshots/<name>.png`; CI shows that folder."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def layout_shift(page: Page) -> float:
    """How much the page jumped while it was loaded (0 is none); call it when the page has settled."""
    page.wait_for_load_state("networkidle")
    return float(page.evaluate("window.__shift"))


def too_wide(page: Page) -> list[str]:
    """The elements that stick out of the page sideways; each makes a phone scroll in two directions."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > width + 1)
                .map(e => `${e.tagName.toLowerCase()}.${e.getAttribute("class") || ""}`)
                .slice(0, 5).concat(["page scrolls sideways"]);
        }"""
    )
    return found


def weight(page: Page) -> dict[str, int]:
    """How many bytes each file of the page takes on the way, by its address: texts compressed, as in production."""
    entries: list[list[str]] = page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .map(e => [e.name])"""
    )
    sizes = {}
    for (address,) in entries:
        answer = page.request.get(address)
        body = answer.body()
        text = answer.headers.get("content-type", "").startswith(("text/", "image/svg", "application/javascript"))
        sizes[address] = len(gzip.compress(body)) if text else len(body)
    return sizes
