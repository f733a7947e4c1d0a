"""From the empty page to the archive without JavaScript: description, fit, an answer, plan, documents, on a phone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import NARROW, Visitors, too_wide
from playwright.sync_api import Page, expect
from pytest_django import Settings

from quartier.portal.plans import embedded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(settings: Settings) -> Iterator[None]:
    """Solves plans beside the server, so that the page has to wait."""
    settings.PLANS_SOLVER, settings.PLANS_PROCESSES = "embedded", 1
    yield
    embedded.stop_worker()


def on(page: Page, step: str) -> None:
    """Keep this step; the next one must come."""
    page.get_by_role("button", name=re.compile("^Speichern und")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(step)
    assert too_wide(page) == []


def describe(page: Page) -> None:
    """The seven steps."""
    page.goto("/foerderbaukasten/")
    page.get_by_role("button", name="Beginnen").click()
    page.get_by_label("Stadt oder Gemeinde").fill("Altdorf")
    page.get_by_role("button", name="Speichern und weiter").click()
    page.get_by_role("radio", name=re.compile("Böblingen")).check()
    on(page, "Was?")
    page.get_by_label("Wie heißt Ihr Vorhaben?").fill("Nachbarn helfen Nachbarn")
    page.get_by_role("checkbox", name=re.compile("Pflege und Gesundheit")).check()
    on(page, "Wer?")
    page.locator("#id_parties-0-type").select_option("municipality")
    page.locator("#id_parties-0-name").fill("Gemeinde Altdorf")
    on(page, "Wann?")
    page.get_by_label("Beginn", exact=True).fill("2027-01")
    page.get_by_label("Ende", exact=True).fill("2027-12")
    on(page, "Was kostet es?")
    page.locator("#id_costs-0-label").fill("Koordination")
    page.locator("#id_costs-0-kind").select_option("personnel")
    page.locator("#id_costs-0-y2027").fill("30.000")
    page.get_by_text("Aus einer Tabelle übernehmen").click()
    page.get_by_label("Zeilen", exact=True).fill("Auftakt\tSachkosten\t2.000,50 €")
    page.get_by_role("button", name="Zeilen anfügen").click()
    expect(page.locator("#id_costs-0-y2027")).to_have_value("30.000")
    expect(page.locator("#id_costs-1-y2027")).to_have_value("2.000,50")
    on(page, "Welches Geld ist da?")
    page.get_by_label("Eigenes Geld 2027").first.fill("20.000")
    on(page, "Was kommt danach?")
    page.locator("input.q-amount").first.fill("12.000")
    on(page, "Beschreiben")


def test_from_the_empty_page_to_the_archive(
    visitors: Visitors,
    worker: None,  # noqa: ARG001 - plans are solved beside the server
    tmp_path: Path,
) -> None:
    with visitors.visit(width=NARROW, javascript=False, expected=("422",)) as page:
        page.set_default_timeout(120_000)
        describe(page)
        page.get_by_role("link", name="Was passt").first.click()
        asked = page.locator(".q-question").filter(has=page.get_by_role("button", name="Ja", exact=True)).first
        question = str(asked.get_attribute("id"))
        asked.get_by_role("button", name="Ja", exact=True).click()
        expect(page.locator(f"#{question}")).to_have_count(0)
        assert too_wide(page) == []
        page.get_by_role("link", name="Plan", exact=True).click()
        page.get_by_role("link", name=re.compile("^Plan ansehen")).first.click()
        page.get_by_role("button", name="Mit diesem Plan weiterarbeiten").click()
        page.locator("a[href*='/zuschuss/']").first.click()
        expect(page.locator("#grant-heading")).to_be_visible()
        page.get_by_role("link", name="Unterlagen").first.click()
        with page.expect_download() as found:
            page.get_by_role("link", name="Alle Unterlagen herunterladen").click()
        found.value.save_as(tmp_path / "alle.zip")
    with zipfile.ZipFile(tmp_path / "alle.zip") as archive:
        assert {Path(name).suffix for name in archive.namelist()} == {".txt", ".docx", ".pdf", ".xlsx", ".ics"}
