"""Bad input ends with exit code 2, one line `file:line: field: message` per mistake, no traceback, nothing written."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from quartier.matching import answer

Run = Callable[..., CompletedProcess[str]]
Change = Callable[..., None]


def refused(ended: CompletedProcess[str]) -> list[str]:
    """The lines on stderr of a command that refused its input."""
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
    return ended.stderr.splitlines()


@pytest.fixture
def complaints(match: Run, change: Change, project: Path) -> Callable[[str, str], list[str]]:
    """What is said of the project with one text replaced, without the name of the file."""

    def made(old: str, new: str) -> list[str]:
        change(project, (old, new))
        return [line.removeprefix(f"{project}:") for line in refused(match())]

    return made


COST = "net: {2027: 50000}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("council_resolution", "counsil_resolution", "10: facts.counsil_resolution: die Tatsache „counsil_resolution“"),
        ("council_resolution: true", "volunteers: -3", "10: facts.volunteers: darf nicht negativ sein"),
        ("council_resolution: true", 'volunteers: "NaN"', "10: facts.volunteers: erwartet eine Zahl"),
        ("08415059", "08415999", "4: place.ags: den Gemeindeschlüssel „08415999“ gibt es im Register nicht"),
        ("08415059", "99415060", "4: place.ags: den Gemeindeschlüssel „99415060“ kann es nicht geben"),
        ("kind: investment", "kind: gold", "12: costs.0.kind: „gold“ steht nicht im Vokabular"),
        (
            "measure: building",
            "measure: bilding",
            "12: costs.0.measure: „bilding“ steht nicht im Vokabular; gemeint ist",
        ),
        ("type: municipality", "type: town", "8: parties.0.type: „town“ steht nicht im Vokabular"),
        ("[participation]", "[partisipation]", "6: topics.0: „partisipation“ steht nicht im Vokabular; gemeint ist"),
        (COST, "net: {2027: -1}", "12: costs.0.net.2027: ein Betrag darf nicht negativ sein"),
        (COST, "net: {2027: 0.005}", "12: costs.0.net.2027: höchstens zwei Nachkommastellen"),
        (COST, "net: {2027: viel}", "12: costs.0.net.2027: kein lesbarer Geldbetrag"),
        (COST, "net: {2031: 5}", "12: costs.0.net.2031: 2031 liegt außerhalb des Zeitraums"),
        (COST, "net: {1031: 5}", "12: costs.0.net.1031"),
        (
            "facts:",
            "choose: {only: [impulze]}\nfacts:",
            "10: choose.only.0: das Programm „impulze“ gibt es im Katalog nicht; gemeint ist",
        ),
        (
            "facts:",
            "choose: {without: [xyz]}\nfacts:",
            "10: choose.without.0: das Programm „xyz“ gibt es im Katalog nicht",
        ),
        (
            "facts:",
            "granted: [{programme: impulse, block: town, amount: 5, decided_on: 2026-01-01}]\nfacts:",
            "10: granted.0.block: „impulse“ hat keinen Baustein „town“; gemeint ist vielleicht `towns`",
        ),
        (
            "facts:",
            "granted: [{programme: impulze, amount: 5, decided_on: 2026-01-01}]\nfacts:",
            "10: granted.0.programme: das Programm „impulze“ gibt es im Katalog nicht",
        ),
        ("title: Treffpunkt am Markt", "title: &a Treffpunkt", "2: Anker (`&name`) sind nicht erlaubt"),
        ("title: Treffpunkt am Markt", "title: *a", "2: Verweise (`*name`) sind nicht erlaubt"),
        ("title: Treffpunkt am Markt", "title: !!python/name:os.system", "2: Typ-Angaben (`!…`) sind nicht erlaubt"),
        ("as_of: 2026-03-01", "as_of: 2026-02-30", "3: das Datum 2026-02-30 gibt es nicht"),
        ("facts:", "title: nochmal\nfacts:", "10: der Schlüssel „title“ steht hier zweimal"),
        ("project/1", "project/7", "1: format: erlaubt: 'quartier.project/1'"),
    ],
)
def test_a_mistake_in_the_project(complaints: Callable[[str, str], list[str]], old: str, new: str, line: str) -> None:
    assert [text.startswith(line) for text in complaints(old, new)] == [True]


def test_all_mistakes_at_once(match: Run, change: Change, project: Path) -> None:
    change(project, ("council_resolution", "nobody"), ("[participation]", "[war]"), ("08415059", "08415999"))

    assert [text.removeprefix(f"{project}:").split(":")[0] for text in refused(match())] == ["4", "6", "10"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1: die Datei ist leer"),
        ("title: Grüße".encode("latin-1"), "1: das ist kein UTF-8-Text"),
        (b"\xff\xfet\x00", "1: das ist kein UTF-8-Text"),
        (b"a: [1\n", "2: kein gültiges YAML"),
        (b"- a\n", "1: erwartet Einträge der Form „Name: Wert“"),
        (b"a: 1\x00\n", " kein gültiges YAML"),
        (b"[" * 500, "1: die Datei ist zu tief verschachtelt"),
        (b"[" * 50000, "1: kein gültiges YAML: exceeded maximum nesting depth"),
    ],
)
def test_a_file_that_is_no_project(match: Run, project: Path, content: bytes, message: str) -> None:
    project.write_bytes(content)

    assert [line.startswith(f"{project}:{message}") for line in refused(match())] == [True]


def test_a_file_of_50_megabytes(match: Run, project: Path) -> None:
    with project.open("wb") as file:
        file.truncate(50_000_000)

    assert refused(match()) == [
        f"{project}: die Datei ist größer als 2 MB; so viel Text ist keine Projekt- oder Programmdatei"
    ]


def test_missing_files_and_folders(quartier: Run, project: Path, catalogue: Path, tmp_path: Path) -> None:
    missing = tmp_path / "fehlt.yaml"

    assert refused(quartier("match", missing)) == [
        f"{missing}: die Datei lässt sich nicht öffnen: gibt es sie, und darf ich sie lesen?"
    ]
    assert refused(quartier("match", catalogue)) == [f"{catalogue}: die Datei ist ein Ordner, keine Datei"]
    assert refused(quartier("match", project, "--catalogue", missing)) == [
        f"{missing}: diesen Katalog-Ordner gibt es nicht"
    ]


def test_a_catalogue_that_contradicts_itself(match: Run, change: Change, catalogue: Path) -> None:
    second = catalogue / "second.yaml"
    second.write_bytes((catalogue / "impulse.yaml").read_bytes())
    change(second, ('edition: "2025"', 'edition: "2026"'))
    third = catalogue / "third.yaml"
    third.write_bytes((catalogue / "zu.yaml").read_bytes())
    change(
        third,
        ("programme: zu", "programme: kreis"),
        ("confidence: low", "combining: [{rule: requires, programme: kreis}]\nconfidence: low"),
    )

    assert refused(match()) == [
        f"{second}:4: valid: gilt gleichzeitig mit der Ausgabe „2025“; je Tag darf nur eine Ausgabe gelten",
        f"{third}:15: combining.0.programme: Kreis: kreis braucht kreis",
    ]


def test_nothing_is_written_beside_the_input(match: Run, change: Change, project: Path, tmp_path: Path) -> None:
    change(project, ("council_resolution", "nobody"))
    before = sorted(tmp_path.rglob("*"))
    refused(match())

    assert [path for path in sorted(tmp_path.rglob("*")) if path not in before and "cache" not in path.parts] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mach"], "quartier: den Befehl „mach“ gibt es nicht; gemeint ist vielleicht `match`"),
        (["match"], "quartier: Es fehlt die Angabe PROJECT. Hilfe: quartier match --help"),
        (
            ["match", "x.yaml", "--jsn"],
            "quartier: Die Option --jsn gibt es nicht; gemeint ist vielleicht --json. Hilfe: quartier match --help",
        ),
    ],
)
def test_wrong_commands(quartier: Run, arguments: list[str], message: str) -> None:
    assert refused(quartier(*arguments)) == [message]


def test_an_internal_error_is_one_line_and_a_hint(
    quartier: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("kaputt")

    monkeypatch.setattr(answer, "match_project", fail)
    ended, debugged = quartier("match", project), quartier("match", project, "--debug")
    hint = "Einzelheiten zum Melden zeigt derselbe Befehl mit --debug."

    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == f"quartier: Das ist ein Fehler im Programm (RuntimeError: kaputt). {hint}\n"
    assert (debugged.returncode, "Traceback" in debugged.stderr) == (3, True)


def test_a_reader_that_leaves_early_is_no_error(project: Path, catalogue: Path) -> None:
    command = [sys.executable, "-c", "from quartier.cli import main; main()", "match", str(project)]
    command += ["--catalogue", str(catalogue)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own program
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert (process.stderr.read(), process.wait(timeout=60)) == (b"", 141)


WAITING = """
import time
from quartier.cli import app, main
app.app = lambda *_, **__: (print("ready", flush=True), time.sleep(60))
main()
"""


def test_interrupting_ends_quietly() -> None:
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own program
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert (process.stderr.read(), process.wait(timeout=60)) == (b"", 130)
