"""`quartier catalogue` as people and programs use it: output, JSON, exit codes, and whatever can be given wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from quartier.catalogue.loading import load_catalogue

Run = Callable[..., CompletedProcess[str]]
Change = Callable[..., None]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the first of July 2026."""
    import datetime as dt  # noqa: PLC0415 - only this fixture needs it

    monkeypatch.setattr("quartier.cli.catalogue_inputs.today", lambda: dt.date(2026, 7, 1))


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize(
    "command", ["check", "list", "show", "diff", "stale", "links", "facts", "coverage", "export", "search"]
)
def test_every_command_has_help(quartier: Run, command: str) -> None:
    result = quartier("catalogue", command, "--help")

    assert (result.returncode, result.stderr) == (0, "")
    assert f"quartier catalogue {command}" in result.stdout


def test_help_lists_the_commands(quartier: Run) -> None:
    result = quartier("catalogue")

    assert result.returncode == 2
    assert "Alle Programme in je einer Zeile" in result.stdout


def test_check_of_the_built_in_catalogue(process: Run) -> None:
    result = process("catalogue", "check")

    catalogue = load_catalogue()
    counts = (len(catalogue.editions), len(catalogue.by_programme), len(catalogue.vocabulary.facts))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "{} Ausgaben, {} Programme, {} Tatsachen: keine Beanstandung.\n".format(*counts)


def test_check_names_file_and_line(quartier: Run, catalogue: Path) -> None:
    result = quartier("catalogue", "check", catalogue)

    assert (result.returncode, result.stdout) == (2, "")
    found = lines(result.stderr)
    wanted = "state/impulse/2025.yaml liegen (Ebene/Programm/Ausgabe)"
    assert found[0] == f"{catalogue}/impulse.yaml:1: die Datei muss unter {wanted}"
    assert f"{catalogue}/zu.yaml:5: name: die englische Fassung (`en`) fehlt" in found
    assert all(line.startswith(f"{catalogue}/") for line in found)


def test_check_with_sheets(quartier: Run, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "bw-impulse.yaml").write_text("id: bw-impulse\n", encoding="utf-8")

    result = quartier("catalogue", "check", catalogue, "--sheets", tmp_path / "sheets")

    assert f"{tmp_path}/sheets/bw-impulse.yaml: keine Ausgabe nennt dieses Faktenblatt" in lines(result.stderr)


@pytest.mark.usefixtures("day")
def test_list(quartier: Run, catalogue: Path) -> None:
    result = quartier("catalogue", "list", "--catalogue", catalogue)

    assert (result.returncode, result.stderr) == (0, "")
    assert lines(result.stdout) == [
        "Kennung  Ebene  heute           Name",
        "impulse  Land   bis 14.08.2026  Impulse",
        "zu       Bund   keine Anträge   Geschlossenes Programm",
        "2 Programme, 2 heute (01.07.2026) in Kraft.",
    ]


@pytest.mark.usefixtures("day")
def test_list_as_json(quartier: Run, catalogue: Path, change: Change) -> None:
    change(catalogue / "zu.yaml", ("{from: null}", "{from: null, until: 2020-12-31}"))

    result = quartier("catalogue", "list", "--catalogue", catalogue, "--json")

    assert json.loads(result.stdout) == [
        {
            "programme": "impulse",
            "edition": "2025",
            "name": "Impulse",
            "level": "state",
            "in_force": True,
            "intake": "rounds",
            "deadline": "2026-08-14",
        },
        {
            "programme": "zu",
            "edition": "1",
            "name": "Geschlossenes Programm",
            "level": "federal",
            "in_force": False,
            "intake": "closed",
            "deadline": None,
        },
    ]


