"""Whoever wants to break it: hostile files and words, absurd money, thousands of rows, stale windows and lost logins.

Everything is explained, nothing typed is lost, nothing is changed that was not meant.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import NARROW, Visitors, axe, too_wide
from django.contrib.auth.models import AnonymousUser
from openpyxl import load_workbook
from playwright.sync_api import Dialog, FilePayload, Page, expect
from pytest_django import Settings
from workbooks import xlsx

from quartier.portal.plans import embedded
from quartier.portal.plans.services import ask
from quartier.portal.projects.models import StoredProject
from quartier.portal.projects.services import Access, begin, open_project

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dorfladen.yaml"
NOBODY = AnonymousUser()
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp.exe 😀 " + "x" * 120
FORMULA = "=cmd|'/c calc'!A1"
LOOKS = pytest.mark.parametrize(
    "look", [{"width": 1280}, {"width": NARROW, "javascript": False}], ids=["wide", "phone-without-javascript"]
)


def example(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - sections of a project
    return {**yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), **more}


@pytest.fixture
def worker(settings: Settings) -> Iterator[None]:
    """Solves plans beside the server, as in a small installation."""
    settings.PLANS_SOLVER, settings.PLANS_PROCESSES = "embedded", 1
    yield
    embedded.stop_worker()


@pytest.fixture
def shop(site: None) -> Access:  # noqa: ARG001 - the database is there
    """The village shop."""
    return begin(example(), actor=NOBODY)


def costs_of(access: Access) -> Any:  # noqa: ANN401 - a section
    return StoredProject.objects.get(pk=access.project.pk).data["costs"]


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return stream.getvalue()


def open_paste(page: Page, access: Access) -> None:
    page.goto(f"/foerderbaukasten/{access.key}/schritt/kosten/")
    page.get_by_text("Aus einer Tabelle übernehmen").click()


def told(page: Page) -> str:
    """What stands in the one alert of the page."""
    page.get_by_role("alert").wait_for()
    return page.get_by_role("alert").inner_text()


PROJECT_FILES = {
    "bombe.yaml": (b"a: &a [x, x]\nb: [*a, *a]\n", "Zeile 1: Anker", "a: &a"),
    "typen.yaml": (b"format: quartier.project/1\ntitle: [1]\ncosts: 5\n", "Zeile 2, title: erwartet einen Text", "[1]"),
    "utf16.yaml": ("title: Küche".encode("utf-16"), "kein UTF-8-Text", "title: Küche"),
    "bild.png": (bytes(range(256)) * 20, "kein UTF-8-Text", ""),
    "leer.yaml": (b"", "die Datei ist leer", ""),
    "riesig.yaml": (b"# x\n" * 1_000_000, "größer als 2 MB", ""),
    "flut.yaml": (
        b"format: quartier.project/1\n" + b"".join(b"k%d: 1\n" % n for n in range(30_000)),
        "noch mehr",
        "k9",
    ),
}


@LOOKS
def test_hostile_project_files(visitors: Visitors, site: None, look: dict[str, Any]) -> None:  # noqa: ARG001 - as above
    with visitors.visit(expected=("422",), **look) as page:
        for name, (content, problem, kept) in PROJECT_FILES.items():
            page.goto("/foerderbaukasten/datei/")
            page.get_by_label("Datei (YAML oder JSON)").set_input_files(file(f"../../{'x' * 200}{name}", content))
            page.get_by_role("button", name="Öffnen").click()
            assert problem in told(page), name
            assert kept in page.get_by_label("oder ihr Text").input_value(), name
            assert too_wide(page) == [], name
    assert StoredProject.objects.count() == 0


TABLES = {
    "bombe.xlsx": (bomb(), "entpackt zu groß"),
    "formel.xlsx": (xlsx(["Umbau", "=1000+2000"]), "Formel ohne Ergebnis"),
    "riesig.xlsx": (xlsx(["Umbau", 1e30]), "kein Betrag in Euro"),
    "kaputt.xlsx": (b"PK\x03\x04kaputt", "beschädigt"),
    "zehntausend.xlsx": (xlsx(*([f"Posten {number}", 5] for number in range(10_000))), "mehr als 300 Posten"),
    "zehntausend.csv": (b"Posten;5\n" * 10_000, "mehr als 300 Posten"),
    "gross.csv": (b"Posten;5\n" * 700_000, "größer als 5 MB"),
    "bild.csv": (b"\x89PNG\r\n", "keine XLSX- oder CSV-Datei"),
    "komma.csv": (b"Umbau,1000", "Semikolon"),
    "leer.csv": (b"", "keine Zeile mit Kosten"),
}


def test_hostile_tables(visitors: Visitors, shop: Access) -> None:
    before = costs_of(shop)
    with visitors.visit(expected=("422",), width=NARROW, javascript=False) as page:
        for name, (content, problem) in TABLES.items():
            open_paste(page, shop)
            page.locator("#id_costs-0-label").fill("Getippt")
            page.get_by_label("oder eine Datei (XLSX oder CSV)").set_input_files(file(name, content))
            page.get_by_role("button", name="Zeilen anfügen").click()
            assert problem in told(page), name
            expect(page.locator("#id_costs-0-label")).to_have_value("Getippt")
    assert costs_of(shop)[1:] == before[1:]


@LOOKS
def test_money_as_nobody_means_it(visitors: Visitors, shop: Access, look: dict[str, Any]) -> None:
    with visitors.visit(expected=("422",), **look) as page:
        page.goto(f"/foerderbaukasten/{shop.key}/schritt/kosten/")
        amount = page.locator("#id_costs-0-y2027")
        for text in ("-5", "1e30", "NaN", "12,000.50", "9" * 30, "=1+1"):
            amount.fill(text)
            page.get_by_role("button", name="Speichern", exact=True).click()
            expect(page.get_by_role("alert")).to_contain_text(f"„{text}“ ist kein Betrag in Euro")
            expect(amount).to_have_value(text)
            expect(amount).to_have_attribute("aria-invalid", "true")
        for text, kept in (("12.000,50 €", "12000.50"), ("١٢٠٠٠", "12000.00")):
            amount.fill(text)
            page.get_by_role("button", name="Speichern", exact=True).click()
            page.get_by_text("Gespeichert.", exact=True).first.wait_for()
            assert costs_of(shop)[0]["net"]["2027"] == kept


def test_thousands_of_rows(visitors: Visitors, shop: Access) -> None:
    count = len(costs_of(shop))
    many = "\n".join(f"Posten {number}\t5,50 €" for number in range(10_000))
    with visitors.visit(expected=("422", "413")) as page:
        open_paste(page, shop)
        page.locator("#cells").evaluate("(field, text) => { field.value = text; }", many)
        page.get_by_role("button", name="Zeilen anfügen").click()
        assert "mehr als 300 Posten" in told(page)
        assert page.locator("#cells").input_value().strip() == many
        some = "\n".join(many.split("\n")[:150])
        page.locator("#cells").evaluate("(field, text) => { field.value = text; }", some)
        page.get_by_role("button", name="Zeilen anfügen").dblclick()
        page.get_by_text("Zeilen übernommen").wait_for()
        assert len(costs_of(shop)) == count + 150  # once, in spite of two clicks
        page.get_by_role("button", name="Speichern", exact=True).click()
        page.get_by_text("Gespeichert.", exact=True).first.wait_for()
        open_paste(page, shop)
        page.locator("#cells").evaluate("field => { field.value = 'x'.repeat(3000000); }")
        page.get_by_role("button", name="Zeilen anfügen").click()
        page.get_by_role("heading", name="Das war zu viel auf einmal").wait_for()
    assert len(costs_of(shop)) == count + 150


def test_hostile_words_stay_words(visitors: Visitors, site: None, tmp_path: Path) -> None:  # noqa: ARG001 - as above
    data = example(title=HOSTILE)
    data["parties"][0]["name"] = data["costs"][0]["label"] = FORMULA
    data["costs"][1]["label"] = HOSTILE
    dialogs: list[Dialog] = []
    with visitors.visit(width=NARROW) as page:
        page.on("dialog", lambda dialog: dialogs.append(dialog))  # noqa: PLW0108 - Playwright marks what it is given
        page.set_default_timeout(60_000)
        page.goto("/foerderbaukasten/datei/")
        page.get_by_label("oder ihr Text").fill(json.dumps(data, default=str))
        page.get_by_role("button", name="Öffnen").click()
        page.get_by_role("heading", name="Beschreiben").wait_for()
        base = page.url
        parts = ("", "schritt/was/", "schritt/wer/", "schritt/kosten/", "schritt/mittel/", "passt/", "plan/")
        for part in (*parts, "plan/wenig-eigenes-geld/", "unterlagen/", "umsetzen/"):
            page.goto(f"{base}{part}")
            assert (part, too_wide(page)) == (part, [])
            expect(page.locator(".q-project__title")).to_have_text(HOSTILE.replace("\u202e", ""))
        page.goto(f"{base}unterlagen/")
        with page.expect_download() as found:
            page.get_by_role("link", name="Alle Unterlagen herunterladen").click()
        found.value.save_as(tmp_path / "alle.zip")
    assert dialogs == []
    assert live_formulas(tmp_path / "alle.zip", FORMULA[1:4]) == []


def live_formulas(path: Path, word: str) -> list[str]:
    """The cells of the workbooks in an archive that would calculate something with this word."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in (name for name in archive.namelist() if name.endswith(".xlsx")):
            cells = (cell for page in load_workbook(io.BytesIO(archive.read(name))) for row in page for cell in row)
            found += [f"{name}: {cell.value}" for cell in cells if cell.data_type == "f" and word in str(cell.value)]
    return found


