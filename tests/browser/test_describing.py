"""Describing a project in a browser loses nothing: neither pasted rows nor what is typed without a connection."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from browsing import Visitors, axe
from django.contrib.auth.models import AnonymousUser
from playwright.sync_api import expect

from quartier.portal.projects.services import Access, begin

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def shop(site: None) -> Access:  # noqa: ARG001 - the database is there
    """The village shop without its costs."""
    data = yaml.safe_load((EXAMPLES / "dorfladen.yaml").read_text(encoding="utf-8"))
    return begin({**data, "costs": []}, actor=AnonymousUser())


def test_what_was_typed_before_never_covers_rows_that_came_later(visitors: Visitors, shop: Access) -> None:
    with visitors.visit() as page:
        page.goto(f"/foerderbaukasten/{shop.key}/schritt/kosten/")
        page.locator("#id_costs-0-label").fill("Umbau")
        page.locator("#id_costs-0-kind").select_option("investment")
        page.locator("#id_costs-0-y2027").fill("165.000")
        page.get_by_role("button", name="Speichern", exact=True).click()
        page.get_by_text("Aus einer Tabelle übernehmen").click()
        page.get_by_label("Zeilen", exact=True).fill("Ladentechnik\t78.000\nErste Ware\t12.000,50 €")
        page.get_by_role("button", name="Zeilen anfügen").click()

        expect(page.locator("#id_costs-1-label")).to_have_value("Ladentechnik")
        expect(page.locator("#id_costs-2-y2027")).to_have_value("12.000,50")
        page.locator("#id_costs-0-DELETE").check()
        page.get_by_role("button", name="Speichern", exact=True).click()
        expect(page.locator("#id_costs-0-label")).to_have_value("Ladentechnik")


def test_without_a_connection_people_are_told_and_keep_what_they_typed(visitors: Visitors, shop: Access) -> None:
    with visitors.visit(expected=("ERR_INTERNET_DISCONNECTED", "htmx:")) as page:
        page.goto(f"/foerderbaukasten/{shop.key}/schritt/was/", wait_until="networkidle")
        page.context.set_offline(True)
        page.get_by_label("Wie heißt Ihr Vorhaben?").fill("Unser Dorfladen")
        page.get_by_label("Wie heißt Ihr Vorhaben?").blur()
        note = page.get_by_text("Keine Verbindung.")
        expect(note).to_be_visible()
        assert axe(page) == []
        page.context.set_offline(False)
        page.reload()
        expect(page.get_by_label("Wie heißt Ihr Vorhaben?")).to_have_value("Unser Dorfladen")
        page.get_by_label("Wie heißt Ihr Vorhaben?").press("End")
        page.keyboard.type("!")
        page.get_by_label("Wie heißt Ihr Vorhaben?").blur()
        expect(page.locator("#saved")).to_contain_text("Gespeichert")
        expect(note).to_be_hidden()
