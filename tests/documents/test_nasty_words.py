"""Whatever people type: formulas, markup, emoji, writing from the right, 300 signs, control characters."""

import io

import pytest
import vobject
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.documents.reading import pdf
from tests.documents.samples import dossier, town, with_deadline

from quartier.documents.bundle import bundle_files
from quartier.documents.calendar import calendar_ics
from quartier.documents.council_paper import council_paper_docx, council_paper_pdf
from quartier.documents.dossier import Dossier
from quartier.documents.financing_plan import financing_plan_xlsx
from quartier.documents.plain import file_name, plain
from quartier.documents.proof_of_use import proof_of_use_xlsx

NASTY = [
    '=cmd|"/c calc"!A1',
    "@SUM(A1:A9)",
    "-2+3",
    "</title><script>alert('x')</script>&amp;",
    "„Haus“ 'am' \"Markt\"; BEGIN:VEVENT\r\nEND:VCALENDAR",
    "😀 Quartier 🏠👩‍👩‍👧",
    "مركز الحي \u202eabc",
    "x" * 300,
    "Wort " * 60,
    "\x00\x01\x1b\x0b\x7f\ufffe Haus",
    "{0} %s $x &L&G",
]


def nasty(text: str) -> Dossier:
    """A project with this text wherever people may type one."""
    money = {"net": {2027: 30_000, 2028: 30_000}}
    return dossier(
        town(
            title=text,
            parties=[{"id": "gemeinde", "type": "municipality", "name": text}],
            costs=[{"id": "stelle", "kind": "personnel", "measure": "management", "label": text, **money}],
        ),
        with_deadline("2026-06-30"),
    )


@pytest.mark.parametrize("text", NASTY)
def test_all_documents_are_made_and_can_be_read(text: str) -> None:
    for file in bundle_files(nasty(text)):
        content = file.make()
        match file.name.rpartition(".")[2]:
            case "docx":
                assert Document(io.BytesIO(content)).paragraphs
            case "pdf":
                assert "(Entwurf): " in str(getattr(pdf(content).metadata, "title", ""))
            case "xlsx":
                assert load_workbook(io.BytesIO(content)).sheetnames
            case _:
                assert len(list(vobject.readComponents(content.decode("utf-8")))) == 1


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300).filter(lambda text: text.strip())


@settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_stays_what_it_is(text: str) -> None:
    of = nasty(text)
    title = plain(of.title)

    calendar = vobject.readOne(calendar_ics(of).decode("utf-8"))
    assert {entry.description.value.split("\n")[0] for entry in calendar.vevent_list} == {f"Vorhaben: {title}"}
    cell = load_workbook(io.BytesIO(financing_plan_xlsx(of)))["Kosten"]["B6"]
    assert cell.data_type in {"s", "inlineStr", "n"}
    assert load_workbook(io.BytesIO(proof_of_use_xlsx(of))).sheetnames[0] == "Ausgaben"
    document = Document(io.BytesIO(council_paper_docx(of)))
    assert document.paragraphs[1].text == title


@settings(deadline=None, max_examples=5, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_fits_into_a_pdf(text: str) -> None:
    assert pdf(council_paper_pdf(nasty(text))).pages


@given(st.text(max_size=400))
def test_file_names_hold_nothing_with_a_meaning(text: str) -> None:
    name = file_name(text)

    assert 0 < len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
