"""CSV tables with a heading, read row by row."""

import datetime as dt
from pathlib import Path

import pytest

from quartier.catalogue.problems import BadInputError
from quartier.places.tables import IMPORTED_NAME, Source, Table, heading_lines, imported_file

SOURCE = Source("Verzeichnis", "© Amt: 2026", dt.date(2025, 12, 31), dt.date(2024, 12, 31), "Zensus 2022")
ROWS = [{"ags": "08117012", "name": "Bad Boll"}, {"ags": "08117013", "name": 'Boll, „Bad“ "neu"'}]
BODY = 'ags,name\n08117012,Bad Boll\n08117013,"Boll, „Bad“ ""neu"""\n'


@pytest.fixture(params=["", heading_lines(SOURCE)], ids=["plain", "with heading"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Table:
    path = tmp_path / "table.csv"
    path.write_text(request.param + BODY, encoding="utf-8")
    return Table(path)


def test_all_rows(table: Table) -> None:
    assert list(table.rows()) == ROWS


def test_one_row_without_the_others(table: Table) -> None:
    assert [table.row(key) for key in ("08117012", "08117013", "0811701", "ags", "")] == [*ROWS, None, None, None]
    assert table.row('08117013,"Boll') is None


def test_last_row_without_line_end(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(BODY.rstrip("\n"), encoding="utf-8")
    assert Table(path).row("08117013") == ROWS[1]


def test_heading_keeps_the_source(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(heading_lines(SOURCE) + BODY, encoding="utf-8")
    assert Source.from_texts(Table(path).heading) == SOURCE


def test_source_without_dates() -> None:
    source = Source("Liste", "wir")
    assert (source.to_texts(), Source.from_texts(source.to_texts())) == (
        {"title": "Liste", "attribution": "wir"},
        source,
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"ags,name\n08117012,Bad Boll,zu viel\n", "eine Zeile hat 3 statt 2 Spalten: 08117012, Bad Boll, zu viel"),
        (b"ags,name\n08117012,B\xf6ll\n", "die Ortstabelle fehlt oder ist kein lesbarer UTF-8-Text"),
        (None, "die Ortstabelle fehlt oder ist kein lesbarer UTF-8-Text"),
    ],
)
def test_damaged_table_says_what_to_do(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / IMPORTED_NAME
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        Table(path).row("08117012")
    advice = "bitte neu einlesen mit `quartier places import DATEI.xlsx`"
    assert str(caught.value) == f"{path}: {reason}; {advice}"


def test_where_the_imported_table_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTIER_DATA", "/data")
    own = imported_file()
    monkeypatch.delenv("QUARTIER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", "/xdg")
    xdg = imported_file()
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/wir")
    home = imported_file()
    assert [str(path.parent) for path in (own, xdg, home)] == [
        "/data/places",
        "/xdg/quartier/places",
        "/wir/.local/share/quartier/places",
    ]
