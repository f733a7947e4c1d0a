"""The table: read whole as listed programmes, or refused with every difference from its contract."""

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.listed.contract import COLUMNS
from quartier.catalogue.listed.csvfile import read_csv
from quartier.catalogue.listed.reading import Reading
from quartier.catalogue.problems import Problem
from quartier.model.listed import PAGES, Facet, ListedLink, ListedProgramme, ListedText

Row = dict[str, str]
MakeRow = Callable[..., Row]
WriteTable = Callable[..., Path]
Report = Callable[[Callable[[], object]], list[str]]

NAMES = [column.name for column in COLUMNS]
PROGRAMME = ListedProgramme(
    id="fdb:land-bw-programm-1",
    url=f"{PAGES}Land/BW/programm-1.html",
    title="Treffpunkte im Quartier",
    texts={
        ListedText.SHORT_DESCRIPTION: "Zuschüsse für offene Treffpunkte.",
        ListedText.DESCRIPTION: "Das Land fördert Treffpunkte.\nAuch einen Mittagstisch.",
        ListedText.KEYWORDS: "Treffpunkt Mittagstisch",
    },
    codes={
        Facet.FUNDING_TYPE: ("zuschuss",),
        Facet.ELIGIBLE_APPLICANTS: ("kommune", "verband_vereinigung"),
        Facet.FUNDING_AREA: ("gesundheit_soziales",),
        Facet.FUNDING_BODY: ("land",),
        Facet.FUNDING_LOCATION: ("baden_wuerttemberg",),
        Facet.FUNDING_SUBAREA: ("gesundheit_soziales.senioren_pflege",),
    },
    organisations=("sozialministerium-bw",),
    institution="Sozialministerium",
    website="https://example.org/amt",
    links=(ListedLink(url="https://example.org/mehr"),),
    attribution="Treffpunkte von BMWE, lizensiert unter CC BY-ND 4.0, Quelle: …",
    issued=dt.date(2025, 5, 26),
    first_seen="2026-W32",
    last_changed="2026-W40",
)


def test_a_programme(table: WriteTable, row: MakeRow) -> None:
    assert read_csv(table([row()])) == Reading("csv", (PROGRAMME,), (), "2026-W40")


def test_no_address_of_a_person_is_kept(table: WriteTable, row: MakeRow) -> None:
    (programme,) = read_csv(table([row()])).programmes
    assert "vorname" not in programme.model_dump_json()


def test_one_that_left_the_database(table: WriteTable, row: MakeRow) -> None:
    reading = read_csv(table([row(absent="true", on_website_to="2026-W44")]))
    gone = PROGRAMME.model_copy(update={"absent": True, "last_seen": "2026-W44"})
    assert reading == Reading("csv", (gone,), (), "2026-W44")


def test_the_guideline_stands_in_for_a_description(table: WriteTable, row: MakeRow) -> None:
    (programme,) = read_csv(table([row(title="", short_description="", description="")])).programmes
    assert programme.name == "land-bw-programm-1"
    assert programme.texts[ListedText.LEGAL_BASIS] == "Richtlinie über Treffpunkte"


def test_order_of_columns_and_byte_order_mark_do_not_matter(table: WriteTable, row: MakeRow) -> None:
    path = table([row()], names=NAMES[::-1])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_csv(path).programmes == (PROGRAMME,)


def test_control_characters_do_not_come_through(table: WriteTable, row: MakeRow) -> None:
    (programme,) = read_csv(table([row(title="Treff\x1b[31mpunkte\u00ad")])).programmes
    assert programme.title == "Treff[31mpunkte"


def test_cells_longer_than_usual_and_the_limit_is_put_back(table: WriteTable, row: MakeRow) -> None:
    before = csv.field_size_limit()
    assert read_csv(table([row(legal_basis="x" * 300_000)])).programmes == (PROGRAMME,)
    assert csv.field_size_limit() == before


