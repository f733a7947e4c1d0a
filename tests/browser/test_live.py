"""Carrying a plan out in the browser: wide and as a phone, both languages and themes, with and without JavaScript."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from browsing import NARROW, WIDE, Visitors, axe, screenshot, too_wide
from carrying_pages import PAGES
from django.contrib.auth.models import AnonymousUser
from playwright.sync_api import expect

from quartier.portal.live import services
from quartier.portal.plans.services import answer_of, ask
from quartier.portal.projects.services import Access, begin

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOBODY = AnonymousUser()


@pytest.fixture
def shop(transactional_db: None) -> Access:  # noqa: ARG001 - the server has a connection of its own
    """The village shop with its plans."""
    data = yaml.safe_load((EXAMPLES / "dorfladen.yaml").read_text(encoding="utf-8"))
    access = begin(data, actor=NOBODY)
    ask(access, actor=NOBODY)
    return access


def _begun(access: Access) -> None:
    answer = answer_of(ask(access, actor=NOBODY))
    assert answer is not None
    services.begin(access, answer.plans[0], catalogue="", as_of=dt.date(2026, 11, 1), actor=NOBODY)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "prefix"), [("de", ""), ("en", "/en")])
def test_pages_have_no_barriers_and_fit(
    visitors: Visitors, shop: Access, language: str, prefix: str, theme: str
) -> None:
    _begun(shop)
    for width in (WIDE, NARROW):
        with visitors.visit(width=width, language=language, theme=theme) as page:
            for path in PAGES:
                page.goto(f"{prefix}/foerderbaukasten/{shop.key}/umsetzen/{path}")
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                assert {path: axe(page)} == {path: []}
                assert {path: too_wide(page)} == {path: []}
                name = path.strip("/").replace("/", "-") or "start"
                screenshot(page, f"live-{name}-{language}-{'wide' if width == WIDE else 'phone'}-{theme}")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_plan_to_a_settlement(visitors: Visitors, shop: Access, scripts: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with visitors.visit(javascript=scripts, expected=("422",)) as page:
        page.goto(f"/foerderbaukasten/{shop.key}/umsetzen/")
        page.get_by_role("button", name="Mit diesem Plan beginnen").click()
        page.locator(".q-grants a").first.click()
        page.get_by_label("bewilligt", exact=True).check()
        page.get_by_label("Bewilligter Betrag").fill("5.000")
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_role("alert")).to_have_count(1)
        expect(page.get_by_label("Bewilligter Betrag")).to_have_value("5.000")
        page.get_by_label("Bescheid vom").fill("2026-11-02")
        page.get_by_role("button", name="Speichern").click()
        page.get_by_role("link", name="Überblick", exact=True).click()
        expect(page.locator(".q-grants")).to_contain_text("bewilligt 5.000")
        page.get_by_role("link", name="Kosten", exact=True).click()
        page.locator(".q-grid input").first.fill("1.000")
        page.get_by_role("button", name="Speichern").click()
        page.get_by_role("link", name="Abrechnung", exact=True).click()
        expect(page.get_by_role("heading", name="Was wäre, wenn")).to_be_visible()
        page.get_by_role("link", name="Plan und Ist", exact=True).click()
        expect(page.get_by_role("group", name="Ausgaben je Posten und Jahr")).to_contain_text("1.000")
        page.get_by_role("link", name="Geld abrufen", exact=True).click()
        page.locator(".q-bills input").first.fill("2.000")
        page.get_by_role("button", name="Ausrechnen").click()
        expect(page.get_by_text("mit den fälligen Rechnungen")).to_have_count(1)
        page.get_by_role("link", name="Danach", exact=True).click()
        with page.expect_download() as found:
            page.get_by_role("link", name="Verstetigungsplan (Word)").click()
        assert found.value.suggested_filename == "verstetigungsplan.docx"


def test_two_people_at_the_same_place_see_each_other(visitors: Visitors, shop: Access) -> None:
    _begun(shop)
    costs = f"/foerderbaukasten/{shop.key}/umsetzen/kosten/"
    with visitors.visit() as anna, visitors.visit(expected=("409",)) as ben:
        for page, amount in ((anna, "100"), (ben, "200")):
            page.goto(costs)
            page.locator(".q-grid input").first.fill(amount)
        anna.get_by_role("button", name="Speichern").click()
        anna.get_by_text("Gespeichert.", exact=True).wait_for()
        ben.get_by_role("button", name="Speichern").click()
        expect(ben.get_by_role("alert")).to_contain_text("100")
        expect(ben.locator(".q-grid input").first).to_have_value("200")
        assert axe(ben) == []
        ben.get_by_role("button", name="Speichern").click()
        ben.get_by_text("Gespeichert.", exact=True).wait_for()
        expect(ben.locator(".q-grid input").first).to_have_value("200")


def test_what_was_typed_survives_a_lost_page(visitors: Visitors, shop: Access) -> None:
    _begun(shop)
    with visitors.visit() as page:
        page.goto(f"/foerderbaukasten/{shop.key}/umsetzen/kosten/")
        page.locator(".q-grid input").first.fill("4.711")
        page.reload()
        page.get_by_text("Sie stehen wieder da").wait_for()
        expect(page.locator(".q-grid input").first).to_have_value("4.711")
        page.get_by_role("button", name="Speichern").click()
        page.get_by_text("Gespeichert.", exact=True).wait_for()
        page.reload()
        expect(page.get_by_text("Sie stehen wieder da")).to_be_hidden()
        expect(page.locator(".q-grid input").first).to_have_value("4.711")