@pytest.mark.usefixtures("day")
def test_show(quartier: Run, catalogue: Path, change: Change) -> None:
    change(
        catalogue / "impulse.yaml",
        (
            "unknown: [combining]",
            (
                "combining: [{with: {any: true}, rule: unknown, text: Nichts gefunden.}]\n"
                "steps: [{text: Sie rufen an., source: law}]\nremarks: [{text: Es eilt., source: law}]\n"
                "follow_up: {text: Danach Taler., source: call}\nexamples: [Ein Dorf baut.]\neasy: Das Land zahlt.\n"
                "unknown: [combining, Sonstiges]"
            ),
        ),
    )

    result = quartier("catalogue", "show", "impulse", "--catalogue", catalogue)

    assert (result.returncode, result.stderr) == (0, "")
    assert [line.rstrip(" ─") for line in result.stdout.splitlines()] == [
        "Impulse",
        "impulse · Ausgabe 2025 · Land · gilt seit 01.01.2025 (heute in Kraft)",
        "",
        "Ein Programm.",
        "",
        "Geldgeber             Land",
        "Zuständig             Landesamt, https://example.org/amt",
        "Handlungsfelder       Beteiligung, Engagement und Teilhabe",
        "Verlässlichkeit       hoch",
        "",
        "Baustein 1 von 2: Städte und Gemeinden",
        "  Art                   Anteilsfinanzierung",
        "  Satz                  80 %",
        "  Betrag                20.000 € bis 85.000 € je Vorhaben",
        "  Beginn                erst nach der Zusage",
        "  • Gemeinden. [1]",
        "",
        "Baustein 2 von 2: Vereine",
        "  Art                   Festbetrag",
        "  Betrag                höchstens 2.500 € je Vorhaben",
        "  Beginn                jederzeit",
        "  • Vereine. [1]",
        "  • Sieben. [1]",
        "",
        "Bedingungen für alle Bausteine",
        "  • Der Gemeinderat hat beschlossen. [2]",
        "",
        "Fristen",
        "  Anträge: in Runden",
        "  • 08.06.2026 bis 14.08.2026, Beginn ab 01.10.2026 [1]",
        "",
        "Mit anderem Geld verbinden",
        "  • alle anderen Mittel: nicht bekannt, bitte erfragen. Nichts gefunden.",
        "",
        "Nicht bekannt, bitte erfragen bei: Landesamt",
        "  • ob andere Fördermittel dazukommen dürfen",
        "  • Sonstiges",
        "",
        "So geht der Antrag",
        "  • Sie rufen an. [2]",
        "",
        "Hinweise",
        "  • Es eilt. [2]",
        "",
        "Wie es weitergeht",
        "  • Danach Taler. [1]",
        "",
        "Beispielvorhaben",
        "  • Ein Dorf baut.",
        "",
        "In Leichter Sprache",
        "  Das Land zahlt.",
        "",
        "Quellen",
        "[1] Ausschreibung, Stand 06.2025",
        "    https://example.org/call",
        "[2] Richtlinie, Stand 2024",
    ]


def test_show_fits_into_the_window(quartier: Run) -> None:
    """Every twelfth edition of the catalogue; only an address may be longer than the line."""
    for edition in load_catalogue().editions[::12]:
        result = quartier("catalogue", "show", edition.programme, "--edition", edition.edition)

        assert (result.returncode, result.stderr) == (0, "")
        assert [line for line in lines(result.stdout) if len(line) > 100 and "://" not in line] == []


@pytest.mark.usefixtures("day")
def test_show_as_json(quartier: Run, catalogue: Path) -> None:
    result = quartier("catalogue", "show", "zu", "--catalogue", catalogue, "--json")

    assert json.loads(result.stdout) == {
        "file": "zu.yaml",
        "in_force": True,
        "editions": ["1"],
        "edition": {
            "format": "quartier.programme/1",
            "programme": "zu",
            "edition": "1",
            "valid": {"from": None},
            "name": {"de": "Geschlossenes Programm"},
            "summary": {"de": "Ein Programm."},
            "level": "federal",
            "funder": "Bund",
            "authority": {"name": "Bundesamt"},
            "topics": ["participation"],
            "sources": {"call": {"title": "Aufruf", "as_of": "2020"}},
            "intake": {"kind": "closed"},
            "blocks": [{"id": "all", "name": {"de": "Alle"}, "pays": {"financing": "full"}}],
            "confidence": "low",
        },
    }


