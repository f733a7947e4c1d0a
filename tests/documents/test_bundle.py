"""The archive of all documents: complete for every example, safe names, the same bytes every time."""

import io
import re
import zipfile

import pytest
from tests.documents.samples import COUNCIL, EXAMPLES, dossier, example, town

from quartier.documents.bundle import bundle_files, bundle_name, bundle_zip, readme

SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(docx|ics|pdf|xlsx)")
MAGIC = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-", "ics": b"BEGIN:VCALENDAR"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_produces_all_documents(name: str) -> None:
    of = example(name, *COUNCIL)
    archive = zipfile.ZipFile(io.BytesIO(bundle_zip(of)))
    files = bundle_files(of)

    assert archive.testzip() is None
    assert archive.namelist() == [
        f"{bundle_name(of)}/{name}" for name in ("README.txt", *(file.name for file in files))
    ]
    assert len(files) == 8 + 2 * len(of.plan.grants)
    for file in files:
        assert SAFE.fullmatch(file.name)
        assert archive.read(f"{bundle_name(of)}/{file.name}").startswith(MAGIC[file.name.rpartition(".")[2]])
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_same_dossier_same_bytes() -> None:
    assert bundle_zip(dossier()) == bundle_zip(dossier())


def test_the_list_says_what_of_which_day_from_which_catalogue() -> None:
    assert readme(dossier()).split("\r\n") == [
        "Unterlagen zu: Dorfhaus",
        "Dieser Plan: wenig eigenes Geld (bewiesen)",
        "Stand: 01.03.2026",
        "Katalog der Programme: sha256:0",
        "",
        "ENTWURF. Dieses Dokument ist ein Entwurf und ein Vorschlag. Es ist keine Rechtsberatung und keine",
        "Entscheidung. Über jeden Zuschuss entscheidet allein die Stelle, die ihn gibt.",
        "",
        "01-sitzungsvorlage.docx     Sitzungsvorlage zum Weiterschreiben",
        "01-sitzungsvorlage.pdf      Sitzungsvorlage",
        "02-finanzierungsplan.xlsx   Kosten- und Finanzierungsplan mit Formeln",
        "02-finanzierungsplan.pdf    Kosten- und Finanzierungsplan zum Ausdrucken",
        "03-termine.ics              Termine für den Kalender",
        "04-antrag-1-land.docx       Prüfliste und Datenblatt: LAND",
        "04-antrag-1-land.pdf        Prüfliste und Datenblatt: LAND",
        "05-verwendungsnachweis.xlsx Verwendungsnachweis: Plan und Ist mit Formeln",
        "06-verstetigungsplan.docx   Verstetigungsplan zum Weiterschreiben",
        "06-verstetigungsplan.pdf    Verstetigungsplan",
        "",
        "Quartier reicht keinen Antrag ein. Prüfen Sie alles, bevor Sie es verwenden.",
        "",
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ökohaus Größe & Co. – Süd", "oekohaus-groesse-co-sued"),
        ("../../etc/passwd", "etc-passwd"),
        ("😀🏠", "vorhaben"),
        ("مركز الحي", "vorhaben"),
        ("Haus " * 60, "haus-haus-haus-haus-haus-haus-haus-haus-haus-haus"),
    ],
)
def test_file_names_are_safe_whatever_the_title(title: str, name: str) -> None:
    assert bundle_name(dossier(town(title=title))) == f"{name}-2026-03-01-entwurf"


def test_media_types_for_downloads() -> None:
    assert {file.name.rpartition(".")[2]: file.media_type for file in bundle_files(dossier())} == {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pdf": "application/pdf",
        "ics": "text/calendar; charset=utf-8",
    }
