"""The import: all of it right, or nothing written and every difference named."""

import csv
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.problems import BadInputError
from quartier.places.importing import Imported, hectares, import_official
from quartier.places.register import Municipality, Register, load_register
from quartier.places.states import STATES
from quartier.places.tables import IMPORTED_NAME, Source, imported_file

Line = list[object]
Build = Callable[..., Path]

SOURCE = Source(
    title="Gemeindeverzeichnis GV-ISys",
    attribution="© Statistisches Bundesamt (Destatis), 2025, im Auftrag der Herausgebergemeinschaft Statistische Ämter "
    "des Bundes und der Länder; Gemeindeverzeichnis GV-ISys; Daten verändert dargestellt",
    territory_as_of=dt.date(2024, 12, 31),
    population_as_of=dt.date(2023, 12, 31),
    population_basis="Zensus 2011",
)
TYPES = {
    "Gemeinde": "municipality",
    "Markt": "municipality",
    "Stadt": "town",
    "Große Kreisstadt": "large_district_town",
    "Kreisfreie Stadt": "urban_district",
    "Stadtkreis": "urban_district",
}
MUNICIPALITY = 10
"""The line of the first municipality in the small file, counted from 0."""


def test_the_official_file(official: Path, tmp_path: Path) -> None:
    assert import_official(official, tmp_path) == Imported(
        file=tmp_path / IMPORTED_NAME,
        source=SOURCE,
        municipalities=10_752,
        population=84_666_498,
        unincorporated=207,
        by_state={
            "SH": 1104,
            "HH": 1,
            "NI": 939,
            "HB": 2,
            "NW": 396,
            "HE": 421,
            "RP": 2301,
            "BW": 1101,
            "BY": 2056,
            "SL": 52,
            "BE": 1,
            "BB": 413,
            "MV": 724,
            "SN": 418,
            "ST": 218,
            "TH": 605,
        },
    )
    assert [path.name for path in tmp_path.iterdir()] == [IMPORTED_NAME]


def test_agrees_with_a_table_made_by_others(national: Register, shared: Path) -> None:
    file = shared / "data" / "gemeinden.csv"
    if not file.is_file():
        pytest.skip("../shared/data/gemeinden.csv is missing")
    with file.open(encoding="utf-8", newline="") as lines:
        expected = [
            (
                row["ags"],
                row["name"],
                TYPES[row["type"]],
                row["kreis"],
                row["land"],
                int(row["population"]),
                Decimal(row["area_km2"]),
                row["plz"],
            )
            for row in csv.DictReader(lines)
        ]
    states = {state.code: state.name for state in STATES.values()}
    assert [
        (
            place.ags,
            place.name,
            place.type,
            place.county,
            states[place.state],
            place.population,
            place.area_km2,
            place.plz,
        )
        for place in national.municipalities
    ] == sorted(expected)


def test_agrees_with_the_built_in_table(national: Register, register: Register) -> None:
    """One year apart: the same municipalities in the same counties, a few areas up to three hectares apart."""

    def lasting(place: Municipality) -> tuple[str | None, ...]:
        return place.ags, place.name, place.type, place.county, place.county_name, place.region, place.state, place.plz

    newer = [place for place in national.municipalities if place.state == "BW"]
    assert list(map(lasting, newer)) == list(map(lasting, register.municipalities))
    differing = [
        abs(new.area_km2 - old.area_km2)
        for new, old in zip(newer, register.municipalities, strict=True)
        if new.area_km2 != old.area_km2
    ]
    assert (len(differing), max(differing)) == (16, Decimal("0.03"))
    assert sum(place.population for place in newer) == 11_339_260


def test_the_table_written(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    imported = import_official(build(), folder)
    lines = imported.file.read_text(encoding="utf-8").splitlines()
    assert lines[:8] == [
        "# title: Gemeindeverzeichnis GV-ISys",
        "# attribution: " + imported.source.attribution,
        "# territory_as_of: 2025-12-31",
        "# population_as_of: 2024-12-31",
        "# population_basis: Zensus 2022",
        "ags,name,type,county,plz,area_ha,population,county_name,region",
        "01101001,Schleswig-Holstein,town,01101,01123,1234,1001,Schleswig-Holstein,Schleswig-Holstein",
        "02101001,Hamburg,town,02101,02123,1234,1001,Hamburg,Hamburg",
    ]
    assert len(lines) == 22
    assert len(load_register(folder).municipalities) == 16


def test_into_the_data_folder_over_an_older_table(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path / "data"))
    imported_file().parent.mkdir(parents=True)
    imported_file().write_text("older", encoding="utf-8")
    assert import_official(build()).file == imported_file()
    assert load_register().source.territory_as_of == dt.date(2025, 12, 31)


