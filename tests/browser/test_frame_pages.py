"""The pages every visitor knows: start page, search, legal pages; wide and as a phone, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from browsing import NARROW, WIDE, Visitors, axe, layout_shift, screenshot, too_wide, weight
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/",
    "/suche/?q=Quartier",
    "/begriffe/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/leichte-sprache/",
    "/gebaerdensprache/",
)
HEAVIEST = 300_000
"""Bytes of a page without photos."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_have_no_barriers(visitors: Visitors, prefix: str, theme: str) -> None:
    with visitors.visit(theme=theme) as page:
        for path in PAGES:
            page.goto(prefix + path)
            assert {path: axe(page)} == {path: []}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("javascript", [True, False])
def test_pages_fit_the_screen(visitors: Visitors, width: int, *, javascript: bool) -> None:
    with visitors.visit(width=width, javascript=javascript) as page:
        for path in PAGES:
            answer = page.goto(path)
            assert answer is not None
            assert (path, answer.status) == (path, 200)
            if javascript:
                assert {path: too_wide(page)} == {path: []}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_jumps_and_pages_are_light(visitors: Visitors, width: int) -> None:
    for path in PAGES:
        with visitors.visit(width=width) as page:
            page.goto(path)
            assert {path: layout_shift(page)} == {path: 0}
            assert sum(weight(page).values()) < HEAVIEST, weight(page)


@pytest.mark.parametrize(("language", "prefix"), [("de", ""), ("en", "/en")])
@pytest.mark.parametrize(("width", "shape"), [(WIDE, "wide"), (NARROW, "phone")])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_start_page_is_kept_as_a_picture(  # noqa: PLR0913, PLR0917 - one picture for each combination
    visitors: Visitors, language: str, prefix: str, width: int, shape: str, theme: str
) -> None:
    with visitors.visit(width=width, language=language, theme=theme) as page:
        page.goto(f"{prefix}/")
        assert screenshot(page, f"start-{language}-{shape}-{theme}").stat().st_size > 10_000


def test_keyboard_reaches_the_content(visitors: Visitors) -> None:
    with visitors.visit() as page:
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.locator("a[href='#main']")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()


def test_search_without_javascript(visitors: Visitors) -> None:
    with visitors.visit(javascript=False, width=NARROW) as page:
        page.goto("/suche/")
        page.locator("input[name=q]:visible").first.fill("Mehrgenerationenhaus")
        page.locator("input[name=q]:visible").first.press("Enter")
        expect(page).to_have_url(re.compile("q=Mehrgenerationenhaus"))
