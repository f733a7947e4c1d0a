"""`quartier places` as people and programs use it: output, JSON, exit codes; the user's own data stays out."""

import json
from pathlib import Path

import pytest

from quartier.catalogue.problems import BadInputError
from quartier.cli.errors import guarded
from quartier.cli.places import app
from quartier.places.tables import Source, heading_lines, imported_file

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT.parent / "shared" / "data" / "quellen" / "AuszugGV4QAktuell_2024.xlsx"
ATTRIBUTION = "Datenquelle: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis"
ONLY_BW = "Enthalten ist nur Baden-Württemberg; alle Länder liest `quartier places import` ein."


class Shell:
    """Runs commands like a shell and gives exit code, output and error output."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self.captured = captured

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = guarded(lambda: app(list(arguments), prog_name="quartier places", standalone_mode=False))
        out, err = self.captured.readouterr()
        return code, "\n".join(line.rstrip() for line in out.splitlines()), err


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    return Shell(capsys)


def test_find(shell: Shell) -> None:
    assert shell("find", "Bad", "Boll") == (
        0,
        (
            "Schlüssel  Gemeinde  Art       Kreis                PLZ    Einwohner  gefunden über\n"
            "08117012   Bad Boll  Gemeinde  Landkreis Göppingen  73087      5.272  Name\n"
            f"{ONLY_BW}\n{ATTRIBUTION}"
        ),
        "",
    )


def test_find_doubles(shell: Shell) -> None:
    code, out, _ = shell("find", "Altdorf", "--limit", "1")
    assert (code, out.splitlines()[1:3]) == (
        0,
        [
            "08115002   Altdorf   Gemeinde  Landkreis Böblingen  71155      4.672  Name",
            "08116005   Altdorf   Gemeinde  Landkreis Esslingen  72655      1.706  Name",
        ],
    )


def test_find_nothing(shell: Shell) -> None:
    assert shell("find", "x[bold]y") == (0, f"Keine Gemeinde gefunden für „x[bold]y“.\n{ONLY_BW}\n{ATTRIBUTION}", "")


def test_find_as_json(shell: Shell) -> None:
    code, out, _ = shell("find", "bad boll", "--json")
    assert (code, json.loads(out)) == (
        0,
        {
            "query": "bad boll",
            "places": [
                {
                    "ags": "08117012",
                    "name": "Bad Boll",
                    "type": "municipality",
                    "county": "08117",
                    "county_name": "Göppingen",
                    "region": "Stuttgart",
                    "state": "BW",
                    "plz": "73087",
                    "area_km2": "10.95",
                    "population": 5272,
                    "population_as_of": "2022-12-31",
                    "score": 100,
                    "found_by": "name",
                }
            ],
            "source": {
                "title": "Gemeindeverzeichnis",
                "attribution": ATTRIBUTION,
                "territory_as_of": "2023-11-30",
                "population_as_of": "2022-12-31",
                "population_basis": "Zensus 2011",
            },
        },
    )


def test_show(shell: Shell) -> None:
    assert shell("show", "08116011") == (
        0,
        """Beuren, Landkreis Esslingen
Angabe                      Wert                         Herkunft
Gemeindeschlüssel           08116011                     (1)
Bundesland                  Baden-Württemberg            (1)
Landkreis oder Stadtkreis   Landkreis Esslingen (08116)  (1)
Regierungsbezirk            Stuttgart                    (1)
Art der Gemeinde            Gemeinde                     (1)
Einwohnerzahl der Gemeinde  3.741 Einwohner              (2)
Fläche der Gemeinde         11,69 km²                    (1)
Einwohnerdichte             320 Einwohner je km²         (3)
LEADER-Gebiet               ja                           (4)
LEADER-Region               Mittlere Alb                 (4)

(1) Gemeindeverzeichnis, Gebietsstand 30.11.2023
(2) Gemeindeverzeichnis, Einwohner am 31.12.2022, Grundlage Zensus 2011
(3) Berechnet aus Einwohnern und Fläche (Gemeindeverzeichnis, Einwohner am 31.12.2022, Grundlage
    Zensus 2011)
(4) Gebietsliste der LEADER-Region Mittlere Alb (Seite der Region):
    https://leader-alb.de/unser-verein/leader-aktionsgebiet/
