"""News in a real browser: reading, filtering and sharing; writing, preview, review and publication under the policy."""

from __future__ import annotations

import pytest
from browsing import NARROW, WIDE, Visitors, axe, layout_shift, screenshot, too_wide
from django.conf import settings as portal
from django.core.cache import cache
from django.test import Client
from people import make_person
from playwright.sync_api import Page, expect
from pytest_django import Settings

from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import Role

pytestmark = pytest.mark.django_db(transaction=True)
ARTICLE = "/aktuelles/dorfladen-finanzieren/"


@pytest.fixture
def demo(site: None) -> None:  # noqa: ARG001 - the tree must be there
    from quartier.portal.library.setup import set_up  # noqa: PLC0415 - needs Django set up
    from quartier.portal.newsroom.demo.loading import load  # noqa: PLC0415 - as above

    cache.clear()
    set_up()
    load()


def log_in(page: Page, user: User) -> None:
    """Give the visitor a session of this person."""
    client = Client()
    client.force_login(user)
    value = client.cookies[portal.SESSION_COOKIE_NAME].value
    base = str(page.evaluate("location.origin"))
    page.context.add_cookies([{"name": portal.SESSION_COOKIE_NAME, "value": value, "url": base}])


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("width", "theme"), [(WIDE, "light"), (NARROW, "dark")])
def test_reading(visitors: Visitors, width: int, theme: str) -> None:
    with visitors.visit(width=width, theme=theme) as page:
        for path in ("/aktuelles/", ARTICLE, "/en/aktuelles/warum-foerdergeld-liegen-bleibt/", "/strategie/"):
            page.goto(path)
            assert (path, layout_shift(page), axe(page), too_wide(page)) == (path, 0, [], [])
            screenshot(page, f"news-{path.strip('/').replace('/', '-')}-{width}")


@pytest.mark.usefixtures("demo")
def test_filter_and_share_without_javascript(visitors: Visitors) -> None:
    with visitors.visit(javascript=False, width=NARROW) as page:
        page.goto("/aktuelles/")
        page.select_option("select[name=thema]", "digitalisation")
        page.click(".q-filter button")
        expect(page.locator("article")).to_have_count(1)
        page.click("article a")
        expect(page.locator("#share-url")).to_have_value(f"{portal.SITE_URL}/aktuelles/mediensprechstunde-elzach/")
        expect(page.locator("[data-share=copy]")).to_be_hidden()
        page.click("text=Mastodon")
        page.fill("[name=server]", "@jemand@social.example")
        page.click("form.q-form button")
        target = page.get_by_role("link", name="Weiter zu social.example").get_attribute("href")
        assert str(target).startswith("https://social.example/share?text=")


@pytest.mark.usefixtures("demo")
def test_copying_the_address(visitors: Visitors) -> None:
    with visitors.visit(permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(ARTICLE)
        page.click("[data-share=copy]")
        expect(page.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == f"{portal.SITE_URL}{ARTICLE}"


@pytest.mark.usefixtures("demo")
def test_from_draft_to_publication(visitors: Visitors, settings: Settings) -> None:
    from quartier.portal.newsroom.models import NewsIndexPage  # noqa: PLC0415 - as above

    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # a draft saved at the moment of sending would make the new page twice
    archive = NewsIndexPage.objects.get(locale__language_code="de")
    with visitors.visit() as page:
        page.goto("/barriere-melden/")
        log_in(page, make_person(Role.EDITOR))
        page.goto(f"/redaktion/pages/add/newsroom/newspage/{archive.pk}/")
        write(page)
        page.locator("button[aria-label*=orschau]").first.click()
        shown = page.frame_locator("iframe[src*='preview']").locator("h1")
        expect(shown).to_contain_text("Aus dem Browser", timeout=15_000)
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
        page.locator("footer button[name=action-submit]").first.click()
        expect(page.get_by_text("zur Moderation eingereicht")).to_be_visible()
    with visitors.visit() as page:
        page.goto("/barriere-melden/")
        log_in(page, make_person(Role.CHIEF_EDITOR))
        page.goto("/redaktion/")
        page.get_by_role("link", name="Aus dem Browser").first.click()
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
        page.locator("footer button[data-workflow-action-name=approve]").first.click()
        page.wait_for_url("**/redaktion/pages/*/")
        page.goto("/aktuelles/aus-dem-browser/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Aus dem Browser")


def write(page: Page) -> None:
    """Fill in the form with a picture and a text, as an editor does."""
    page.fill("#id_kicker", "Probe")
    page.fill("#id_title", "Aus dem Browser")
    page.fill("#id_lead", "Das ist der Vorspann.")
    page.fill("#id_office", "Redaktion")
    page.locator("input[name=topics]").first.check()
    page.get_by_role("button", name="Bild auswählen").first.click()
    page.locator(".modal a.image-choice").first.click()
    page.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Text").first.click()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("Hallo aus dem Editor.")
