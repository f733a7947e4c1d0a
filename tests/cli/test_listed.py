"""`quartier listed` as people and programs use it: import, find, show; mark, address and licence never missing."""

import csv
import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from quartier.catalogue.listed.contract import COLUMNS
from quartier.catalogue.listed.store import listed_file
from quartier.matching.wording import german_date
from quartier.model.listed import PAGES

Run = Callable[..., CompletedProcess[str]]

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "foerderdatenbank" / "beispiel-export"
TODAY = german_date(dt.datetime.now(tz=dt.UTC).date())
NAMES = [column.name for column in COLUMNS]
LICENCE = (
    "Texte: Bundesministerium für Wirtschaft und Energie (BMWE), CC BY-ND 4.0 "
    "(https://creativecommons.org/licenses/by-nd/4.0/deed.de), Quelle: https://www.foerderdatenbank.de/"
)
WARNING = (
    "! Diese Programme sind nicht geprüft: Wir kennen nur die groben Angaben der Förderdatenbank, nicht die Regeln. "
    "Lesen Sie die Seite des Programms und fragen Sie die Stelle. In Finanzierungspläne kommen sie nicht."
)
COMMON = {
    "funding_body": '["land"]',
    "funding_type": '["zuschuss"]',
    "license_info": "Ein Programm von BMWE, lizensiert unter CC BY-ND 4.0",
    "on_website_from": "2026-W32",
    "previous_update_dates": "[]",
    "absent": "false",
}
PROGRAMMES = {
    "treff": {
        "title": "Offene Treffpunkte",
        "short_description": "Zuschüsse für einen Mittagstisch.",
        "eligible_applicants": '["kommune"]',
        "funding_location": '["baden_wuerttemberg"]',
        "status_note": "Antragstellung nicht möglich",
    },
    "kueche": {
        "title": "Küchen für den Mittagstisch",
        "eligible_applicants": '["oeffentliche_einrichtung"]',
        "funding_location": '["_bundesweit"]',
        "funding_type": '["darlehen"]',
        "contact_info_institution": "Küchenamt",
        "further_links": '[{"url": "https://example.org/mehr", "title": "Mehr dazu"}]',
    },
    "betrieb": {
        "title": "Mittagstisch in Betrieben",
        "eligible_applicants": '["unternehmen"]',
        "funding_location": '["baden_wuerttemberg"]',
    },
    "alt": {"title": "Alter Mittagstisch", "absent": "true", "on_website_to": "2026-W40"},
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with four programmes."""
    path = tmp_path / "programme.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, NAMES, restval="")
        writer.writeheader()
        for number, (name, cells) in enumerate(PROGRAMMES.items()):
            key = {"programme_slug": name, "id_url": f"land-{name}", "id_hash": f"{number:032d}"}
            writer.writerow({**COMMON, **key, "url": f"{PAGES}Land/{name}.html", **cells})
    return path


@pytest.fixture
def listed(quartier: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `quartier listed` with a data folder of its own, so wide that no line is wrapped."""
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("quartier.cli.console.MAX_WIDTH", 1000)
    return partial(quartier, "listed", COLUMNS="1000")


@pytest.fixture
def imported(listed: Run, table: Path) -> Run:
    """The same with the four programmes imported."""
    assert listed("import", table).returncode == 0
    return listed


def lines(ended: CompletedProcess[str]) -> list[str]:
    assert (ended.returncode, ended.stderr) == (0, "")
    return [line.rstrip() for line in ended.stdout.splitlines()]


def test_import(listed: Run, table: Path) -> None:
    assert lines(listed("import", table)) == [
        "3 Programme eingelesen, dazu 1, die nicht mehr in der Datenbank stehen.",
        f"Neueste Angabe: 2026-W40. Geschrieben: {listed_file()}",
        LICENCE,
    ]
    assert lines(listed("import", table))[1] == "Vorher waren es 4."


def test_import_refused(listed: Run, table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace(",absent,", ",deleted,"), encoding="utf-8")
    ended = listed("import", table)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{table}:1: absent: die Spalte fehlt; umbenannt in „deleted“?\n"
    assert not listed_file().exists()


def test_import_names_what_was_left_out(listed: Run, table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, NAMES)
        writer.writeheader()
        for number in range(101):
            key = {"id_url": f"p{number}", "id_hash": f"{number:032d}", "url": f"{PAGES}p{number}.html"}
            writer.writerow({**rows[0], **key, "last_updated": "gestern" if number == 0 else "2026-W41"})
    assert lines(listed("import", table))[:3] == [
        "100 Programme eingelesen.",
        "Nicht lesbar und darum weggelassen:",
        f"  ! {table}:2: last_updated: erwartet Kalenderwoche wie 2026-W34, steht: „gestern“",
    ]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/data/foerderdatenbank/beispiel-export is missing")
def test_import_the_official_samples(listed: Run) -> None:
    assert lines(listed("import", SAMPLES))[0] == "3 Programme eingelesen."
    found = json.loads(listed("find", "Lohnkostenzuschuss", "--json").stdout)
    assert [hit["programme"] for hit in found["hits"]] == ["fdb:bund-ba-eingliederungszuschuss-bund"]


def test_find(imported: Run) -> None:
    assert lines(imported("find", "Mittagstisch in Betrieben", "--limit", "1")) == [
        " 1 Mittagstisch in Betrieben",
        "   nicht geprüft · Land · Baden-Württemberg · Zuschuss",
        "   fdb:land-betrieb",
        f"   {PAGES}Land/betrieb.html",
        "",
        WARNING,
        "Mehr zu einem Programm: quartier listed show KENNUNG",
        f"Förderdatenbank des Bundes, eingelesen am {TODAY}. {LICENCE}",
    ]


def test_find_for_a_project(imported: Run, project: Path) -> None:
    """A town and an association in Baden-Württemberg: what is only for companies does not come into question."""
    assert lines(imported("find", "Küchen für den Mittagstisch", "--project", project))[:14] == [
        " 1 Küchen für den Mittagstisch",
        "   nicht geprüft · Land · bundesweit · Darlehen",
        "   ? unklar für gemeinde",
        "     ? Förderberechtigte laut Förderdatenbank: Öffentliche Einrichtung",
        "     ? Förderart laut Förderdatenbank: Darlehen",
        "   fdb:land-kueche",
        f"   {PAGES}Land/kueche.html",
        "",
        " 2 Offene Treffpunkte",
        "   nicht geprüft · Land · Baden-Württemberg · Zuschuss",
        "   ✓ kommt in Frage für gemeinde",
        "   Antragstellung nicht möglich",
        "   fdb:land-treff",
        f"   {PAGES}Land/treff.html",
    ]


def test_find_everything_for_a_project(imported: Run, project: Path) -> None:
    shown = lines(imported("find", "Mittagstisch", "--project", project, "--all"))
    assert "   ✗ kommt nicht in Frage für gemeinde" in shown
    assert "     ✗ Förderberechtigte laut Förderdatenbank: Unternehmen" in shown
    assert any("steht nicht mehr in der Förderdatenbank, zuletzt 2026-W40" in line for line in shown)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), {"fdb:land-betrieb", "fdb:land-kueche", "fdb:land-treff"}),
        (("--all",), {"fdb:land-betrieb", "fdb:land-kueche", "fdb:land-treff", "fdb:land-alt"}),
        (("--money", "darlehen"), {"fdb:land-kueche"}),
        (("--money", "darlehen", "--money", "zuschuss"), {"fdb:land-betrieb", "fdb:land-kueche", "fdb:land-treff"}),
    ],
)
def test_find_what_is_wanted(imported: Run, options: tuple[str, ...], found: set[str]) -> None:
    answer = json.loads(imported("find", "Mittagstisch", "--json", *options).stdout)
    assert {hit["programme"] for hit in answer["hits"]} == found


