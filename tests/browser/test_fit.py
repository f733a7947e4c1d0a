"""Programmes and what fits, in a real browser: no barriers, phone width, answers by keyboard, without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from browsing import NARROW, WIDE, Visitors, axe, layout_shift, screenshot, too_wide, weight
from playwright.sync_api import expect

from quartier.portal.projects import services
from quartier.portal.projects.services import Access

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PUBLIC = ("/programme/", "/programme/?q=Mittagstisch", "/programme/?q=xqzwv", "/programme/bw-quartiersimpulse/")
HEAVIEST = 300_000
ONE_LINE = 120
"""Pixels that the line on what was changed may take."""
FONTS = 0.001
"""Words of the navigation move by a hair when the font of a long page comes last."""


@pytest.fixture
def kept(site: None) -> Access:  # noqa: ARG001 - the database is there
    """The worked example of a neighbourhood help of which little is known yet."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 - needs Django set up

    data = yaml.safe_load((EXAMPLES / "nachbarschaftshilfe.yaml").read_text(encoding="utf-8"))
    parties = [{"id": "verein", "type": "registered_association", "name": "Verein Nachbarn"}]
    less = {"parties": parties, "facts": {}, "own_funds": {}, "third_party": [], "in_kind": []}
    costs = [{"id": "a", "kind": "personnel", "measure": "neighbourhood_help", "gross": {"2027": 9000}}]
    return services.begin({**data, **less, "costs": costs}, actor=AnonymousUser())


def paths(access: Access) -> tuple[str, ...]:
    """Every kind of page of the two apps."""
    here = f"/foerderbaukasten/{access.key}/passt/"
    return (*PUBLIC, here, f"{here}programm/bw-beteiligungstaler/", f"{here}antworten/")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_have_no_barriers(visitors: Visitors, kept: Access, prefix: str, theme: str) -> None:
    with visitors.visit(theme=theme) as page:
        for path in paths(kept):
            page.goto(prefix + path)
            assert {path: axe(page)} == {path: []}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_fit_the_screen_and_nothing_jumps(visitors: Visitors, kept: Access, width: int) -> None:
    for number, path in enumerate(paths(kept)):
        with visitors.visit(width=width) as page:
            page.goto(path)
            assert {path: too_wide(page)} == {path: []}
            assert layout_shift(page) < FONTS
            assert sum(weight(page).values()) < HEAVIEST, weight(page)
            screenshot(page, f"fit-{number}-{width}")


def test_answer_by_keyboard(visitors: Visitors, kept: Access) -> None:
    with visitors.visit() as page:
        page.goto(f"/foerderbaukasten/{kept.key}/passt/")
        question = page.locator(".q-question").first
        asked = question.get_attribute("id")
        question.get_by_role("button", name="Ja").focus()
        place = page.locator(".q-asked").first.bounding_box()
        page.keyboard.press("Enter")
        expect(page.locator("#fit-news")).to_contain_text("Gespeichert.")
        expect(page.locator("#fit-questions")).to_be_focused()
        expect(page.locator(".q-question").first).not_to_have_id(str(asked))
        moved = page.locator(".q-asked").first.bounding_box()
        assert place
        assert moved
        assert abs(place["y"] - moved["y"]) < ONE_LINE

        page.get_by_role("button", name=re.compile("zurücknehmen")).click()
        expect(page.locator("#fit-news")).to_contain_text("Zurückgenommen.")
        expect(page.locator(".q-question").first).to_have_id(str(asked))


def test_filters_stand_in_the_address(visitors: Visitors, kept: Access) -> None:
    with visitors.visit() as page:
        page.goto(f"/foerderbaukasten/{kept.key}/passt/")
        page.get_by_label("Wer das Geld gibt").select_option("lottery")
        page.wait_for_url(re.compile("level=lottery"))
        expect(page.locator(".q-fitcard").first).to_contain_text("Lotterie")

        page.locator(".q-question").first.get_by_role("button", name="Nein").click()
        expect(page.locator("#fit-news")).to_contain_text("Gespeichert.")
        assert "level=lottery" in page.url
        expect(page.locator(".q-fitcard").last).to_contain_text("Lotterie")


def test_more_programmes_go_on_where_the_list_ended(visitors: Visitors, kept: Access) -> None:
    with visitors.visit() as page:
        page.goto(f"/foerderbaukasten/{kept.key}/passt/")
        shown = page.locator("#group-fails .q-fitcard").count()
        page.locator("#more-fails").click()
        expect(page.locator("#group-fails .q-fitcard")).to_have_count(2 * shown)
        expect(page.locator(f"#card-fails-{shown + 1}")).to_be_focused()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_answer_and_undo_without_javascript(visitors: Visitors, kept: Access, width: int) -> None:
    with visitors.visit(javascript=False, width=width) as page:
        page.goto(f"/foerderbaukasten/{kept.key}/passt/?level=state")
        page.locator(".q-question").first.get_by_role("button", name="Weiß ich nicht").click()
        expect(page.get_by_text("Gespeichert.").first).to_be_visible()
        assert "level=state" in page.url
        page.get_by_role("button", name=re.compile("zurücknehmen")).click()
        expect(page.get_by_text("Zurückgenommen.").first).to_be_visible()


def test_search_for_programmes_while_typing(visitors: Visitors, site: None) -> None:  # noqa: ARG001 - as above
    with visitors.visit() as page:
        page.goto("/programme/")
        page.get_by_label("Worum geht es?").press_sequentially("Bürgerbus")
        page.wait_for_url(re.compile("q=B"))
        expect(page.locator(".q-programme").first).to_contain_text("Bürgerbus")


def test_terms_are_explained_on_the_spot(visitors: Visitors, site: None) -> None:  # noqa: ARG001 - as above
    with visitors.visit(javascript=False) as page:
        page.goto("/programme/bw-quartiersimpulse/")
        page.get_by_text("Anteilsfinanzierung").first.click()
        expect(page.get_by_text("Das Programm zahlt einen festen Teil der Kosten").first).to_be_visible()
