"""Describing a project in a browser loses nothing: neither pasted rows nor what is typed without a connection."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from browsing import NARROW, WIDE, Visitors, axe, too_wide
from django.contrib.auth.models import AnonymousUser
from playwright.sync_api import expect

from quartier.portal.projects.services import Access, begin, change

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


def test_what_is_decided_already_changes_the_plan(visitors: Visitors, site: None) -> None:  # noqa: ARG001 - as above
    data = yaml.safe_load((EXAMPLES / "dorfladen.yaml").read_text(encoding="utf-8"))
    access = begin(data, actor=AnonymousUser())
    plan = f"/foerderbaukasten/{access.key}/plan/wenig-eigenes-geld/"
    with visitors.visit() as page:
        page.set_default_timeout(60_000)
        page.goto(plan)
        expect(page.locator("#applications ~ *").first).to_contain_text("89.950\N{NO-BREAK SPACE}€", timeout=60_000)
        page.get_by_role("link", name="Frühere Beihilfen ansehen oder eintragen").click()

        page.get_by_text("Ist schon etwas bewilligt?").click()
        page.locator("#id_granted-0-what").select_option("bw-beteiligungstaler")
        page.locator("#id_granted-0-amount").fill("12.000,50 €")
        page.locator("#id_granted-0-decided_on").fill("2025-03-01")
        page.get_by_text("De-minimis-Beihilfen erhalten?").click()
        page.locator("#id_aid-0-amount").fill("290.000")
        page.locator("#id_aid-0-decided_on").fill("2026-02-01")
        page.get_by_role("button", name="Weitere Beihilfen", exact=True).click()
        expect(page.locator("#id_aid-3-amount")).to_be_visible()
        expect(page.locator("#id_granted-0-amount")).to_have_value("12.000,50")

        page.goto(plan)
        expect(page.get_by_role("rowheader", name="bewilligt: Beteiligungstaler")).to_be_visible()
        expect(page.locator("#applications ~ *").first).to_contain_text("10.000\N{NO-BREAK SPACE}€")


@pytest.mark.parametrize("scripts", ["with", "without"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_step_about_money_has_no_barriers_and_fits(
    visitors: Visitors, shop: Access, prefix: str, scripts: str
) -> None:
    decided = {"amount": "290000.00", "decided_on": "2026-02-01"}
    change(shop, "aid_received", [decided], actor=AnonymousUser())
    change(shop, "granted", [{"programme": "eu-leader", **decided}], actor=AnonymousUser())
    for width in (WIDE, NARROW):
        with visitors.visit(width=width, language="en" if prefix else "de", javascript=scripts == "with") as page:
            for path in ("schritt/mittel/?mehr=aid", ""):
                page.goto(f"{prefix}/foerderbaukasten/{shop.key}/{path}")
                if scripts == "with":
                    assert axe(page) == []
                    assert too_wide(page) == []
                if path:
                    page.locator("#id_aid-0-amount").fill(f"{width}")
                    page.locator("#id_aid-0-DELETE").uncheck()
                    page.get_by_role("button", name="Save" if prefix else "Speichern", exact=True).click()
                    expect(page.locator("#id_aid-0-amount")).to_have_value(f"{width:,}".replace(",", "."))