def test_diff(quartier: Run, catalogue: Path, change: Change) -> None:
    second = catalogue / "impulse26.yaml"
    second.write_text((catalogue / "impulse.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    change(second, ('"2025"', '"2026"'), ("from: 2025-01-01", "from: 2026-12-01"), ("rate: 80", "rate: 70"))
    change(catalogue / "impulse.yaml", ("until: null", "until: 2026-11-30"))

    text = quartier("catalogue", "diff", "impulse", "2025", "2026", "--catalogue", catalogue)
    data = quartier("catalogue", "diff", "impulse", "2025", "2026", "--catalogue", catalogue, "--json")
    same = quartier("catalogue", "diff", "impulse", "2025", "2025", "--catalogue", catalogue)

    assert lines(text.stdout) == [
        "Impulse: von Ausgabe 2025 zu 2026",
        "• Gilt: bisher 01.01.2025 bis 30.11.2026, jetzt seit 01.12.2026.",
        "• Baustein „Städte und Gemeinden“: Satz: bisher 80 %, jetzt 70 %.",
    ]
    assert json.loads(data.stdout)["changes"][1] == {
        "where": "Baustein „Städte und Gemeinden“",
        "what": "Satz",
        "old": "80 %",
        "new": "70 %",
        "text": "Baustein „Städte und Gemeinden“: Satz: bisher 80 %, jetzt 70 %.",
    }
    assert lines(same.stdout) == ["Impulse: von Ausgabe 2025 zu 2025", "Nichts hat sich geändert."]


@pytest.mark.usefixtures("day")
def test_stale(quartier: Run, catalogue: Path, change: Change) -> None:
    change(catalogue / "zu.yaml", ("{from: null}", "{from: null, until: 2020-12-31}"))
    change(catalogue / "impulse.yaml", ("opens: 2026-06-08, closes: 2026-08-14", "closes: 2026-06-30"))

    text = quartier("catalogue", "stale", "--catalogue", catalogue)
    data = quartier("catalogue", "stale", "--months", 24, "--catalogue", catalogue, "--json")

    assert [line.rstrip(" ─") for line in text.stdout.splitlines()] == [
        "",
        "Programme ohne Ausgabe für heute (1)",
        "Kennung  Ausgabe  galt bis    letzte Frist",
        "zu       1        31.12.2020  –",
        "",
        "In Kraft, aber alle bekannten Runden sind vorbei (1)",
        "Kennung  Ausgabe  galt bis  letzte Frist",
        "impulse  2025     –         30.06.2026",
        "",
        "Quellen älter als 12 Monate (2)",
        "Kennung  Ausgabe  Stand    Monate  Quelle",
        "impulse  2025     2024         19  law",
        "impulse  2025     06.2025      13  call",
        "",
        "Stand 01.07.2026",
        "Programme ohne Ausgabe für heute: 1",
        "Ausgaben mit lauter vergangenen Runden: 1",
        "alte Quellen: 2",
        "Quellen ohne Stand: 0",
    ]
    assert json.loads(data.stdout) == {
        "as_of": "2026-07-01",
        "months": 24,
        "not_in_force": [{"programme": "zu", "edition": "1"}],
        "ended": [{"programme": "zu", "edition": "1"}],
        "past_rounds": [{"programme": "impulse", "edition": "2025"}],
        "old_sources": [],
        "undated_sources": [],
    }


def test_links_without_asking(quartier: Run, catalogue: Path) -> None:
    text = quartier("catalogue", "links", "--catalogue", catalogue)
    data = quartier("catalogue", "links", "--catalogue", catalogue, "--json")

    assert lines(text.stdout) == [
        "https://example.org/amt  (impulse)",
        "https://example.org/call  (impulse)",
        "2 Adressen. Geprüft wurde nichts: Diese Liste sagt nicht, ob die Adressen noch antworten. Das prüft",
        "--check.",
    ]
    assert json.loads(data.stdout) == {
        "checked": False,
        "links": [
            {"address": "https://example.org/amt", "programmes": ["impulse"]},
            {"address": "https://example.org/call", "programmes": ["impulse"]},
        ],
    }


def test_links_without_a_network(quartier: Run, catalogue: Path, change: Change) -> None:
    change(catalogue / "impulse.yaml", ("https://example.org", "http://127.0.0.1:9"))

    text = quartier("catalogue", "links", "--check", "--catalogue", catalogue)
    data = quartier("catalogue", "links", "--check", "--catalogue", catalogue, "--json")

    assert (text.returncode, text.stderr) == (0, "")
    assert text.stdout.startswith("Geprüft wurde nichts: kein Netz (")
    assert json.loads(data.stdout)["checked"] is False


def test_links_that_do_not_answer(quartier: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quartier.catalogue.links import Answer, Link  # noqa: PLC0415 - only this test needs it

    def answer(links: tuple[Link, ...], *_: object) -> list[Answer]:
        return [Answer(link, 404 if number else 200, "Not Found") for number, link in enumerate(links)]

    monkeypatch.setattr("quartier.cli.catalogue_links.check", answer)
    text = quartier("catalogue", "links", "--check", "--catalogue", catalogue)
    data = quartier("catalogue", "links", "--check", "--catalogue", catalogue, "--json")

    assert (text.returncode, data.returncode) == (1, 1)
    assert lines(text.stdout) == [
        "404: https://example.org/call (impulse)",
        "2 Adressen geprüft, ohne brauchbare Antwort: 1.",
    ]
    assert [entry["status"] for entry in json.loads(data.stdout)["links"]] == [200, 404]


def test_facts(quartier: Run, catalogue: Path) -> None:
    text = quartier("catalogue", "facts", "--catalogue", catalogue)
    data = json.loads(quartier("catalogue", "facts", "--catalogue", catalogue, "--json").stdout)

    head, first, second, *_, last = lines(text.stdout)
    assert head.split() == ["Tatsache", "Herkunft", "Bausteine", "Programme", "Bezeichnung"]
    assert first.split()[:5] == ["applicant.type", "Projektdatei", "2", "1", "Art"]
    assert second.split()[:4] == ["council_resolution", "erfragt", "2", "1"]
    assert last.endswith(f"davon {data['asked']} erfragt (höchstens 120).")
    assert data["facts"][0] == {"fact": "applicant.type", "origin": "given", "blocks": 2, "programmes": 1}
    assert 0 < data["asked"] <= data["asked_at_most"] == 120


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """Two fact sheets, the second of which no edition names."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    sheet = "id: a\nrate_max: 80\namount: [{max: 85000}]\nunknown: [cumulation]\n"
    (folder / "a.yaml").write_text(sheet, encoding="utf-8")
    (folder / "b.yaml").write_text("id: b\n", encoding="utf-8")
    return folder


def test_coverage(quartier: Run, catalogue: Path, sheets: Path, tmp_path: Path, change: Change) -> None:
    change(catalogue / "impulse.yaml", ("confidence: high", "confidence: high\nsheets: [a]"))
    arguments = ("catalogue", "coverage", "--sheets", sheets, "--catalogue", catalogue)

    failed = quartier(*arguments, "--write", tmp_path / "report.md")
    (sheets / "b.yaml").unlink()
    fine = quartier(*arguments, "--json")
    change(sheets / "a.yaml", ("max: 85000", "max: 9"))
    lost = quartier(*arguments)

    assert (failed.returncode, failed.stderr) == (1, "")
    assert lines(failed.stdout)[-3:] == [
        "b: keine Ausgabe nennt dieses Blatt",
        "2 Faktenblätter, davon 1 vollständig erfasst.",
        f"Geschrieben: {tmp_path / 'report.md'}",
    ]
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# Was aus den Faktenblättern wurde\n")
    assert fine.returncode == 0
    assert json.loads(fine.stdout) == [
        {
            "sheet": "a",
            "files": ["impulse.yaml"],
            "complete": True,
            "entries": [
                {"kind": "amount", "words": "höchstens 85.000 €", "place": "rule"},
                {"kind": "rate", "words": "Fördersatz 80 %", "place": "rule"},
                {"kind": "unknown", "words": "cumulation", "place": "rule"},
            ],
        }
    ]
    assert lost.returncode == 1
    assert "a: Beträge: höchstens 9 €" in lines(lost.stdout)


@pytest.mark.parametrize(("form", "start"), [("json", "{"), ("csv", "programme,edition,block"), ("dcat", "{")])
def test_export(quartier: Run, catalogue: Path, tmp_path: Path, form: str, start: str) -> None:
    arguments = ("catalogue", "export", "--format", form, "--catalogue", catalogue)

    shown = quartier(*arguments)
    written = quartier(*arguments, "--out", tmp_path / "out")

    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith(start)
    assert lines(written.stdout) == [f"Geschrieben: {tmp_path / 'out'}"]
    with (tmp_path / "out").open(encoding="utf-8", newline="") as file:
        assert lines(file.read()) == lines(shown.stdout)


BAD = [
    (
        ("show", "impuls"),
        "quartier catalogue: impuls: dieses Programm gibt es im Katalog nicht; gemeint ist vielleicht `impulse`",
    ),
    (
        ("show", "xyz"),
        "quartier catalogue: xyz: dieses Programm gibt es im Katalog nicht; alle zeigt `quartier catalogue list`",
    ),
    (
        ("show", "impulse", "--edition", "2030"),
        "quartier catalogue: impulse: die Ausgabe „2030“ gibt es nicht; es gibt: 2025",
    ),
    (
        ("diff", "impulse", "2025", "x"),
        "quartier catalogue: impulse: die Ausgabe „x“ gibt es nicht; es gibt: 2025",
    ),
    (("diff", "impulse", "2025"), "Es fehlt die Angabe NEW. Hilfe: quartier catalogue diff --help"),
    (("coverage", "--sheets", "nirgends"), "nirgends: hier liegen keine Faktenblätter (*.yaml)"),
    (("export", "--out", "nirgends/x"), "nirgends/x: die Datei lässt sich nicht schreiben (No such file or directory)"),
    (("coverage", "--sheetz", "x"), "Die Option --sheetz gibt es nicht"),
    (("stale", "--months", "-1"), "MONTHS passt nicht"),
    (("export", "--format", "xml"), "xml"),
]


@pytest.mark.parametrize(("arguments", "complaint"), BAD, ids=[" ".join(arguments) for arguments, _ in BAD])
def test_bad_input(quartier: Run, catalogue: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = quartier("catalogue", *arguments, "--catalogue", catalogue)

    assert (result.returncode, result.stdout) == (2, "")
    assert complaint in result.stderr
    assert len(lines(result.stderr)) == 1


@pytest.mark.parametrize("command", [("list",), ("show", "x"), ("stale",), ("links",), ("facts",), ("export",)])
def test_a_folder_that_does_not_exist(quartier: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    result = quartier("catalogue", *command, "--catalogue", tmp_path / "none")

    assert (result.returncode, result.stdout) == (2, "")
    assert lines(result.stderr) == [f"{tmp_path / 'none'}: diesen Katalog-Ordner gibt es nicht"]


def test_a_damaged_catalogue(quartier: Run, catalogue: Path, change: Change) -> None:
    change(catalogue / "zu.yaml", ("level: federal", "level: feudal"))

    result = quartier("catalogue", "list", "--catalogue", catalogue)

    assert (result.returncode, result.stdout) == (2, "")
    assert lines(result.stderr)[0].startswith(f"{catalogue}/zu.yaml:7: level: erlaubt: ")
