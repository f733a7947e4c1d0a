"""The workbook of the financing plan: recalculated by LibreOffice it is the plan to the cent, and formulas are live."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.documents.samples import EXAMPLES, dossier, example
from tests.documents.spreadsheets import as_written, cells, cents, needs_office, recalculated, table
from tests.planning.checking.conftest import project

from quartier.documents.financing_plan import financing_plan_xlsx
from quartier.documents.ledger import Kind, ledger_of

SHEETS = [
    "Übersicht",
    "Kosten",
    "Finanzierung",
    "je Jahr",
    "je Kostenposition",
    "Liquidität",
    "Nach der Förderung",
    "Quellen",
    "Einzelbeträge",
]


def balances(book: Workbook) -> list[int]:
    """Every cell that says whether costs and financing agree."""
    found = [cents(row["Deckung"]) for row in table(book, "je Jahr")]
    found += [cents(row["Deckung"]) for row in table(book, "je Kostenposition", 6)]
    for name in ("Übersicht", "Finanzierung"):
        for row in book[name].iter_rows(values_only=True):
            if any(str(value).startswith("Deckung (") for value in row):
                found += [cents(value) for value in row if isinstance(value, int | float)]
    return found


@needs_office
@pytest.mark.parametrize("name", EXAMPLES)
def test_recalculated_it_is_the_plan_to_the_cent(name: str, tmp_path: Path) -> None:
    of = example(name)
    ledger, content = ledger_of(of), financing_plan_xlsx(of)

    book = recalculated(content, tmp_path)

    assert book.sheetnames == SHEETS
    assert set(balances(book)) == {0}
    costs = table(book, "Kosten")
    assert {str(row["Nr."]): cents(row["zusammen"]) for row in costs[:-1]} == {
        f"K{number}": ledger.cost(item) for number, item in enumerate(ledger.items, start=1)
    }
    assert cents(costs[-1]["zusammen"]) == of.plan.total_costs
    money = table(book, "Finanzierung")[: len(ledger.sources)]
    assert [(row["Quelle"], [cents(row[str(year)]) for year in ledger.years]) for row in money] == [
        (source.label, list(ledger.by_year(source).values())) for source in ledger.sources
    ]
    years = table(book, "je Jahr")
    assert cents(years[-1].get(Kind.GRANT, 0)) == of.plan.grants_total
    assert [cents(row["Kosten"]) for row in years[:-1]] == [ledger.cost(year=year) for year in ledger.years]


@needs_office
@pytest.mark.parametrize("name", ["dorfgemeinschaftshaus", "nachbarschaftshilfe"])
def test_what_we_wrote_beside_the_formulas_is_what_they_give(name: str, tmp_path: Path) -> None:
    content = financing_plan_xlsx(example(name))

    written, calculated = cells(as_written(content)), cells(recalculated(content, tmp_path))

    assert {
        place: (value, calculated[place])
        for place, value in written.items()
        if isinstance(value, int | float) and cents(value) != cents(calculated[place])
    } == {}


@needs_office
def test_a_changed_amount_shows_everywhere(tmp_path: Path) -> None:
    def dearer(book: Workbook) -> None:
        book["Kosten"]["E6"] = 380_900

    before = example("dorfgemeinschaftshaus")
    book = recalculated(financing_plan_xlsx(before), tmp_path, dearer)

    assert cents(table(book, "Kosten")[-1]["zusammen"]) == before.plan.total_costs + 10_000
    assert [cents(row["Deckung"]) for row in table(book, "je Jahr")] == [10_000, 0, 10_000]
    assert sorted(set(balances(book))) == [0, 10_000]


@needs_office
def test_a_grant_known_to_pay_in_advance_need_not_be_advanced(tmp_path: Path) -> None:
    def told(book: Workbook) -> None:
        for row in range(6, 11):
            book["Liquidität"][f"C{row}"] = "im Voraus"

    book = recalculated(financing_plan_xlsx(example("dorfgemeinschaftshaus")), tmp_path, told)

    assert [cents(row["2027"]) for row in table(book, "Liquidität")] == [0] * 6


def test_what_people_typed_never_becomes_a_formula_or_a_link() -> None:
    nasty = '=cmd|"/c calc"!A1'
    items = [{"id": "a", "kind": "investment", "label": nasty, "net": {2027: 1000}}]
    parties = [{"id": "g", "type": "municipality", "name": "@SUM(A1)"}]
    of = dossier(project(title="+1+1 http://example.org", parties=parties, costs=items))

    book = load_workbook(io.BytesIO(financing_plan_xlsx(of)))

    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [str(formula) for formula in formulas if "cmd" in str(formula) or "@" in str(formula)] == []
    assert book["Kosten"]["B6"].value == nasty
    assert book["Kosten"]["B6"].data_type == "s"
    assert [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []


def test_every_sheet_prints_on_pages_as_wide_as_it_is_with_its_heading() -> None:
    book = load_workbook(io.BytesIO(financing_plan_xlsx(example("quartierszentrum"))))

    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter is not None
        assert "Entwurf" in str(sheet.oddFooter.left.text)
        assert "Entwurf · Stand 01.03.2026" in str(sheet["A3"].value)
        if sheet.title != "Übersicht":
            assert sheet.freeze_panes is not None
            assert sheet.print_title_rows is not None


def test_same_dossier_same_bytes() -> None:
    assert financing_plan_xlsx(example("landkreis")) == financing_plan_xlsx(example("landkreis"))


def test_a_plan_without_grants_is_a_plan_too() -> None:
    content = financing_plan_xlsx(example("quartierszentrum", plan=2))

    assert cells(as_written(content))["Übersicht", "B11"] == pytest.approx(303_280)