def test_regions_that_are_no_authority_are_left_out(build: Build, tmp_path: Path) -> None:
    def former(lines: list[Line]) -> None:
        lines[7][7] = "früher: Reg.-Bez. Nord"
        lines[12][7] = "Statistische Region Nord"
        lines[17][7] = "Oberbayern"

    import_official(build(former), tmp_path)
    regions = [place.region for place in load_register(tmp_path).municipalities]
    assert regions[:4] == [None, None, "Oberbayern", "Bremen"]


def test_unincorporated_areas_are_counted_and_left_out(build: Build, tmp_path: Path) -> None:
    def add(lines: list[Line]) -> None:
        key: Line = ["01", "1", "01", "0001", "900"]
        lines.insert(MUNICIPALITY + 1, ["60", "66", *key, "Wald, gemfr. Gebiet", 58.49, 0, 0, 0, 0, None])

    imported = import_official(build(add), tmp_path)
    assert (imported.municipalities, imported.unincorporated) == (16, 1)


def changed(column: int, value: object) -> Callable[[list[Line]], None]:
    def change(lines: list[Line]) -> None:
        lines[MUNICIPALITY][column] = value

    return change


def twice(lines: list[Line]) -> None:
    lines.insert(MUNICIPALITY, list(lines[MUNICIPALITY]))


def without_municipality(lines: list[Line]) -> None:
    del lines[MUNICIPALITY]


def without_county(lines: list[Line]) -> None:
    del lines[MUNICIPALITY - 2]


NAME = "Schleswig-Holstein, Stadt"


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (changed(0, "70"), [":11: unbekannte Satzart „70“"]),
        (changed(1, "68"), [f":11: {NAME}: unbekanntes Textkennzeichen „68“"]),
        (changed(2, "17"), [f":11: {NAME}: „17101001“ ist kein Gemeindeschlüssel"]),
        (changed(6, "A01"), [f":11: {NAME}: „01101A01“ ist kein Gemeindeschlüssel"]),
        (changed(7, None), [":11: Gemeinde: der Name fehlt"]),
        (
            changed(8, 12.345),
            [f":11: {NAME}: die Fläche „12.345“ ist keine Zahl über 0 mit höchstens zwei Nachkommastellen"],
        ),
        (changed(8, 123.4), [f":11: {NAME}: 1001 Einwohner auf 123.4 km² sind nicht 81 je km²"]),
        (
            changed(9, None),
            [f":11: {NAME}: Einwohner, männlich, weiblich und je km² müssen ganze Zahlen sein"],
        ),
        (changed(9, 1002), [f":11: {NAME}: männlich 500 und weiblich 501 ergeben nicht 1002"]),
        (changed(13, "1234A"), [f":11: {NAME}: „1234A“ ist keine Postleitzahl"]),
        (twice, [": der Gemeindeschlüssel 01101001 steht 2-mal in der Datei"]),
        (
            without_municipality,
            [
                ": Schleswig-Holstein fehlt",
                ":9: Schleswig-Holstein, Landkreis: keine Gemeinde dazu",
                ":10: Schleswig-Holstein, Stadt: keine Gemeinde dazu",
            ],
        ),
        (without_county, [": der Kreis 01101 hat Gemeinden, aber keine eigene Zeile"]),
    ],
)
def test_refused_and_nothing_written(build: Build, tmp_path: Path, change: object, reasons: list[str]) -> None:
    path = build(change)
    with pytest.raises(BadInputError) as caught:
        import_official(path, tmp_path / "data")
    lines = str(caught.value).splitlines()
    assert [line for line in lines if line.removeprefix(str(path)) in reasons] == [f"{path}{text}" for text in reasons]
    assert not (tmp_path / "data").exists()


def test_many_differences_are_counted(build: Build, tmp_path: Path) -> None:
    def spoil(lines: list[Line]) -> None:
        for line in lines:
            if line and line[0] == "60":
                line[9], line[13] = 5000, "?"

    path = build(spoil)
    with pytest.raises(BadInputError) as caught:
        import_official(path, tmp_path)
    lines = str(caught.value).splitlines()
    assert (len(lines), lines[0]) == (21, f"{path}: … insgesamt 48 Abweichungen")


def test_where_nothing_can_be_written(build: Build, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        import_official(build(), tmp_path / "file" / "folder")
    target = tmp_path / "file" / "folder" / IMPORTED_NAME
    assert str(caught.value) == (
        f"{target}: dorthin lässt sich die Tabelle nicht schreiben (Not a directory); anderer Ort mit `--to ORDNER`"
    )


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        *[(56.73, 5673), (12, 1200), (0.57, 57), (123.4, 12340), (0, 0), (-0.5, -50)],
        *[(value, None) for value in (1.005, True, "12", None, float("nan"), float("inf"))],
    ],
)
def test_square_kilometres_as_hectares(area: object, expected: int | None) -> None:
    assert hectares(area) == expected


def test_built_in_folder_is_not_touched() -> None:
    assert not (built_in_folder() / "places" / IMPORTED_NAME).exists()
