"""A live server with the test database and the system's Chromium. Helpers are in tests/support/browsing.py."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from browsing import Visitors, launch
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from sites import make_site

# Playwright keeps an event loop in the test's thread; Django would take the database calls there for mistakes.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process; each visitor has a context of their own."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture
def site(transactional_db: None) -> None:  # noqa: ARG001 - the server has a connection of its own
    """The page tree's root and the languages."""
    make_site()


@pytest.fixture
def visitors(browser: Browser, live_server: LiveServer, site: None) -> Visitors:  # noqa: ARG001 - pages need the tree
    """Opens pages of the portal: `with visitors.visit(width=NARROW) as page: page.goto("/")`."""
    return Visitors(browser, live_server.url)