def test_find_as_json(imported: Run, project: Path) -> None:
    answer = json.loads(imported("find", "Treffpunkte", "--project", project, "--json").stdout)
    assert (answer["query"], answer["project"], answer["checked"]) == ("Treffpunkte", "Treffpunkt am Markt", False)
    assert (answer["source"]["licence"], answer["source"]["attribution"]) == ("CC BY-ND 4.0", LICENCE)
    (hit,) = answer["hits"]
    score = hit.pop("score")
    assert score > 0
    assert hit == {
        "programme": "fdb:land-treff",
        "name": "Offene Treffpunkte",
        "url": f"{PAGES}Land/treff.html",
        "checked": False,
        "absent": False,
        "codes": {
            "funding_type": ["zuschuss"],
            "eligible_applicants": ["kommune"],
            "funding_body": ["land"],
            "funding_location": ["baden_wuerttemberg"],
        },
        "attribution": "Ein Programm von BMWE, lizensiert unter CC BY-ND 4.0",
        "party": "gemeinde",
        "suitability": "possible",
        "reasons": [
            {
                "facet": "eligible_applicants",
                "suitability": "possible",
                "text": "Förderberechtigte laut Förderdatenbank: Kommune",
            },
            {
                "facet": "funding_location",
                "suitability": "possible",
                "text": "Fördergebiet laut Förderdatenbank: Baden-Württemberg",
            },
            {"facet": "funding_type", "suitability": "possible", "text": "Förderart laut Förderdatenbank: Zuschuss"},
        ],
    }


