"""The shape of the official Excel file: read whole, or refused with every difference."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.problems import BadInputError
from quartier.places.official import OfficialRow, read_official
from quartier.places.tables import Source

Line = list[object]
Build = Callable[..., Path]


def test_rows_and_source(build: Build) -> None:
    official = read_official(build())
    assert len(official.rows) == 80
    assert official.rows[4] == OfficialRow(
        number=11,
        kind="60",
        text_key="63",
        state="01",
        region="1",
        county="01",
        association="0001",
        municipality="001",
        name="Schleswig-Holstein, Stadt",
        area=12.34,
        population=1001,
        men=500,
        women=501,
        density=81,
        plz="01123",
    )
    assert official.source == Source(
        title="Gemeindeverzeichnis GV-ISys",
        attribution="© Statistisches Bundesamt (Destatis), 2026, im Auftrag der Herausgebergemeinschaft Statistische "
        "Ämter des Bundes und der Länder; Gemeindeverzeichnis GV-ISys; Daten verändert dargestellt",
        territory_as_of=dt.date(2025, 12, 31),
        population_as_of=dt.date(2024, 12, 31),
        population_basis="Zensus 2022",
    )


def test_keys_kept_as_numbers_get_their_zeros_back(build: Build) -> None:
    def as_numbers(lines: list[Line]) -> None:
        lines[10][:7] = [60, 63, 1, 1, 1, 1, 1]
        lines[10][13] = 1123

    assert read_official(build(as_numbers)).rows == read_official(build()).rows


def test_sheet_without_date_takes_it_from_the_head(build: Build) -> None:
    assert read_official(build(sheet="")).source.territory_as_of == dt.date(2025, 12, 31)


def test_population_date_from_the_title_where_the_column_has_none(build: Build) -> None:
    def drop(lines: list[Line]) -> None:
        lines[4][9] = None

    assert read_official(build(drop)).source.population_as_of == dt.date(2025, 12, 31)


def test_columns_moved(build: Build) -> None:
    def insert(lines: list[Line]) -> None:
        for line in lines[2:4]:
            line.insert(8, "Neu")

    path = build(insert)
    with pytest.raises(BadInputError) as caught:
        read_official(path)
    assert str(caught.value).splitlines() == [
        f"{path}:3: Spalte 10 heißt „Fläche km2 1)“, erwartet „Bevölkerung“",
        f"{path}:3: Spalte 14 heißt „“, erwartet „Postleitzahl“",
        f"{path}:3: Spalte 9 heißt „Neu“, erwartet „Flächekm2“",
        f"{path}:4: Spalte 10 heißt „“, erwartet „insgesamt“",
        f"{path}:4: Spalte 11 heißt „insgesamt“, erwartet „männlich“",
        f"{path}:4: Spalte 12 heißt „männlich“, erwartet „weiblich“",
        f"{path}:4: Spalte 13 heißt „weiblich“, erwartet „jekm2“",
    ]


def no_head(lines: list[Line]) -> None:
    del lines[2]


def other_territory(lines: list[Line]) -> None:
    lines[4][2] = "Gebietsstand am 30.09.2025"


def no_dates(lines: list[Line]) -> None:
    lines[0][0] = "Gemeinden"
    lines[4] = [None]


def impossible_date(lines: list[Line]) -> None:
    lines[4][9] = "am 31.06.2024"


@pytest.mark.parametrize(
    ("change", "sheet", "reason"),
    [
        (no_head, "31122025", ": keine Kopfzeile, die mit „Satzart“ beginnt"),
        (other_territory, "31122025", ": zwei Gebietsstände: 30.09.2025 und 31.12.2025"),
        (no_dates, "31122025", ":3: der Stand der Bevölkerung fehlt im Kopf der Spalte und in der Überschrift"),
        (no_dates, "", ": der Gebietsstand fehlt im Namen des Blatts und im Kopf"),
        (impossible_date, "31122025", ": das Datum 31.06.2024 gibt es nicht"),
        (
            lambda _: None,
            "_alt",
            ": genau ein Blatt „Onlineprodukt_GemeindenTTMMJJJJ“ erwartet, vorhanden: „Onlineprodukt_Gemeinden_alt“",
        ),
    ],
)
def test_refused(build: Build, change: object, sheet: str, reason: str) -> None:
    path = build(change, sheet=sheet)
    with pytest.raises(BadInputError) as caught:
        read_official(path)
    assert str(caught.value) == f"{path}{reason}"


@pytest.mark.parametrize("content", [b"", b"PK", b"Satzart;Name\n", b"PK\x03\x04" + b"\x00" * 200])
def test_no_excel_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        read_official(path)
    assert str(caught.value) == f"{path}: das ist keine lesbare Excel-Datei (.xlsx)"


def test_cut_off_file(build: Build, tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(build().read_bytes()[:-500])
    with pytest.raises(BadInputError) as caught:
        read_official(path)
    assert str(caught.value) == f"{path}: das ist keine lesbare Excel-Datei (.xlsx)"


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        read_official(tmp_path / "none.xlsx")
    assert str(caught.value).endswith(": die Datei lässt sich nicht öffnen: gibt es sie, und darf ich sie lesen?")


def test_progress_is_told(official: Path) -> None:
    told: list[tuple[int, int]] = []
    read_official(official, lambda done, total: told.append((done, total)))
    assert told == [(number, 16030) for number in range(500, 16030, 500)]