def test_one_unreadable_row_in_a_hundred_is_left_out(table: WriteTable, many: list[Row]) -> None:
    many[6] |= {"absent": "nein", "last_updated": "gestern", "title": "Zeile\neins"}
    many[7] |= {"title": "Zeile\nzwei"}
    path = table(many)
    reading = read_csv(path)
    first = sum(row["description"].count("\n") for row in many[:6])  # each description has two lines
    assert reading.left_out == (
        Problem(str(path), 8 + first, "last_updated", "erwartet Kalenderwoche wie 2026-W34, steht: „gestern“"),
        Problem(str(path), 8 + first, "absent", "erwartet true oder false, steht: „nein“"),
    )
    assert [programme.id for programme in reading.programmes] == [
        f"fdb:land-bw-programm-{number}" for number in range(1, 101) if number != 7
    ]


def test_more_are_refused(table: WriteTable, many: list[Row], report: Report) -> None:
    for row in many:
        row["description"] = "Eine Zeile"
    path = table([*many[:97], many[97] | {"absent": "nein"}, many[98] | {"id_hash": "x"}, many[99]])
    assert report(lambda: read_csv(path)) == [
        f"{path}: 2 von 100 Zeilen sind nicht lesbar, hinnehmbar ist höchstens 1 von 100",
        f"{path}:99: absent: erwartet true oder false, steht: „nein“",
        f"{path}:100: id_hash: erwartet 32 Zeichen von 0 bis f, steht: „x“",
    ]


def without(*names: str) -> list[str]:
    return [name for name in NAMES if name not in names]


def renamed(old: str, new: str) -> list[str]:
    return [new if name == old else name for name in NAMES]


@pytest.mark.parametrize(
    ("names", "reasons"),
    [
        (without("absent"), ["absent: die Spalte fehlt"]),
        ([*NAMES, "rate"], ["rate: diese Spalte kennen wir nicht"]),
        (renamed("absent", "deleted"), ["absent: die Spalte fehlt; umbenannt in „deleted“?"]),
        (
            [*renamed("last_updated", "last_update"), "rate"],
            ["last_updated: die Spalte fehlt; umbenannt in „last_update“?", "rate: diese Spalte kennen wir nicht"],
        ),
        ([*NAMES, "title"], ["title: die Spalte steht 2-mal in der Kopfzeile"]),
        (
            [*without("grw"), "x\x1b[31m"],
            ["grw: die Spalte fehlt", "x[31m: diese Spalte kennen wir nicht"],
        ),
        (["a;b;c"], ["keine Kopfzeile mit 51 Spalten, durch Komma getrennt"]),
    ],
)
def test_another_header(table: WriteTable, row: MakeRow, report: Report, names: list[str], reasons: list[str]) -> None:
    path = table([row()], names=names)
    assert report(lambda: read_csv(path)) == [f"{path}:1: {reason}" for reason in sorted(reasons)]


def test_the_table_before_august_2026(table: WriteTable, row: MakeRow, report: Report) -> None:
    """The same table once had other columns: nothing of it is read."""
    names = [*renamed("absent", "deleted"), "contact_info_state"]
    names.remove("on_website_to")
    path = table([row()], names=names)
    assert report(lambda: read_csv(path)) == [
        f"{path}:1: absent: die Spalte fehlt; umbenannt in „deleted“?",
        f"{path}:1: contact_info_state: diese Spalte kennen wir nicht",
        f"{path}:1: on_website_to: die Spalte fehlt",
    ]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"funding_type": '["zuschuss", "kryptogeld"]'}, "2: funding_type: den Code „kryptogeld“ kennen wir nicht"),
        ({"funding_subarea": '["senioren_pflege"]'}, "2: funding_subarea: den Code „senioren_pflege“ kennen wir nicht"),
        ({"funding_location": '["bundesweit"]'}, "2: funding_location: den Code „bundesweit“ kennen wir nicht"),
    ],
)
def test_a_code_nobody_knows_is_refused_however_rare(
    table: WriteTable, many: list[Row], report: Report, changed: Row, reason: str
) -> None:
    many[0] |= changed
    path = table(many)
    assert report(lambda: read_csv(path)) == [f"{path}:{reason}"]


