"""Maintaining a programme in the browser: one person changes an edition, another one looks at it and publishes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import NARROW, WIDE, Visitors, axe, screenshot, too_wide
from drafting import edition_text, newer_text, nothing_stays_published
from people import make_person
from playwright.sync_api import Page, expect

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role
from quartier.portal.editors import services

HOME = "/programmpflege/"


@pytest.fixture(autouse=True)
def _unpublished() -> Iterator[None]:
    """What a test publishes is gone with it."""
    with nothing_stays_published():
        yield


def editor() -> User:
    """Somebody who maintains programmes."""
    return make_person(Role.PROGRAMME_EDITOR)


def looked_at(page: Page) -> None:
    """Without barriers, nothing too wide."""
    assert axe(page) == [], page.url
    assert too_wide(page) == [], page.url


@pytest.mark.parametrize(("width", "javascript"), [(WIDE, True), (NARROW, False)])
def test_two_people_from_the_change_to_the_page(
    visitors: Visitors,
    width: int,
    javascript: bool,  # noqa: FBT001 - of the parameters
) -> None:
    author, other = editor(), editor()
    with visitors.visit(width=width, javascript=javascript) as page:
        visitors.let_in(page, author)
        page.goto(f"{HOME}?q=Quartiersimpulse")
        page.locator("li:has(a[href='/programme/bw-quartiersimpulse/2025/']) button").first.click()
        page.get_by_role("link", name="Als Text bearbeiten").click()
        page.fill("#text", page.input_value("#text").replace("max: 85000", "max: 60000"))
        page.get_by_role("button", name="Speichern und prüfen").click()
        page.get_by_role("link", name="Zum Entwurf").click()
        expect(page.locator("ins").first).to_have_text("60000")
        address = page.url
        page.get_by_role("button", name="Zur Freigabe vorlegen").click()
        expect(page.get_by_role("button", name="Veröffentlichen", exact=True)).to_have_count(0)
    with visitors.visit(width=width, javascript=javascript) as page:
        visitors.let_in(page, other)
        page.goto(address)
        page.get_by_role("button", name="Veröffentlichen", exact=True).click()
        expect(page.locator("main")).to_contain_text("Veröffentlicht.")
        page.goto("/programme/bw-quartiersimpulse/2025/")
        expect(page.locator("main")).to_contain_text("60.000")


@pytest.mark.parametrize(("width", "javascript"), [(WIDE, True), (NARROW, False)])
def test_a_new_edition_and_the_end_of_the_old_one_in_one_go(
    visitors: Visitors,
    width: int,
    javascript: bool,  # noqa: FBT001 - of the parameters
) -> None:
    author, other = editor(), editor()
    old, new = (f"/programme/bw-quartiersimpulse/{edition}/" for edition in ("2025", "2026"))
    with visitors.visit(width=width, javascript=javascript) as page:
        visitors.let_in(page, author)
        page.goto(f"{HOME}?q=Quartiersimpulse")
        page.locator(f"li:has(a[href='{old}'])").get_by_role("button", name="Neue Ausgabe").click()
        expect(page.locator("main")).to_contain_text("Das Ende der alten Ausgabe steht dann hier.")
        expect(page.get_by_role("heading", name="Die Ausgabe 2025 endet")).to_have_count(0)
        page.get_by_role("link", name="Im Formular bearbeiten").click()
        page.fill("#id_edition", "2026")
        page.fill("[id='id_valid.from']", "2026-10-01")
        page.get_by_role("button", name="Entwurf speichern").click()
        page.get_by_role("link", name="Zum Entwurf").click()
        ending = page.locator("section:has(#ending)")
        expect(ending).to_contain_text("noch bis zum 30.09.2026")
        expect(ending.locator("ins")).to_have_text("2026-09-30")
        page.get_by_role("link", name="Als Text bearbeiten").click()
        page.fill("#text", newer_text())
        page.get_by_role("button", name="Speichern und prüfen").click()
        page.get_by_role("link", name="Zum Entwurf").click()
        page.get_by_role("button", name="Zur Freigabe vorlegen").wait_for()
        address = page.url
        page.get_by_role("button", name="Zur Freigabe vorlegen").click()
        expect(page.locator("main")).to_contain_text("Vorgelegt.")
    with visitors.visit(width=width, javascript=javascript) as page:
        visitors.let_in(page, other)
        page.goto(address)
        expect(page.locator("section:has(#ending) ins")).to_have_text("2026-09-30")
        page.get_by_role("button", name="Veröffentlichen", exact=True).click()
        expect(page.locator("main")).to_contain_text("Veröffentlicht.")
        expect(page.locator("main h2")).to_have_count(2)
        page.goto(old)
        expect(page.locator("main")).to_contain_text("30.09.2026")
        page.goto(new)
        expect(page.locator("main")).to_contain_text("01.10.2026")


@pytest.mark.parametrize(
    ("width", "language", "theme"), [(WIDE, "de", "light"), (NARROW, "en", "dark"), (NARROW, "de", "light")]
)
def test_pages_without_barriers(
    visitors: Visitors,
    width: int,
    language: str,
    theme: str,
) -> None:
    author, other = editor(), editor()
    text = edition_text()
    done = services.begin(text.replace("max: 85000", "max: 60000"), actor=author)
    services.hand_in(done, actor=author)
    services.publish(done, actor=other)
    stale = services.begin(text.replace("max: 85000", "max: 55000"), actor=author, base=text)
    broken = services.begin(text.replace("level: state", "level: moon"), actor=author)
    newer = services.begin(newer_text(), actor=author)
    prefix = "/en" if language == "en" else ""
    with visitors.visit(width=width, language=language, theme=theme) as page:
        visitors.let_in(page, author)
        for path in (
            "",
            "neu/",
            "programm/bw-quartiersimpulse/",
            *(f"entwurf/{draft.pk}/{part}" for draft in (stale, broken) for part in ("", "text/", "wirkung/")),
            f"entwurf/{newer.pk}/",
        ):
            page.goto(f"{prefix}{HOME}{path}")
            looked_at(page)
        page.goto(f"{prefix}{stale.get_absolute_url()}")
        screenshot(page, f"editors-{width}-{language}-{theme}")
        page.goto(f"{prefix}{newer.get_absolute_url()}")
        screenshot(page, f"editors-newer-{width}-{language}-{theme}")
