"""The register: exact values of the built-in table, the imported table before it, damage reported."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.problems import BadInputError
from quartier.places.register import LeaderListing, Municipality, Register, density, load_register
from quartier.places.tables import Source, heading_lines, imported_file

PLACES = built_in_folder() / "places"
BUILT_IN = Source(
    title="Gemeindeverzeichnis",
    attribution="Datenquelle: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis",
    territory_as_of=dt.date(2023, 11, 30),
    population_as_of=dt.date(2022, 12, 31),
    population_basis="Zensus 2011",
)
NEWER = Source("GV", "© Destatis", dt.date(2025, 12, 31), dt.date(2024, 12, 31), "Zensus 2022")


def municipality(ags: str, register: Register) -> Municipality:
    found = register.by_ags(ags)
    assert found is not None
    return found


def test_one_municipality(register: Register) -> None:
    assert register.by_ags("08117012") == Municipality(
        ags="08117012",
        name="Bad Boll",
        type="municipality",
        county="08117",
        county_name="Göppingen",
        region="Stuttgart",
        state="BW",
        plz="73087",
        area_km2=Decimal("10.95"),
        population=5272,
        source=BUILT_IN,
    )


def test_what_follows_from_one(register: Register) -> None:
    boll = municipality("08117012", register)
    assert (boll.population_as_of, boll.county_label, boll.density) == (
        dt.date(2022, 12, 31),
        "Landkreis Göppingen",
        Decimal("481.5"),
    )


def test_all_of_baden_wuerttemberg(register: Register) -> None:
    places = register.municipalities
    assert len(places) == 1101
    assert sum(place.population for place in places) == 11_280_257
    assert Counter(place.type for place in places) == {
        "municipality": 785,
        "town": 212,
        "large_district_town": 95,
        "urban_district": 9,
    }
    assert {place.region for place in places} == {"Stuttgart", "Karlsruhe", "Freiburg", "Tübingen"}
    assert len({place.county for place in places}) == 44
    assert [place.ags for place in places] == sorted({place.ags for place in places})


def test_each_key_finds_the_same_as_reading_all(register: Register) -> None:
    fresh = load_register(PLACES)
    assert tuple(municipality(place.ags, fresh) for place in register.municipalities) == register.municipalities
    assert tuple(municipality(place.ags, register) for place in register.municipalities) == register.municipalities


def test_doubled_names(register: Register) -> None:
    names = Counter(place.name for place in register.municipalities)
    doubled = {"Altdorf", "Altheim", "Dürnau", "Hochdorf", "Malsch", "Rosenberg", "Schömberg", "Talheim"}
    assert {name: count for name, count in names.items() if count > 1} == dict.fromkeys(doubled, 2)


def test_by_county(register: Register) -> None:
    assert [place.name for place in register.by_county("08211")] == ["Baden-Baden"]
    assert len(register.by_county("08117")) == 38
    assert register.by_county("99999") == ()


@pytest.mark.parametrize("key", ["", "08117", "0811701", "08117099", "ags", "08117012,", "\n08117012"])
def test_no_such_key(register: Register, key: str) -> None:
    assert load_register(PLACES).by_ags(key) is None
    assert len(register.municipalities) > 0
    assert register.by_ags(key) is None


def test_what_the_register_covers(register: Register) -> None:
    assert [register.covers(key) for key in ("08117099", "09162000", "99162000")] == [True, False, False]


@pytest.mark.parametrize(
    ("population", "area", "expected"),
    [(5272, "10.95", "481.5"), (1, "8", "0.1"), (1, "20", "0.1"), (1, "20.01", "0.0"), (632865, "207.33", "3052.5")],
)
def test_density_is_rounded_half_up(population: int, area: str, expected: str) -> None:
    assert str(density(population, Decimal(area))) == expected


def test_leader_lists(register: Register) -> None:
    assert register.leader("08317096") == LeaderListing(
        region="Ortenau",
        extent="partly",
        extent_note="nur Stadtteil Fessenbach",
        evidence="Presse",
        url="https://stadtanzeiger-ortenau.de/ortenau/c-lokales/leader-foerdermittel-fuer-36-ortenauer-kommunen_a81883",
    )
    assert register.leader("08117012") is None


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An imported table in the user's data folder with two municipalities."""
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path))
    path = imported_file()
    path.parent.mkdir()
    path.write_text(
        heading_lines(NEWER) + "ags,name,type,county,plz,area_ha,population,county_name,region\n"
        "08128045,Großrinderfeld,municipality,08128,97950,5612,4001,Main-Tauber-Kreis,Stuttgart\n"
        "12060005,Ahrensfelde,municipality,12060,,5801,14000,Barnim,\n",
        encoding="utf-8",
    )
    return path


def test_imported_table_goes_before_the_built_in_one(imported: Path) -> None:
    assert imported.is_file()
    register = load_register()
    village = municipality("08128045", register)
    assert (village.population, village.population_as_of, village.source) == (4001, dt.date(2024, 12, 31), NEWER)
    assert register.leader("08128045") == LeaderListing(
        region="Badisch-Franken",
        extent="whole",
        extent_note="",
        evidence="Seite der Region",
        url="http://leader-badisch-franken.de/aktionsgruppe/gebietskulisse-badisch-franken",
    )


def test_imported_table_adds_other_states(imported: Path) -> None:
    assert imported.is_file()
    register = load_register()
    assert register.covers("12060005")
    assert register.by_ags("12060005") == Municipality(
        ags="12060005",
        name="Ahrensfelde",
        type="municipality",
        county="12060",
        county_name="Barnim",
        region=None,
        state="BB",
        plz=None,
        area_km2=Decimal("58.01"),
        population=14000,
        source=NEWER,
    )


def test_without_import_the_built_in_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path))
    register = load_register()
    assert (register.source, register.national) == (BUILT_IN, False)


@pytest.mark.parametrize(
    ("wrong", "right", "reason"),
    [
        ("14000", "viele", "unlesbare Zeile: 12060005, Ahrensfelde, municipality, 12060, , 5801, viele, Barnim, "),
        ("title:", "titel:", "der Ortstabelle fehlt oben die Angabe von Quelle und Stand"),
        ("2025-12-31", "2025-12-32", "der Ortstabelle fehlt oben die Angabe von Quelle und Stand"),
        (
            "12060005",
            "99060005",
            "unlesbare Zeile: 99060005, Ahrensfelde, municipality, 12060, , 5801, 14000, Barnim, ",
        ),
    ],
)
def test_damaged_imported_table(imported: Path, wrong: str, right: str, reason: str) -> None:
    imported.write_text(imported.read_text(encoding="utf-8").replace(wrong, right), encoding="utf-8")
    register = load_register()
    with pytest.raises(BadInputError) as caught:
        len(register.municipalities)
    advice = "bitte neu einlesen mit `quartier places import DATEI.xlsx`"
    assert str(caught.value) == f"{imported}: {reason}; {advice}"


def test_all_germany(national: Register) -> None:
    assert len(national.municipalities) == 10_752
    assert sum(place.population for place in national.municipalities) == 84_666_498
    assert municipality("09162000", national).county_label == "kreisfreie Stadt München"
