"""Changing an edition in the browser: a rate, a deadline, a condition made with the builder; the live test follows."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import NARROW, WIDE, Visitors, axe, screenshot, too_wide
from drafting import begin_draft
from people import make_person
from playwright.sync_api import expect

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role
from quartier.portal.editors import services


@pytest.fixture
def author(site: None) -> User:  # noqa: ARG001 - the tables must be there
    """Who maintains programmes."""
    return make_person(Role.PROGRAMME_EDITOR)


@pytest.fixture
def draft(author: User) -> services.Draft:
    """A draft of a real edition."""
    return begin_draft(author)


def form(draft: services.Draft, slug: str, language: str = "de") -> str:
    """Where a section is."""
    return f"{'/en' if language == 'en' else ''}/programmpflege/formular/{draft.pk}/{slug}/"


def kept(draft: services.Draft, author: User) -> Any:  # noqa: ANN401 - a document
    """The draft as it is kept."""
    return services.document_of(services.open_draft(draft.pk, actor=author))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_rate_and_condition_with_live_test(visitors: Visitors, author: User, draft: services.Draft, width: int) -> None:
    with visitors.visit(width=width) as page:
        visitors.let_in(page, author)
        page.goto(draft.get_absolute_url())
        page.get_by_role("link", name="Im Formular bearbeiten").click()
        page.get_by_role("link", name="Baustein 1").click()
        live = page.locator("#probe")
        page.locator("#probe summary").first.click()
        expect(live).to_contain_text("bis zu 81.139 €")
        page.fill("[id='id_block.pays.rate']", "40")
        expect(live).not_to_contain_text("bis zu 81.139 €")
        page.click("[id='id_block.conditions-add']")
        fact = page.locator("[id='id_block.conditions.1.when.fact']")
        page.fill("[id='id_block.conditions.1.text.de']", "Nur sehr kleine Orte.")
        fact.fill("Einwohnerzahl der Gemeinde")
        fact.press("Tab")
        page.select_option("[id='id_block.conditions.1.when.op']", "at_most")
        value = page.locator("[id='id_block.conditions.1.when.value']")
        expect(value).to_be_visible()
        expect(page.locator("[id='id_block.conditions.1.when.op']")).to_have_value("at_most")
        value.fill("10")
        page.select_option("[id='id_block.conditions.1.source']", index=1)
        expect(live.locator(".kern-badge--success")).to_have_count(0)
        expect(page.locator("#probe-sum")).to_have_text("Es passt bei 0 von 7, offen ist es bei 0.")
        assert axe(page) == []
        assert too_wide(page) == []
        page.get_by_role("button", name="Entwurf speichern").click()
        expect(page.locator("main")).to_contain_text("Gespeichert.")
        expect(page.locator("main")).to_contain_text("Einwohnerzahl der Gemeinde: höchstens 10 Einwohner")
    block = kept(draft, author)["blocks"][0]
    assert block["pays"]["rate"] == 40
    assert block["conditions"][1]["when"] == {"fact": "place.population", "at_most": 10}
    assert block["conditions"][1]["id"] == "nur-sehr-kleine-orte"


@pytest.mark.parametrize("language", ["de", "en"])
def test_deadline_without_javascript(visitors: Visitors, author: User, draft: services.Draft, language: str) -> None:
    with visitors.visit(javascript=False, language=language) as page:
        visitors.let_in(page, author)
        page.goto(form(draft, "fristen", language))
        page.fill("[id='id_intake.rounds.0.closes']", "2030-08-14")
        page.click("[id='id_intake.rounds-add']")
        number = page.locator("[id^='id_intake.rounds.'][id$='.opens']").count() - 1
        page.fill(f"[id='id_intake.rounds.{number}.closes']", "2031-08-14")
        page.select_option(f"[id='id_intake.rounds.{number}.source']", index=1)
        page.get_by_role("button", name="Entwurf speichern" if language == "de" else "Save draft").click()
        expect(page.locator("main")).to_contain_text("Gespeichert." if language == "de" else "Saved.")
    days = [str(one["closes"]) for one in kept(draft, author)["intake"]["rounds"]]
    assert days[0] == "2030-08-14"
    assert days[-1] == "2031-08-14"


@pytest.mark.parametrize(
    "look",
    [{"width": WIDE}, {"width": NARROW, "language": "en", "theme": "dark"}, {"width": NARROW, "javascript": False}],
    ids=["wide", "phone-english-dark", "phone-without-javascript"],
)
def test_two_people_in_one_section(
    visitors: Visitors, author: User, draft: services.Draft, look: dict[str, Any]
) -> None:
    """The rate both changed is chosen; the rest of both is joined."""
    save = "Save draft" if look.get("language") else "Entwurf speichern"
    where = form(draft, "baustein-1", look.get("language", "de"))
    with visitors.visit(expected=("409",), **look) as page, visitors.visit() as other:
        visitors.let_in(page, author)
        visitors.let_in(other, make_person(Role.PROGRAMME_EDITOR))
        page.goto(where)
        other.goto(form(draft, "baustein-1"))
        other.fill("[id='id_block.pays.rate']", "40")
        other.fill("[id='id_block.pays.earmark_years']", "5")
        other.get_by_role("button", name="Entwurf speichern").click()
        expect(other.locator("main")).to_contain_text("Gespeichert.")
        page.fill("[id='id_block.pays.rate']", "30")
        page.fill("[id='id_block.name.de']", "Anders")
        page.get_by_role("button", name=save).click()
        expect(page.locator("#conflict fieldset")).to_have_count(1)
        expect(page.locator("#conflict")).to_contain_text("30")
        expect(page.locator("[id='id_block.name.de']")).to_have_value("Anders")
        expect(page.locator("[id='id_block.pays.earmark_years']")).to_have_value("5")
        if look.get("javascript", True):
            assert axe(page) == []
            assert too_wide(page) == []
            screenshot(page, f"edition-form-conflict-{look['width']}")
        page.locator("#theirs-1").check()
        page.get_by_role("button", name=save).click()
        expect(page.locator("#conflict")).to_have_count(0)
        expect(page.locator("[id='id_block.pays.rate']")).to_have_value("40")
    block = kept(draft, author)["blocks"][0]
    assert (block["name"]["de"], block["pays"]["rate"], block["pays"]["earmark_years"]) == ("Anders", 40, 5)


@pytest.mark.parametrize("look", [{"width": WIDE}, {"width": NARROW, "language": "en", "theme": "dark"}])
def test_every_section_without_barriers(
    visitors: Visitors, author: User, draft: services.Draft, look: dict[str, Any]
) -> None:
    with visitors.visit(**look) as page:
        visitors.let_in(page, author)
        page.goto(form(draft, "grunddaten", look.get("language", "de")))
        addresses = page.locator(".q-ef-nav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        assert len(addresses) > 10
        for address in addresses:
            page.goto(address)
            assert axe(page) == [], address
            assert too_wide(page) == [], address


def test_mistake_is_found_by_its_link(visitors: Visitors, author: User, draft: services.Draft) -> None:
    with visitors.visit(expected=("422",)) as page:
        visitors.let_in(page, author)
        page.goto(form(draft, "baustein-1"))
        page.fill("[id='id_block.pays.rate']", "achtzig")
        page.get_by_role("button", name="Entwurf speichern").click()
        page.locator("#form-errors a").click()
        expect(page.locator("[id='id_block.pays.rate']")).to_be_focused()
        expect(page.locator("[id='id_block.pays.rate']")).to_have_value("achtzig")
        assert axe(page) == []
    assert services.open_draft(draft.pk, actor=author).revision == 1
