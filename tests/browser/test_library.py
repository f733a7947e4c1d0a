"""The Mediathek in a browser: no barriers, nothing jumps, fits a phone; files can be chosen without JavaScript too."""

from __future__ import annotations

import zipfile
from pathlib import Path

import library_files as files
import pytest
from browsing import NARROW, WIDE, Visitors, axe, layout_shift, screenshot, too_wide, weight
from django.core.cache import cache
from html_check import html_errors
from playwright.sync_api import expect
from pytest_django import Settings

pytestmark = pytest.mark.django_db(transaction=True)

LIGHT = 300_000
"""Bytes of a page without pictures."""


@pytest.fixture
def pages(site: None, settings: Settings, tmp_path: Path) -> list[str]:  # noqa: ARG001 - the tables must be there
    """Every kind of page, with the illustrations, a photograph of the press and a document."""
    from quartier.portal.library.models import Paper, Picture  # noqa: PLC0415 - needs Django set up
    from quartier.portal.library.services import load_demo  # noqa: PLC0415 - as above

    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    load_demo(actor=None)
    files.make_picture(files.jpeg(size=(900, 1600)), title="Hochkant", licence="press", event="Fachtag")
    files.make_paper(title="Leitfaden")
    return [
        "/mediathek/",
        "/mediathek/?art=dokumente",
        "/mediathek/?thema=events",
        "/mediathek/?suche=nichts",
        "/mediathek/alben/",
        "/mediathek/alben/illustrationen/",
        *(f"/mediathek/bild/{pk}/" for pk in Picture.objects.order_by("pk").values_list("pk", flat=True)[8:]),
        f"/mediathek/dokument/{Paper.objects.get().pk}/",
    ]


@pytest.mark.parametrize(("prefix", "theme"), [("", "light"), ("/en", "dark")])
def test_no_barriers_and_valid(visitors: Visitors, pages: list[str], prefix: str, theme: str) -> None:
    with visitors.visit(theme=theme, language="en" if prefix else "de") as page:
        for path in pages:
            page.goto(prefix + path)
            assert {path: axe(page)} == {path: []}
        assert html_errors({path: page.request.get(prefix + path).text() for path in pages}) == []


@pytest.mark.parametrize(("width", "shape"), [(WIDE, "wide"), (NARROW, "phone")])
def test_nothing_jumps_or_sticks_out_and_pages_are_light(
    visitors: Visitors, pages: list[str], width: int, shape: str
) -> None:
    for path in pages:
        with visitors.visit(width=width) as page:
            page.goto(path)
            assert {path: layout_shift(page)} == {path: 0}
            assert {path: too_wide(page)} == {path: []}
            assert sum(size for name, size in weight(page).items() if "/media/" not in name) < LIGHT
            if path in {pages[0], pages[6]}:
                screenshot(page, f"mediathek-{pages.index(path)}-{shape}")


@pytest.mark.parametrize("javascript", [True, False])
def test_two_pictures_as_an_archive(visitors: Visitors, pages: list[str], *, javascript: bool) -> None:
    with visitors.visit(javascript=javascript, width=NARROW) as page:
        page.goto(pages[0])
        for title in ("Dorfladen", "Bürgerbus"):
            page.get_by_label(f"Auswählen: {title}").check()
        if javascript:
            expect(page.locator("[data-selection]")).to_contain_text("2 Dateien ausgewählt (0,1")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Auswahl als ZIP herunterladen").click()
        with zipfile.ZipFile(waiting.value.path()) as archive:
            assert [name.rsplit("-", 1)[0] for name in archive.namelist()[1:]] == ["Dorfladen", "Buergerbus"]


def test_what_has_the_focus_is_never_below_the_bar(visitors: Visitors, pages: list[str]) -> None:
    with visitors.visit(width=NARROW) as page:
        page.goto(pages[0])
        page.get_by_label("Auswählen: Baukasten aus Förderungen").check()
        for _ in range(12):
            page.keyboard.press("Tab")
            bottom, top = page.evaluate(
                """() => [document.activeElement.getBoundingClientRect().bottom,
                    document.querySelector(".q-selection").getBoundingClientRect().top]"""
            )
            assert bottom <= top or page.evaluate("!!document.activeElement.closest('.q-selection, footer')")
