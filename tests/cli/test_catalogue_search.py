"""`quartier catalogue search`: hits for people and programs, closed programmes marked, advice for none."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from quartier.cli.catalogue_search import register
from quartier.cli.errors import guarded

EDITION = """\
format: quartier.programme/1
programme: {programme}
edition: "2026"
valid: {{from: 2026-01-01, until: {until}}}
name: {name}
summary: {summary}
level: state
funder: Land
authority: {{name: Landesamt}}
topics: [participation]
keywords: [{keywords}]
examples: [{example}]
sources: {{call: {{title: Aufruf, as_of: 2026}}}}
intake: {{kind: {kind}}}
blocks: [{{id: all, name: Alle, pays: {{financing: full}}}}]
confidence: low
"""
TABLE = {
    "programme": "tafel",
    "name": "Gemeinsam am Tisch",
    "summary": "Zuschuss für Treffpunkte im Dorf.",
    "keywords": "Begegnung, Senioren",
    "example": "Ein Verein lädt jede Woche zum Mittagstisch ein.",
    "kind": "rolling",
    "until": "null",
}
OLD = TABLE | {"programme": "alt", "name": "Essen im Quartier", "keywords": "Essen", "until": "2026-06-30"}
CLOSED = OLD | {"programme": "zu", "name": "Suppe für alle", "kind": "closed", "until": "null"}

Search = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of three programmes: one open, one no longer in force, one closed."""
    folder = tmp_path / "katalog"
    folder.mkdir()
    for values in (TABLE, OLD, CLOSED):
        (folder / f"{values['programme']}.yaml").write_text(EDITION.format(**values), encoding="utf-8")
    return folder


@pytest.fixture
def search(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Search:
    """Search on 25 November 2026 and give what is printed."""
    monkeypatch.setenv("QUARTIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    app = typer.Typer(add_completion=False)
    register(app)

    def call(*arguments: str) -> str:
        given = [*arguments, "--catalogue", str(folder), "--as-of", "2026-11-25"]
        assert guarded(lambda: app(given, prog_name="search", standalone_mode=False)) == 0
        return "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())

    return call


def test_hits(search: Search) -> None:
    assert search("Mitagstisch", "für", "Oma", "--limit", "1") == (
        " 1 Gemeinsam am Tisch\n"
        "   tafel · Land · Antrag jederzeit möglich\n"
        "   Beispielvorhaben: Ein Verein lädt jede Woche zum Mittagstisch ein.\n"
        "   Gefunden: Mitagstisch → Mittagstisch (ähnlich geschrieben) · Oma → Senioren (sinnverwandt)\n"
        "\n"
        "Mehr zu einem Programm: quartier catalogue show KENNUNG"
    )


def test_closed_programmes_are_marked(search: Search) -> None:
    lines = search("Mittagstisch").splitlines()

    assert "   alt · Land · keine Anträge mehr möglich, galt bis 30.06.2026" in lines
    assert "   zu · Land · zurzeit keine Anträge möglich" in lines


def test_lines_fit_the_terminal(search: Search) -> None:
    assert max(map(len, search("Mittagstisch für Senioren im Dorf und Begegnung im Quartier").splitlines())) <= 100


def test_nothing_found(search: Search) -> None:
    assert search("Xyzzy").splitlines() == [
        "Kein Programm gefunden für „Xyzzy“.",
        "Versuchen Sie ein anderes Wort für dasselbe, ein allgemeineres oder nur das Hauptwort. Beispiele:",
        "„Treffpunkt“, „Umbau“, „Pflege“.",
    ]


def test_nothing_found_but_something_like_it(search: Search) -> None:
    assert search("Zuschsuchs").splitlines()[1] == "Im Katalog stehen ähnliche Wörter: Zuschuss."


def test_json(search: Search) -> None:
    answer = json.loads(search("Treffs", "--json", "--limit", "1"))

    assert answer["catalogue"].pop("digest").startswith("sha256:")
    assert answer["hits"][0].pop("score") > 0
    assert answer == {
        "query": "Treffs",
        "as_of": "2026-11-25",
        "catalogue": {"editions": 3},
        "hits": [
            {
                "programme": "tafel",
                "edition": "2026",
                "name": "Gemeinsam am Tisch",
                "level": "state",
                "closed": False,
                "intake": "Antrag jederzeit möglich",
                "words": [{"typed": "Treffs", "found": "Begegnung", "how": "related"}],
                "snippet": {"field": "keywords", "text": "Begegnung, Senioren"},
            }
        ],
        "suggestions": [],
    }


def test_json_of_nothing(search: Search) -> None:
    answer = json.loads(search("Zuschsuchs", "--json"))

    assert (answer["hits"], answer["suggestions"]) == ([], ["Zuschuss"])


def test_the_same_in_every_process(folder: Path, tmp_path: Path) -> None:
    code = (
        "import typer; from quartier.cli.catalogue_search import register; "
        "app = typer.Typer(add_completion=False); register(app); app()"
    )
    command = [sys.executable, "-c", code, "Mitagstisch Oma Quart", "--json", "--catalogue", str(folder)]
    outputs = {
        subprocess.run(  # noqa: S603 - our own program
            command,
            env={**os.environ, "QUARTIER_CACHE": str(tmp_path), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1
