"""Being reminded of dates, in the browser: ordered, confirmed, ended; with the keyboard and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from browsing import NARROW, WIDE, Visitors, axe, too_wide
from django.contrib.auth.models import AnonymousUser
from playwright.sync_api import Page, expect

from quartier.portal.plans.services import ask
from quartier.portal.projects.services import Access, begin
from quartier.portal.reminders.models import Reminder

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "nachbarschaftshilfe.yaml"
NOBODY = AnonymousUser()
BUTTONS_WITH_CUT_LABELS = """[...document.querySelectorAll('.kern-btn')].filter(button => {
  const outer = button.getBoundingClientRect(), label = button.querySelector('.kern-label')?.getBoundingClientRect();
  return label && label.width > 1 && (label.left < outer.left || label.right > outer.right);
}).map(button => button.innerText)"""


@pytest.fixture
def help_at_home(transactional_db: None) -> Access:  # noqa: ARG001 - the server has a connection of its own
    """A neighbourhood help with its plans."""
    access = begin(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), actor=NOBODY)
    ask(access, actor=NOBODY)
    return access


def looked_at(page: Page) -> None:
    """Without barriers, nothing too wide, nothing cut."""
    assert axe(page) == [], page.url
    assert too_wide(page) == [], page.url
    assert page.evaluate(BUTTONS_WITH_CUT_LABELS) == [], page.url


@pytest.mark.parametrize(
    "look",
    [
        {"width": WIDE},
        {"width": NARROW, "language": "en", "theme": "dark"},
        {"width": NARROW, "javascript": False},
    ],
    ids=["wide", "phone-english-dark", "phone-without-javascript"],
)
def test_from_the_order_to_the_end(visitors: Visitors, help_at_home: Access, look: dict[str, object]) -> None:
    prefix = "/en" if look.get("language") == "en" else ""
    look_at = looked_at if look.get("javascript", True) else lambda _page: None  # axe is a script itself
    with visitors.visit(**look) as page:  # type: ignore[arg-type]  # passed on
        page.set_default_timeout(60_000)  # the server writes all papers while it answers
        page.goto(f"{prefix}/foerderbaukasten/{help_at_home.key}/unterlagen/")
        page.locator("a[href$='/unterlagen/erinnerungen/']").first.click()
        expect(page.locator(".q-tabs [aria-current]")).to_have_text(["Documents" if prefix else "Unterlagen"])
        page.locator("input[name=email]").fill("rat@example.org")
        page.locator("input[name=email]").press("Enter")
        expect(page.locator(".q-editions li")).to_contain_text("rat@example.org")
        look_at(page)
        reminder = Reminder.objects.get()
        for part in ("bestaetigen", "beenden"):
            page.goto(f"{prefix}/erinnerungen/{reminder.key}/{part}/")
            look_at(page)
            with page.expect_navigation():
                page.locator("main button[type=submit]").click()
            look_at(page)
    assert Reminder.objects.count() == 0


def test_a_wrong_address_stays_and_is_explained(visitors: Visitors, help_at_home: Access) -> None:
    with visitors.visit(javascript=False, expected=("422",)) as page:
        page.goto(f"/foerderbaukasten/{help_at_home.key}/unterlagen/erinnerungen/")
        page.locator("input[name=email]").fill("rat@example")
        page.locator("input[name=email]").press("Enter")
        expect(page.locator("input[name=email]")).to_have_value("rat@example")
        expect(page.locator("input[name=email]")).to_have_attribute("aria-invalid", "true")
    assert Reminder.objects.count() == 0
