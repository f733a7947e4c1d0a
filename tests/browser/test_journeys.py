"""A mayor, an association, a cooperative: from the empty page to the archive with all documents, typing as people do.

Plans are solved by a real worker; every page on the way is checked for barriers.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, Visitors, axe, screenshot, too_wide
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django import Settings

from quartier.portal.plans import embedded
from quartier.service.catalogue import the_catalogue

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 180_000


@dataclass(frozen=True)
class Persona:
    """Somebody with a project. `pasted` are lines from a spreadsheet; `own` and `after` amounts as they are typed."""

    name: str
    place: str
    title: str
    topics: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]
    start: str
    end: str
    first: tuple[str, str, str]
    pasted: str
    own: str
    after: str
    width: int = WIDE


MAYOR = Persona(
    name="mayor",
    place="Hülben",
    title="Dorfgemeinschaftshaus in der alten Schule",
    topics=("Pflege und Gesundheit", "Beteiligung"),
    parties=(("Stadt oder Gemeinde", "Gemeinde Hülben"), ("eingetragener Verein", "Bürgergemeinschaft e. V.")),
    start="2027-01",
    end="2028-12",
    first=("Umbau der alten Schule", "Umbau", "320.000"),
    pasted=(
        "Posten\tKostenart\t2027\t2028\n"
        "Koordination\tPersonal\t33.000,00 €\t34.000,00 €\n"
        "Beteiligung\tSachkosten\t4000\t2000"
    ),
    own="150.000",
    after="35.000",
)
ASSOCIATION = Persona(
    name="association",
    place="Bad Urach",
    title="Nachbarn helfen Nachbarn",
    topics=("Pflege und Gesundheit", "Beteiligung"),
    parties=(("eingetragener Verein", "Miteinander e. V."), ("Stadt oder Gemeinde", "Stadt")),
    start="2027-01",
    end="2027-12",
    first=("Beratung, fünf Tage", "Honorare", "4.760"),
    pasted=(
        "Auftaktveranstaltungen\tSachkosten\t2.000\n"
        "Schulung der Freiwilligen\tSachkosten\t1.800,00 €\n"
        "E-Rikscha\tAusstattung\t9800"
    ),
    own="2.500",
    after="1.200,50 €",
    width=NARROW,
)
COOPERATIVE = Persona(
    name="cooperative",
    place="Sonnenbühl",
    title="Dorfladen in Bürgerhand",
    topics=("Wirtschaft und Nahversorgung",),
    parties=(("Genossenschaft", "Dorfladen eG"), ("Stadt oder Gemeinde", "Gemeinde Sonnenbühl")),
    start="2027-01",
    end="2027-12",
    first=("Umbau", "Umbau", "165.000"),
    pasted="Ladentechnik\tAusstattung\t78.000\nPlanung\tPlanung\t14.000\nErste Ware\tWaren\t32.000",
    own="65.000",
    after="12.000",
)


@pytest.fixture
def worker(settings: Settings) -> Iterator[None]:
    """Solves plans beside the server, as in a small installation."""
    settings.PLANS_SOLVER, settings.PLANS_PROCESSES = "embedded", 1
    yield
    embedded.stop_worker()


class Journey:
    """One persona on the way; looks at every page."""

    def __init__(self, page: Page, persona: Persona) -> None:
        self.page, self.persona, self._seen = page, persona, 0
        page.set_default_timeout(PATIENCE)

    def look(self, name: str) -> None:
        """No barriers, nothing too wide; a picture for whoever wants to see what the persona saw."""
        self._seen += 1
        assert {name: axe(self.page)} == {name: []}
        assert {name: too_wide(self.page)} == {name: []}
        screenshot(self.page, f"journey-{self.persona.name}-{self._seen:02d}-{name}")

    def on(self) -> None:
        """To the next step; nothing may be wrong with this one."""
        before = self.page.url
        self.page.get_by_role("button", name=re.compile("^Speichern und")).click()
        self.page.wait_for_url(lambda url: url != before)
        assert self.page.locator("#form-errors").count() == 0

    def describe(self) -> None:
        """The seven steps."""
        page, who = self.page, self.persona
        page.goto("/foerderbaukasten/")
        self.look("start")
        page.get_by_role("button", name="Beginnen").click()
        page.get_by_label("Stadt oder Gemeinde").press_sequentially(who.place, delay=10)
        page.get_by_role("radio", name=re.compile(who.place)).first.check()
        self.look("place")
        self.on()
        page.get_by_label("Wie heißt Ihr Vorhaben?").fill(who.title)
        for topic in who.topics:
            page.get_by_role("checkbox", name=re.compile(topic)).first.check()
        self.look("what")
        self.on()
        self._parties()
        page.get_by_label("Beginn", exact=True).fill(who.start)
        page.get_by_label("Ende", exact=True).fill(who.end)
        self.look("when")
        self.on()
        self._costs()
        page.get_by_label("Eigenes Geld 2027").first.fill(who.own)
        self.look("money")
        self.on()
        page.locator("input.q-amount").first.fill(who.after)
        self.look("afterwards")
        self.on()
        self.look("overview")

    def _parties(self) -> None:
        for number, (kind, name) in enumerate(self.persona.parties):
            option = self.page.locator(f"#id_parties-{number}-type option", has_text=re.compile(kind)).first
            self.page.locator(f"#id_parties-{number}-type").select_option(option.get_attribute("value"))
            self.page.locator(f"#id_parties-{number}-name").fill(name)
        self.look("who")
        self.on()

    def _costs(self) -> None:
        label, kind, amount = self.persona.first
        self.page.locator("#id_costs-0-label").fill(label)
        option = self.page.locator("#id_costs-0-kind option", has_text=re.compile(kind)).first
        self.page.locator("#id_costs-0-kind").select_option(option.get_attribute("value"))
        self.page.locator("#id_costs-0-y2027").fill(amount)
        self.page.get_by_role("button", name="Speichern", exact=True).click()
        self.page.get_by_text("Aus einer Tabelle übernehmen").click()
        self.page.get_by_label("Zeilen", exact=True).fill(self.persona.pasted)
        self.page.get_by_role("button", name="Zeilen anfügen").click()
        self.page.get_by_text("Zeilen übernommen").wait_for()
        self.look("costs")
        self.on()

    def fit(self) -> None:
        """What fits, and one question answered on the spot."""
        self.page.get_by_role("link", name="Was passt").first.click()
        self.page.locator("#fit-questions").wait_for()
        self.look("fit")
        yes = self.page.get_by_role("button", name="Ja", exact=True)
        asked = self.page.locator(".q-question").filter(has=yes).first
        before = asked.get_attribute("id")
        asked.get_by_role("button", name="Ja", exact=True).click()
        expect(self.page.locator(f"#{before}")).to_have_count(0)
        self.look("answered")

    def plan(self) -> None:
        """The plans once the worker has found them, and one amount explained."""
        self.page.get_by_role("link", name="Plan", exact=False).filter(visible=True).first.click()
        self.page.get_by_role("link", name=re.compile("^Plan ansehen")).first.wait_for()
        self.look("plans")
        self.page.get_by_role("link", name=re.compile("^Plan ansehen")).first.click()
        self.page.get_by_role("button", name="Mit diesem Plan weiterarbeiten").click()
        self.look("plan")
        self.page.locator("a[href*='/zuschuss/']").first.click()
        self.page.locator("#grant-heading").wait_for()
        self.look("amount")
        if self.page.get_by_role("dialog").count():
            self.page.keyboard.press("Escape")

    def documents(self, folder: Path) -> Path:
        """The archive with everything."""
        self.page.get_by_role("link", name="Unterlagen").first.click()
        link = self.page.get_by_role("link", name=re.compile("Alle Unterlagen herunterladen"))
        link.wait_for()
        self.look("documents")
        with self.page.expect_download() as found:
            link.click()
        path = folder / found.value.suggested_filename
        found.value.save_as(path)
        return path


def check_archive(path: Path, total: str) -> None:
    """Every file opens, says that it is a draft and of which catalogue, and has the costs that were typed."""
    assert path.name.endswith("-entwurf.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        sheet = next(name for name in names if name.endswith(".xlsx") and "finanz" in name.lower())
        book = load_workbook(archive.open(sheet))
    assert {Path(name).suffix for name in names} >= {".xlsx", ".pdf", ".docx", ".ics"}
    words = " ".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value)
    assert "Entwurf" in words
    assert the_catalogue().digest.removeprefix("sha256:")[:8] in words
    assert total in words


@pytest.mark.parametrize(
    ("persona", "total"),
    [(MAYOR, "320000"), (ASSOCIATION, "9800"), (COOPERATIVE, "165000")],
    ids=["mayor", "association-on-a-phone", "cooperative"],
)
def test_from_the_empty_page_to_the_archive(
    visitors: Visitors,
    worker: None,  # noqa: ARG001 - plans are solved beside the server
    tmp_path: Path,
    persona: Persona,
    total: str,
) -> None:
    with visitors.visit(width=persona.width) as page:
        journey = Journey(page, persona)
        journey.describe()
        journey.fit()
        journey.plan()
        check_archive(journey.documents(tmp_path), total)