def test_one_code_in_many_rows_is_one_difference(table: WriteTable, many: list[Row], report: Report) -> None:
    path = table([row | {"grw": '["neu"]'} for row in many])
    assert report(lambda: read_csv(path)) == [f"{path}:2: grw: den Code „neu“ kennen wir nicht (100-mal, hier zuerst)"]


def test_another_type_of_a_column_that_is_nearly_always_empty(
    table: WriteTable, many: list[Row], report: Report
) -> None:
    many[0] |= {"on_website_to": "14.08.2026"}
    path = table(many)
    wrong = "erwartet Kalenderwoche wie 2026-W34, steht: „14.08.2026“"
    changed = "die Spalte hat einen anderen Inhalt als „Kalenderwoche wie 2026-W34“ (1 von 1 Zellen)"
    assert report(lambda: read_csv(path)) == [
        f"{path}:2: on_website_to: {changed}; hier: {wrong}",
        f"{path}:2: on_website_to: {wrong}",
    ]


def test_another_licence_is_refused(table: WriteTable, many: list[Row], report: Report) -> None:
    path = table([row | {"license_info": "Alle Rechte vorbehalten"} for row in many])
    lines = report(lambda: read_csv(path))
    wrong = "erwartet Lizenzvermerk mit CC BY-ND, steht: „Alle Rechte vorbehalten“"
    changed = "die Spalte hat einen anderen Inhalt als „Lizenzvermerk mit CC BY-ND“ (100 von 100 Zellen)"
    assert lines[:4] == [
        f"{path}: 100 von 100 Zeilen sind nicht lesbar, hinnehmbar ist höchstens 1 von 100",
        f"{path}: … insgesamt 102 Abweichungen",
        f"{path}:2: license_info: {changed}; hier: {wrong}",
        f"{path}:2: license_info: {wrong}",
    ]


def test_doubles(table: WriteTable, row: MakeRow, report: Report) -> None:
    first, second = row(1), row(2)
    path = table([first, second | {"id_hash": first["id_hash"]}])
    assert report(lambda: read_csv(path)) == [
        f"{path}:4: id_hash: „{first['id_hash']}“ steht schon weiter oben, muss aber einmalig sein"
    ]


def test_rows_of_another_length(table: WriteTable, row: MakeRow, report: Report) -> None:
    path = table([row(), ["a", "b"]])
    assert report(lambda: read_csv(path)) == [
        f"{path}: 1 von 2 Zeilen sind nicht lesbar, hinnehmbar ist höchstens 1 von 100",
        f"{path}:4: die Zeile hat 2 statt 51 Spalten",
    ]


def test_a_value_too_long(table: WriteTable, row: MakeRow, report: Report) -> None:
    path = table([row(id_url="x" * 500)])
    assert report(lambda: read_csv(path)) == [
        f"{path}: 1 von 1 Zeilen sind nicht lesbar, hinnehmbar ist höchstens 1 von 100",
        f"{path}:2: id: die Angabe ist zu lang oder unbrauchbar",
    ]


def test_a_table_broken_off(table: WriteTable, row: MakeRow, report: Report) -> None:
    path = table([row(1), row(2)])
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("\n\n") if "\n\n" in text else text.rindex("fördert")], encoding="utf-8")
    assert report(lambda: read_csv(path)) == [
        (
            f"{path}:4: ab hier ist die Datei keine CSV-Tabelle mehr (unexpected end of data); "
            "vielleicht bricht sie mitten ab"
        )
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", ":1: keine Kopfzeile mit 51 Spalten, durch Komma getrennt"),
        ((",".join(NAMES) + "\n").encode(), ": die Tabelle hat keine Zeilen"),
        (b"a,\xff", ": die Datei ist kein UTF-8-Text"),
    ],
)
def test_no_table(tmp_path: Path, report: Report, content: bytes, reason: str) -> None:
    path = tmp_path / "programme.csv"
    path.write_bytes(content)
    assert report(lambda: read_csv(path)) == [f"{path}{reason}"]
