"""The figures of the proof of use: plan and actual, what becomes of the grants, all of it live."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.documents.samples import EXAMPLES, FOLDER, example
from tests.documents.spreadsheets import as_written, cells, cents, needs_office, recalculated, table

from quartier.catalogue.reading import build
from quartier.catalogue.yamlfile import read_document
from quartier.documents.dossier import Dossier
from quartier.documents.proof_of_use import proof_of_use_xlsx
from quartier.model.actuals import Actuals


def settled() -> Dossier:
    """The example with its real figures."""
    actuals = build(Actuals, read_document(FOLDER / "dorfgemeinschaftshaus-ist.yaml"))
    return replace(example("dorfgemeinschaftshaus"), actuals=actuals)


def balance(book: Workbook) -> list[int]:
    """The cells `Deckung`, planned and actual."""
    rows = [row for row in book["Einnahmen"].iter_rows(values_only=True) if str(row[0]).startswith("Deckung")]
    return [cents(value) for value in rows[0][2:4]]


@needs_office
def test_recalculated_it_is_the_settlement_to_the_cent(tmp_path: Path) -> None:
    of = settled()
    answer, book = of.settlement, recalculated(proof_of_use_xlsx(of), tmp_path)
    spent, grants = table(book, "Ausgaben")[-1], table(book, "Zuschüsse")

    assert (cents(spent["Plan"]), cents(spent["Ist"])) == (answer.costs_planned, answer.costs_actual)
    assert [cents(row["voraussichtlich"]) for row in grants[:-1]] == [grant.expected for grant in answer.grants]
    assert [cents(row["Änderung"]) for row in grants[:-1]] == [-grant.reduction for grant in answer.grants]
    assert [cents(row["ausgezahlt"]) for row in grants[:-1]] == [grant.drawing.drawn for grant in answer.grants]
    own = next(row for row in table(book, "Einnahmen") if str(row["Woher das Geld kommt"]).startswith("Eigenes"))
    assert (cents(own["Plan"]), cents(own["Ist"])) == (answer.own_planned, answer.own_expected)
    assert balance(book) == [0, 0]


@needs_office
def test_what_we_wrote_beside_the_formulas_is_what_they_give(tmp_path: Path) -> None:
    content = proof_of_use_xlsx(settled())
    written, calculated = cells(as_written(content)), cells(recalculated(content, tmp_path))

    assert {
        place: (value, calculated[place])
        for place, value in written.items()
        if isinstance(value, int | float) and cents(value) != cents(calculated[place])
    } == {}


@needs_office
def test_a_bill_more_is_own_money_more(tmp_path: Path) -> None:
    def dearer(book: Workbook) -> None:
        book["Ausgaben"]["E6"] = float(book["Ausgaben"]["E6"].value) + 100

    before = as_written(proof_of_use_xlsx(settled()))
    after = recalculated(proof_of_use_xlsx(settled()), tmp_path, dearer)

    assert cents(table(after, "Ausgaben")[-1]["Ist"]) - cents(table(before, "Ausgaben")[-1]["Ist"]) == 10_000
    assert balance(after) == [0, 0]


def test_new_money_and_the_reasons_of_a_reduction_are_named() -> None:
    book = as_written(proof_of_use_xlsx(settled()))

    assert "Spende der Bürgerstiftung" in [row["Woher das Geld kommt"] for row in table(book, "Einnahmen")]
    reasons = table(book, "Begründung")
    cut = [cents(row["Kürzung"]) for row in reasons if row["Kürzung"]]
    assert sum(cut) == settled().settlement.reduction
    assert any("bitte erfragen" in str(row["Was gilt"]) for row in reasons)


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_real_figures_the_fields_are_empty(name: str) -> None:
    book = as_written(proof_of_use_xlsx(example(name)))

    assert {row["Ist"] for row in table(book, "Ausgaben")[:-1]} == {None}
    assert cents(table(book, "Ausgaben")[-1]["Plan"]) == example(name).plan.total_costs


def test_same_dossier_same_bytes() -> None:
    assert proof_of_use_xlsx(settled()) == proof_of_use_xlsx(settled())