def test_stale_windows(visitors: Visitors, shop: Access) -> None:
    """Two tabs, the way back, a deleted project: what was typed is still there, and it is said what happened."""
    title = f"/foerderbaukasten/{shop.key}/schritt/was/"
    with visitors.visit(expected=("409", "404", "htmx:", "Status Error")) as page:
        other = page.context.new_page()
        for tab in (page, other):
            tab.goto(title)
        page.get_by_label("Wie heißt Ihr Vorhaben?").fill("Erster")
        page.get_by_role("button", name="Speichern und weiter").click()
        page.get_by_role("heading", name="Wer?").wait_for()
        other.get_by_label("Wie heißt Ihr Vorhaben?").fill("Zweiter")
        other.get_by_role("button", name="Speichern", exact=True).click()
        assert "Sie selbst in einem anderen Fenster" in told(other)
        assert "Erster" in told(other)
        expect(other.get_by_label("Wie heißt Ihr Vorhaben?")).to_have_value("Zweiter")
        assert axe(other) == []
        page.go_back()
        expect(page.get_by_label("Wie heißt Ihr Vorhaben?")).to_have_value("Erster")
        StoredProject.objects.all().delete()
        page.get_by_label("Wie heißt Ihr Vorhaben?").fill("Gelöscht")
        page.get_by_label("Wie heißt Ihr Vorhaben?").blur()
        expect(page.get_by_text("Ihre Eingaben sind noch da. Bitte laden Sie")).to_be_visible()
        page.get_by_role("button", name="Speichern und weiter").click()
        page.get_by_role("heading", name="Dieses Vorhaben finden wir nicht").wait_for()
        page.go_back()
        expect(page.get_by_label("Wie heißt Ihr Vorhaben?")).to_have_value("Gelöscht")


