"""`quartier documents` as people call it: a folder or an archive of drafts, and what may be wrong."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

NAMES = [
    "README.txt",
    "01-sitzungsvorlage.docx",
    "01-sitzungsvorlage.pdf",
    "02-finanzierungsplan.xlsx",
    "02-finanzierungsplan.pdf",
    "03-termine.ics",
    "04-antrag-1-impulse-gemeinde.docx",
    "04-antrag-1-impulse-gemeinde.pdf",
    "04-antrag-2-impulse-verein.docx",
    "04-antrag-2-impulse-verein.pdf",
    "05-verwendungsnachweis.xlsx",
    "06-verstetigungsplan.docx",
    "06-verstetigungsplan.pdf",
]
ACTUALS = """\
format: quartier.actuals/1
project: Treffpunkt am Markt
as_of: 2027-12-31
costs: {umbau: {2027: 53550}}
"""


@pytest.fixture
def documents(quartier: Run, project: Path, catalogue: Path, tmp_path: Path) -> Run:
    """Run `quartier documents` into a folder of its own unless told otherwise."""

    def call(*options: object, out: object = tmp_path / "unterlagen") -> CompletedProcess[str]:
        return quartier("documents", project, "--catalogue", catalogue, "--out", out, *options)

    return call


def test_a_folder_of_drafts(documents: Run, tmp_path: Path) -> None:
    done = documents("--council-date", "2026-07-14")
    folder = tmp_path / "unterlagen"

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"Entwurf, Stand 01.03.2026. Geschrieben nach {folder}:",
        *(f"  {name}" for name in NAMES),
    ]
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    assert "DTSTART;VALUE=DATE:20260714" in (folder / "03-termine.ics").read_text(encoding="utf-8")


def test_an_archive(documents: Run, tmp_path: Path) -> None:
    archive = tmp_path / "neu" / "unterlagen.zip"

    assert documents(out=archive).returncode == 0
    assert zipfile.ZipFile(archive).namelist() == [f"treffpunkt-am-markt-2026-03-01-entwurf/{name}" for name in NAMES]


def test_real_figures_go_into_the_proof_of_use(documents: Run, tmp_path: Path) -> None:
    real = tmp_path / "ist.yaml"
    real.write_text(ACTUALS, encoding="utf-8")
    documents()
    planned = (tmp_path / "unterlagen" / "05-verwendungsnachweis.xlsx").read_bytes()

    assert documents("--actuals", real).returncode == 0
    assert (tmp_path / "unterlagen" / "05-verwendungsnachweis.xlsx").read_bytes() != planned


def test_real_figures_of_another_project_are_refused(documents: Run, tmp_path: Path) -> None:
    real = tmp_path / "ist.yaml"
    real.write_text(ACTUALS.replace("umbau", "neubau"), encoding="utf-8")
    done = documents("--actuals", real)

    assert done.returncode == 2
    assert done.stderr.startswith(f"{real}:4: ")


def test_a_day_that_is_none(documents: Run) -> None:
    done = documents("--council-date", "9.6.2026")

    assert done.returncode == 2
    assert "„9.6.2026“ ist kein Tag in der Form 2026-06-09." in done.stderr


def test_a_place_nobody_can_write_to(documents: Run, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("", encoding="utf-8")
    done = documents(out=tmp_path / "datei" / "unterlagen")

    assert done.returncode == 2
    assert "lässt sich nicht schreiben" in done.stderr


def test_no_plan_no_documents(documents: Run, project: Path, change: Callable[..., None], tmp_path: Path) -> None:
    change(project, ("topics: [participation]\n", "topics: [participation]\nchoose: {only: [zu]}\n"))
    done = documents()

    assert done.returncode == 1
    assert "Kein Plan möglich" in done.stdout
    assert not (tmp_path / "unterlagen").exists()
