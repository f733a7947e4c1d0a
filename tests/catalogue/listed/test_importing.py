"""The import: whole and atomic, outside the repository, with source, licence and date; or nothing changes."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.listed.importing import Imported, import_listed
from quartier.catalogue.listed.sources import attribution
from quartier.catalogue.listed.store import listed_file, read_listing
from quartier.catalogue.loading import built_in_folder, load_catalogue
from quartier.model.listed import PAGES, ListedSource

Row = dict[str, str]
WriteTable = Callable[..., Path]
Report = Callable[[Callable[[], object]], list[str]]

DAY = dt.date(2026, 11, 25)
LICENCE_URL = "https://creativecommons.org/licenses/by-nd/4.0/deed.de"
SOURCE = ListedSource(
    title="Förderdatenbank des Bundes",
    kind="csv",
    address="https://fdb.cdl.correlaid.org/data/programme.csv",
    homepage="https://www.foerderdatenbank.de/",
    rights="Bundesministerium für Wirtschaft und Energie (BMWE)",
    licence="CC BY-ND 4.0",
    licence_url=LICENCE_URL,
    imported_on=DAY,
    newest_entry="2026-W40",
    programmes=100,
)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("QUARTIER_DATA", str(folder))
    return folder


def test_a_table(table: WriteTable, many: list[Row], data: Path) -> None:
    many[0] |= {"absent": "true", "on_website_to": "2026-W40"}
    file = data / "listed" / "foerderdatenbank.jsonl"
    assert import_listed(table(many), DAY) == Imported(file=file, source=SOURCE, present=99, before=None)
    assert [path.name for path in file.parent.iterdir()] == ["foerderdatenbank.jsonl"]
    lines = file.read_text(encoding="utf-8").splitlines()
    assert (len(lines), json.loads(lines[0])["rights"]) == (101, SOURCE.rights)
    listing = read_listing()
    assert listing is not None
    assert (listing.source, len(listing.programmes)) == (SOURCE, 100)
    assert listing.find("fdb:land-bw-programm-7") == listing.find("land-bw-programm-7") == listing.programmes[6]
    assert listing.find("programm-7") is None


def test_what_was_left_out_stays_written(table: WriteTable, many: list[Row]) -> None:
    many[0] |= {"absent": "nein"}
    path = table(many)
    left_out = (f"{path}:2: absent: erwartet true oder false, steht: „nein“",)
    assert import_listed(path, DAY).source.left_out == left_out


def test_an_export_over_an_older_import(
    table: WriteTable, many: list[Row], export: Callable[..., Path], make_offer: Callable[..., str]
) -> None:
    import_listed(table(many), DAY)
    imported = import_listed(export({"Foerderprogramm/Bund/treffpunkte.xml": make_offer()}, zipped=True), DAY)
    assert (imported.before, imported.present, imported.source.kind, imported.source.address) == (
        *(100, 1, "xml", "https://www.foerderdatenbank.de/FDB/WS/export"),
    )


def test_a_refused_source_leaves_the_older_import(table: WriteTable, many: list[Row], report: Report) -> None:
    import_listed(table(many), DAY)
    before = listed_file().read_bytes()
    names = [name for name in many[0] if name != "absent"]
    path = table(many, names=names)
    assert report(lambda: import_listed(path, DAY)) == [f"{path}:1: absent: die Spalte fehlt"]
    assert listed_file().read_bytes() == before


def test_a_refused_source_writes_nothing(
    table: WriteTable, row: Callable[..., Row], data: Path, report: Report
) -> None:
    path = table([row(grw='["neu"]')])
    assert report(lambda: import_listed(path, DAY)) == [f"{path}:2: grw: den Code „neu“ kennen wir nicht"]
    assert not data.exists()


@pytest.mark.parametrize(("name", "reason"), [("no.csv", "diese Datei gibt es nicht"), ("no.zip", None)])
def test_no_file(tmp_path: Path, report: Report, name: str, reason: str | None) -> None:
    assert report(lambda: import_listed(tmp_path / name, DAY)) == [
        f"{tmp_path / name}: {reason or 'diese Datei gibt es nicht'}"
    ]


def test_another_kind_of_file(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "programme.parquet"
    path.write_bytes(b"PAR1")
    assert report(lambda: import_listed(path, DAY)) == [
        (
            f"{path}: erwartet den XML-Export (.zip, .xml oder Ordner, https://www.foerderdatenbank.de/FDB/WS/export) "
            "oder die Tabelle (.csv, https://fdb.cdl.correlaid.org/data/programme.csv)"
        )
    ]


def test_never_into_a_checkout_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: WriteTable, row: Callable[..., Row], report: Report
) -> None:
    checkout = tmp_path / "checkout"
    for name in (".git", "catalogue"):
        (checkout / name).mkdir(parents=True)
    monkeypatch.setenv("QUARTIER_DATA", str(checkout / "data"))
    path = table([row()])
    assert report(lambda: import_listed(path, DAY)) == [
        (
            f"{checkout / 'data' / 'listed' / 'foerderdatenbank.jsonl'}: die Texte der Förderdatenbank stehen unter "
            "CC BY-ND und gehören nicht in das Projektverzeichnis. "
            "Bitte QUARTIER_DATA auf einen Ordner außerhalb setzen"
        )
    ]
    assert not (checkout / "data").exists()


def test_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: WriteTable, row: Callable[..., Row], report: Report
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path / "file"))
    path = table([row()])
    assert report(lambda: import_listed(path, DAY)) == [
        (
            f"{tmp_path / 'file' / 'listed' / 'foerderdatenbank.jsonl'}: dorthin lässt sich nicht schreiben (Not a "
            "directory); ein anderer Ordner geht mit QUARTIER_DATA=ORDNER"
        )
    ]


def test_the_usual_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QUARTIER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert listed_file() == tmp_path / "quartier" / "listed" / "foerderdatenbank.jsonl"


def test_nothing_imported_yet() -> None:
    assert read_listing() is None


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda _: [], "die Datei ist beschädigt oder aus einer anderen Version"),
        (
            lambda lines: [lines[0].replace("listed/1", "listed/2"), *lines[1:]],
            "die Datei ist beschädigt oder aus einer anderen Version",
        ),
        (lambda lines: lines[:-1], "die Datei hat 99 statt 100 Programme"),
        (lambda lines: [*lines[:-1], lines[-1][:-9]], "die Datei ist beschädigt oder aus einer anderen Version"),
    ],
)
def test_a_damaged_file(
    table: WriteTable, many: list[Row], report: Report, spoil: Callable[[list[str]], list[str]], reason: str
) -> None:
    path = table(many)
    file = import_listed(path, DAY).file
    file.write_text("\n".join(spoil(file.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    assert report(read_listing) == [f"{file}: {reason}; bitte neu einlesen mit `quartier listed import PFAD`"]
    assert import_listed(path, DAY).before is None


def test_licence_lines() -> None:
    assert SOURCE.attribution == (
        f"Texte: Bundesministerium für Wirtschaft und Energie (BMWE), CC BY-ND 4.0 ({LICENCE_URL}), Quelle: "
        "https://www.foerderdatenbank.de/"
    )
    assert attribution("A", f"{PAGES}a.html") == (
        f"A von Bundesministerium für Wirtschaft und Energie (BMWE), lizenziert unter CC BY-ND 4.0 ({LICENCE_URL}), "
        f"Quelle: {PAGES}a.html"
    )


def test_the_catalogue_stays_as_it_is(table: WriteTable, many: list[Row]) -> None:
    """No listed programme becomes one of the catalogue, and the built-in folder is not written to."""
    before = load_catalogue(use_cache=False).digest
    import_listed(table(many), DAY)
    catalogue = load_catalogue(use_cache=False)
    assert (catalogue.digest, [key for key in catalogue.by_programme if ":" in key]) == (before, [])
    assert list(built_in_folder().rglob("foerderdatenbank*")) == []
