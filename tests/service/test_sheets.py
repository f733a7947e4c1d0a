"""Cost rows from what people paste and upload."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from workbooks import xlsx

from quartier.service.catalogue import the_catalogue
from quartier.service.sheets import SheetError, cells_of_file, cells_of_text, cost_rows

YEARS = (2027, 2028)
VOCABULARY = the_catalogue().vocabulary


def read(text: str) -> list[dict[str, object]]:
    return cost_rows(cells_of_text(text), YEARS, VOCABULARY)


def test_heading_with_years_and_kind() -> None:
    assert read("Posten\tKostenart\t2028\t2027\nStelle\tPersonalkosten\t10\t20,50\nGesamt\t\t10\t20,50") == [
        {"label": "Stelle", "kind": "personnel", "net": {"2028": "10.00", "2027": "20.50"}}
    ]


def test_without_heading_years_come_in_order() -> None:
    assert read("Honorare Moderation;1.000;2.000,00 €") == [
        {"label": "Honorare Moderation", "kind": "fees", "net": {"2027": "1000.00", "2028": "2000.00"}}
    ]


def test_all_mistakes_at_once() -> None:
    with pytest.raises(SheetError) as caught:
        read("Was\t2027\t2031\nUmbau\tviel\t5\n\t7\t")

    assert caught.value.problems == [
        "Zeile 2, Spalte 2: „viel“ ist kein Betrag in Euro.",
        "Zeile 3: In der ersten Spalte fehlt, wofür das Geld ist.",
        "Spalte 3: 2031 liegt nicht im Zeitraum Ihres Vorhabens.",
    ]


def test_xlsx_gives_the_decimals_that_were_meant() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Wofür", 2027, 2028], ["Miete", 0.1 + 0.2, 1234.5], ["Strom", None, 7]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)

    rows = cost_rows(cells_of_file(stream.getvalue(), "kosten.xlsx"), YEARS, VOCABULARY)

    assert rows[0] == {"label": "Miete", "kind": "rent", "net": {"2027": "0.30", "2028": "1234.50"}}


@pytest.mark.parametrize("raw", [b"PK\x03\x04broken", b"%PDF-1.7", b"\xd0\xcf\x11\xe0old", b"\x89PNG"])
def test_other_files_are_refused(raw: bytes) -> None:
    with pytest.raises(SheetError):
        cells_of_file(raw, "x")


def test_bombs_are_refused_before_they_unpack() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)

    with pytest.raises(SheetError, match="zu groß"):
        cells_of_file(stream.getvalue(), "bomb.xlsx")


def test_ten_thousand_rows_are_too_many() -> None:
    with pytest.raises(SheetError, match="mehr als"):
        read("Umbau\t5\n" * 10_000)


def test_latin_text_of_old_programs() -> None:
    assert cells_of_file("Küche;5".encode("cp1252"), "alt.csv") == [["Küche", "5"]]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        rows = read(text)
    except SheetError:
        return
    assert all(row["label"] for row in rows)


def test_kinds_in_the_second_column_need_no_heading_and_may_be_short() -> None:
    assert read("Leitung\tPersonal\t10\t20\nLadentechnik\tAusstattung\t5\t\nSumme\t\t15\t20") == [
        {"label": "Leitung", "kind": "personnel", "net": {"2027": "10.00", "2028": "20.00"}},
        {"label": "Ladentechnik", "kind": "equipment", "net": {"2027": "5.00"}},
    ]


def test_words_where_amounts_belong_are_still_told() -> None:
    with pytest.raises(SheetError, match="kein Betrag"):
        read("Leitung\tzehn\nMiete\t5")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1000+2000", "„=1000+2000“ ist eine Formel ohne Ergebnis. Bitte tragen Sie den Betrag selbst ein."),
        (1e30, "„1e+30“ ist kein Betrag in Euro."),
        (-5, "„-5“ ist kein Betrag in Euro."),
        (dt.datetime(2027, 3, 1), "„01.03.2027“ ist kein Betrag in Euro."),  # noqa: DTZ001 - spreadsheets know no time zone
        (True, "„True“ ist kein Betrag in Euro."),
    ],
)
def test_cells_that_hold_no_amount_are_told(cell: object, told: str) -> None:
    with pytest.raises(SheetError) as caught:
        cost_rows(cells_of_file(xlsx(["Umbau", cell]), "x.xlsx"), YEARS, VOCABULARY)

    assert caught.value.problems == [f"Zeile 1, Spalte 2: {told}"]


def test_unicode_text_of_spreadsheets() -> None:
    assert cells_of_file("Küche\t5 €".encode("utf-16"), "u.txt") == [["Küche", "5 €"]]


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(SheetError, match="größer als 5 MB"):
        cells_of_file(b"Umbau;5\n" * 700_000, "x.csv")


def test_of_many_mistakes_the_first_are_told() -> None:
    with pytest.raises(SheetError) as caught:
        read("Umbau\tviel\n" * 1_999)

    assert (len(caught.value.problems), caught.value.problems[-1]) == (21, "und 1979 weitere, die hier nicht stehen")


def test_commas_between_columns_are_not_taken_for_words() -> None:
    with pytest.raises(SheetError, match="Tabulator oder ein Semikolon"):
        read("Umbau,1000\nLohn,2000")


def test_words_without_amounts_are_rows_to_be_filled_in() -> None:
    assert [row["net"] for row in read("Umbau\nBeratung, fünf Tage")] == [{}, {}]