def test_find_without_project_says_nothing_about_suiting(imported: Run) -> None:
    (hit,) = json.loads(imported("find", "Treffpunkte", "--json").stdout)["hits"]
    assert {"party", "suitability", "reasons"} & set(hit) == set()


def test_find_nothing(imported: Run) -> None:
    shown = lines(imported("find", "Xylophon"))
    assert (shown[0], WARNING in shown) == ("Kein Programm gefunden für „Xylophon“.", False)


def test_show(imported: Run) -> None:
    assert lines(imported("show", "land-kueche")) == [
        "Küchen für den Mittagstisch",
        "nicht geprüft · fdb:land-kueche",
        f"{PAGES}Land/kueche.html",
        "",
        "Fördergeber: Land",
        "Fördergebiet: bundesweit",
        "Förderberechtigte: Öffentliche Einrichtung",
        "Förderart: Darlehen",
        "Stelle: Küchenamt",
        "",
        "Weitere Seiten",
        "Mehr dazu: https://example.org/mehr",
        "",
        WARNING,
        f"Eingelesen am {TODAY}. Ein Programm von BMWE, lizensiert unter CC BY-ND 4.0",
    ]


def test_show_one_that_is_gone(imported: Run) -> None:
    gone = "steht nicht mehr in der Förderdatenbank, zuletzt 2026-W40"
    assert lines(imported("show", "fdb:land-alt"))[1] == f"nicht geprüft · {gone} · fdb:land-alt"


def test_show_as_json(imported: Run) -> None:
    answer = json.loads(imported("show", "land-treff", "--json").stdout)
    programme = answer["programme"]
    assert (programme["id"], programme["checked"], programme["texts"]["status_note"]) == (
        *("fdb:land-treff", False, "Antragstellung nicht möglich"),
    )
    assert answer["source"]["address"] == "https://fdb.cdl.correlaid.org/data/programme.csv"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("show", "land-treffen"),
            (
                "quartier listed show: land-treffen: dieses Programm steht nicht in der eingelesenen Förderdatenbank. "
                "Gemeint ist vielleicht fdb:land-treff\n"
            ),
        ),
        (
            ("show", "xyz"),
            "quartier listed show: xyz: dieses Programm steht nicht in der eingelesenen Förderdatenbank\n",
        ),
    ],
)
def test_no_such_programme(imported: Run, arguments: tuple[str, ...], message: str) -> None:
    ended = imported(*arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", message)


@pytest.mark.parametrize("arguments", [("find", "Mittagstisch"), ("show", "land-treff")])
def test_nothing_imported_yet(listed: Run, arguments: tuple[str, ...]) -> None:
    ended = listed(*arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        2,
        "",
        (
            f"{listed_file()}: noch nichts eingelesen; laden Sie den XML-Export "
            "(https://www.foerderdatenbank.de/FDB/WS/export) oder die Tabelle "
            "(https://fdb.cdl.correlaid.org/data/programme.csv) und rufen Sie `quartier listed import PFAD` auf\n"
        ),
    )


def test_a_wrong_project(imported: Run, project: Path, change: Callable[..., None]) -> None:
    change(project, ("type: municipality", "type: town"))
    ended = imported("find", "Mittagstisch", "--project", project)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"{project}:8: parties.0.type: „town“ steht nicht im Vokabular")


def test_a_listed_programme_cannot_be_chosen_for_a_plan(imported: Run, quartier: Run, project: Path) -> None:
    """Even named in the project file, it is no programme: the file is refused."""
    assert imported("show", "land-treff").returncode == 0
    project.write_text(project.read_text(encoding="utf-8") + "choose: {only: [land-treff]}\n", encoding="utf-8")
    ended = quartier("plan", project)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "das Programm „land-treff“ gibt es im Katalog nicht" in ended.stderr


def test_in_a_process_of_its_own(process: Run, table: Path, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    assert process("listed", "import", table, QUARTIER_DATA=data).returncode == 0
    ended = process("listed", "find", "Mittagstische", QUARTIER_DATA=data)
    assert (ended.returncode, ended.stderr, "nicht geprüft" in ended.stdout) == (0, "", True)
