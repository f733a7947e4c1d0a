"""From the plans of a village to its documents in the browser: wide and as a phone, with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from browsing import NARROW, WIDE, Visitors, axe, screenshot, too_wide
from django.contrib.auth.models import AnonymousUser
from playwright.sync_api import expect

from quartier.portal.plans.models import Kind
from quartier.portal.plans.services import ask
from quartier.portal.projects.services import Access, begin

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOBODY = AnonymousUser()
PAGES = (
    "plan/",
    "plan/vergleich/",
    "plan/absage/bw-quartiersimpulse/",
    "plan/wenig-eigenes-geld/",
    "plan/wenig-eigenes-geld/zuschuss/3/",
    "plan/wenig-eigenes-geld/jahr/2027/",
    "unterlagen/",
)


@pytest.fixture
def village(transactional_db: None) -> Access:  # noqa: ARG001 - the server has a connection of its own
    """The community house, with everything computed that its pages ask for."""
    data = yaml.safe_load((EXAMPLES / "dorfgemeinschaftshaus.yaml").read_text(encoding="utf-8"))
    access = begin(data, actor=NOBODY)
    for kind in (Kind.PLANS, Kind.MORE):
        ask(access, actor=NOBODY, kind=kind)
    return access


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "prefix"), [("de", ""), ("en", "/en")])
def test_pages_have_no_barriers_and_fit(
    visitors: Visitors, village: Access, language: str, prefix: str, theme: str
) -> None:
    for width in (WIDE, NARROW):
        with visitors.visit(width=width, language=language, theme=theme) as page:
            page.set_default_timeout(60_000)
            for path in PAGES:
                page.goto(f"{prefix}/foerderbaukasten/{village.key}/{path}")
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                assert {path: axe(page)} == {path: []}
                assert {path: too_wide(page)} == {path: []}
                name = path.strip("/").replace("/", "-")
                screenshot(page, f"{name}-{language}-{'wide' if width == WIDE else 'phone'}-{theme}")


def test_an_amount_opens_beside_the_plan(visitors: Visitors, village: Access) -> None:
    with visitors.visit() as page:
        page.goto(f"/foerderbaukasten/{village.key}/plan/wenig-eigenes-geld/")
        page.get_by_role("link", name="81.139 €").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_text("80 % von 101.424 € zuwendungsfähigen Kosten").wait_for()
        expect(page.locator("#grant-heading")).to_be_focused()
        assert axe(page) == []
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        assert page.url.endswith("/plan/wenig-eigenes-geld/")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_programme_is_left_out_and_taken_back(visitors: Visitors, village: Access, *, javascript: bool) -> None:
    with visitors.visit(width=NARROW, javascript=javascript) as page:
        page.goto(f"/foerderbaukasten/{village.key}/plan/")
        page.get_by_text("Programme weglassen oder festlegen").click()
        page.get_by_label("Quartiersimpulse", exact=True).select_option("without")
        page.get_by_role("button", name="Neu rechnen").first.click()
        changed = page.get_by_role("region", name="Was sich gegenüber dem Plan davor ändert")
        assert "+81.139 € eigenes Geld" in changed.inner_text().replace("\N{NO-BREAK SPACE}", " ")
        changed.get_by_role("button", name="Änderung zurücknehmen").click()
        page.get_by_text("Der Stand davor ist wiederhergestellt").wait_for()
        assert "529.585" in page.content()


def test_without_javascript_from_plan_to_archive(visitors: Visitors, village: Access) -> None:
    with visitors.visit(javascript=False) as page:
        page.set_default_timeout(60_000)
        page.goto(f"/foerderbaukasten/{village.key}/plan/")
        page.get_by_role("link", name="Plan ansehen: Sicher").click()
        page.get_by_role("button", name="Mit diesem Plan weiterarbeiten").click()
        page.get_by_role("link", name="256.000 €").first.click()
        expect(page.get_by_text("40 % von 640.000 €").first).to_be_visible()
        page.get_by_role("link", name="Unterlagen").click()
        with page.expect_download() as found:
            page.get_by_role("link", name="Alle Unterlagen herunterladen").click()
        assert found.value.suggested_filename.endswith("-entwurf.zip")