Datenquelle: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis""",
        "",
    )


def test_show_as_json_keeps_the_unknown(shell: Shell) -> None:
    code, out, _ = shell("show", "08117012", "--json")
    answer = json.loads(out)
    assert (code, sorted(answer)) == (0, ["facts", "notes", "place", "source"])
    assert answer["facts"] == {
        "place.ags": "08117012",
        "place.state": "BW",
        "place.county": "08117",
        "place.region": "Stuttgart",
        "place.type": "municipality",
        "place.area_km2": "10.95",
        "place.population": 5272,
        "place.density": "481.5",
        "place.leader_area": None,
        "place.leader_region": None,
    }
    assert set(answer["facts"]) == set(answer["notes"])


@pytest.mark.parametrize(
    ("ags", "reason"),
    [
        (
            "08117013",
            "diesen Gemeindeschlüssel gibt es im Register nicht. Gemeint ist vielleicht 08117010 Böhmenkirch, ",
        ),
        ("Bad Boll", "ein Gemeindeschlüssel hat acht Ziffern. Gemeint ist vielleicht 08117012 Bad Boll, Landkreis "),
        ("xqxqxq", "ein Gemeindeschlüssel hat acht Ziffern. Suchen mit `quartier places find NAME`\n"),
        ("99999999", "diesen Gemeindeschlüssel gibt es im Register nicht. Suchen mit `quartier places find NAME`\n"),
        ("09162000", "das eingebaute Register enthält Bayern nicht; `quartier places import` liest alle ein\n"),
    ],
)
def test_show_without_such_a_key(shell: Shell, ags: str, reason: str) -> None:
    code, out, err = shell("show", ags)
    assert (code, out) == (2, "")
    assert err.startswith(f"quartier places show: {ags}: {reason}")
    assert len(err.splitlines()) == 1


def test_show_outside_baden_wuerttemberg(shell: Shell) -> None:
    imported_file().parent.mkdir()
    imported_file().write_text(
        heading_lines(Source("GV", "© Destatis")) + "ags,name,type,county,plz,area_ha,population,county_name,region\n"
        "07111000,Koblenz,urban_district,07111,56068,10525,115298,Koblenz,\n",
        encoding="utf-8",
    )
    code, out, _ = shell("show", "07111000")
    assert (code, out.splitlines()[:9]) == (
        0,
        [
            "Koblenz, kreisfreie Stadt Koblenz",
            "Angabe                      Wert                              Herkunft",
            "Gemeindeschlüssel           07111000                          (1)",
            "Bundesland                  Rheinland-Pfalz                   (1)",
            "Landkreis oder Stadtkreis   kreisfreie Stadt Koblenz (07111)  (1)",
            "Regierungsbezirk            unbekannt                         (2)",
            "Art der Gemeinde            kreisfreie Stadt                  (1)",
            "Einwohnerzahl der Gemeinde  115.298 Einwohner                 (3)",
            "Fläche der Gemeinde         105,25 km²                        (1)",
        ],
    )


def test_damaged_table(shell: Shell) -> None:
    imported_file().parent.mkdir()
    imported_file().write_text("nonsense", encoding="utf-8")
    code, out, err = shell("find", "Bad Boll")
    assert (code, out) == (2, "")
    assert err.endswith("; bitte neu einlesen mit `quartier places import DATEI.xlsx`\n")


def test_import_refuses_another_file(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "file.xlsx"
    file.write_text("no", encoding="utf-8")
    assert shell("import", str(file)) == (2, "", f"{file}: das ist keine lesbare Excel-Datei (.xlsx)\n")
    assert not imported_file().exists()


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="../shared/data/quellen/AuszugGV4QAktuell_2024.xlsx is missing")
def test_import_then_show(shell: Shell, tmp_path: Path) -> None:
    code, out, err = shell("import", str(OFFICIAL))
    assert (code, out.splitlines()[:4], err) == (
        0,
        [
            "10.752 Gemeinden, Gebietsstand 31.12.2024.",
            "84.666.498 Einwohner am 31.12.2023 (Grundlage Zensus 2011).",
            "207 gemeindefreie Gebiete weggelassen.",
            f"Geschrieben: {tmp_path / 'places' / 'municipalities-de.csv'}",
        ],
        "",
    )
    code, out, _ = shell("show", "08117012")
    assert "Einwohnerzahl der Gemeinde  5.270 Einwohner" in out


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="../shared/data/quellen/AuszugGV4QAktuell_2024.xlsx is missing")
def test_import_elsewhere_says_where_it_counts(shell: Shell, tmp_path: Path) -> None:
    code, out, _ = shell("import", str(OFFICIAL), "--to", str(tmp_path / "other"))
    assert code == 0
    assert f"Quartier benutzt die Tabelle erst, wenn sie hier liegt: {imported_file()}" in out.splitlines()


def test_mistakes_are_left_to_the_frame(shell: Shell) -> None:
    assert shell("find", "Bad Boll", "--limit", "0")[0] == 2
    with pytest.raises(BadInputError):
        app(["show", "08117013"], standalone_mode=False)