@LOOKS
def test_links_that_open_nothing_and_lost_cookies(visitors: Visitors, shop: Access, look: dict[str, Any]) -> None:
    with visitors.visit(expected=("404", "403", "405"), **look) as page:
        for key in ("abgelaufen", shop.key[:-1], "00000000-0000-0000-0000-000000000000"):
            for part in ("", "plan/", "unterlagen/alle/"):
                page.goto(f"/foerderbaukasten/{key}/{part}")
                expect(page.get_by_role("heading", level=1)).to_have_text("Dieses Vorhaben finden wir nicht")
                assert too_wide(page) == []
        page.goto("/foerderbaukasten/neu/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Diese Adresse kann man nicht öffnen")
        page.goto(f"/foerderbaukasten/{shop.key}/schritt/was/")
        page.context.clear_cookies()
        page.get_by_label("Wie heißt Ihr Vorhaben?").fill("Ohne Anmeldung")
        page.get_by_role("button", name="Speichern und weiter").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Das Formular ist abgelaufen")
        page.go_back()
        expect(page.get_by_label("Wie heißt Ihr Vorhaben?")).to_have_value("Ohne Anmeldung")


@LOOKS
def test_a_programme_that_is_gone(visitors: Visitors, shop: Access, look: dict[str, Any]) -> None:
    project = shop.project
    project.data |= {"choose": {"without": ["bw-aufgegeben"]}, "facts": {"nie_mehr_gefragt": True}}
    project.save()
    with visitors.visit(**look) as page:
        page.set_default_timeout(60_000)
        for part, heading in (("", "Beschreiben"), ("passt/", "Was passt"), ("plan/", "Finanzierungspläne")):
            page.goto(f"/foerderbaukasten/{shop.key}/{part}")
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)
            expect(page.get_by_text("bw-aufgegeben")).to_be_visible()
            assert too_wide(page) == []


def test_plans_of_others_and_cancelled_plans(visitors: Visitors, shop: Access) -> None:
    job = ask(shop, actor=NOBODY)
    job.state = "cancelled"
    job.save()
    reader = open_project(shop.project.read_key, actor=NOBODY)
    with visitors.visit(expected=("403",)) as page:
        page.goto(f"/foerderbaukasten/{reader.key}/plan/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Abgebrochen")
        expect(page.get_by_role("button", name="Noch einmal rechnen")).to_have_count(0)
        page.goto(f"/foerderbaukasten/{shop.key}/plan/")
        page.get_by_role("button", name="Noch einmal rechnen").dblclick()
        expect(page.get_by_role("heading", level=1)).to_have_text("Finanzierungspläne", timeout=60_000)
        assert axe(page) == []


def test_a_restart_and_a_lost_connection_while_a_plan_is_reckoned(
    visitors: Visitors,
    shop: Access,
    worker: None,  # noqa: ARG001 - plans are solved beside the server
) -> None:
    with visitors.visit(expected=("ERR_INTERNET_DISCONNECTED", "htmx:")) as page:
        page.goto(f"/foerderbaukasten/{shop.key}/plan/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Der Plan wird gerechnet")
        page.context.set_offline(True)
        embedded.stop_worker()
        expect(page.get_by_text("Keine Verbindung.")).to_be_visible()
        page.context.set_offline(False)
        expect(page.get_by_role("heading", level=1)).to_have_text("Finanzierungspläne", timeout=60_000)
