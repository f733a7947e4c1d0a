"""`quartier match` as people and programs run it: three groups with reasons, questions, and the same answer as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from quartier.model.answers import MatchAnswer

Run = Callable[..., CompletedProcess[str]]
Change = Callable[..., None]

TEXT = """\
Treffpunkt am Markt
Stand 01.03.2026 · 2 Programme geprüft: 1 passt, 0 offen, 1 passt nicht

Passt (1) ──────────────────────────────────────────────────────────────────────────────────────────

Impulse
  ✓ Städte und Gemeinden · Antrag durch: gemeinde
  20.000 € bis 85.000 € · für Ihre Kosten höchstens 40.000 €
  Antrag vom 08.06.2026 bis 14.08.2026 · frühester Beginn voraussichtlich 01.10.2026
    ✓ Beschluss des Gemeinderats oder Kreistags: verlangt ja, angegeben ja. [1]
    ✓ Art des Antragstellers: verlangt „Stadt oder Gemeinde“, angegeben „Stadt oder Gemeinde“. [2]
      Quelle [1]: Richtlinie (Stand 2024)
      Quelle [2]: Ausschreibung (Stand 06/2025)
      Rückfragen: 1 an Landesamt (--details)
  ? Vereine · Antrag durch: verein
  bis 2.500 € · für Ihre Kosten höchstens 2.500 €
  Antrag vom 08.06.2026 bis 14.08.2026 · frühester Beginn voraussichtlich 01.03.2026
    ? Freiwillig Engagierte: verlangt mindestens 7 Personen, noch offen: Wie viele Menschen
      engagieren sich freiwillig in der Gruppe?
    ✓ 2 weitere Bedingungen erfüllt
      Quelle: Ausschreibung (Stand 06/2025)
      Passt, wenn: freiwillig Engagierte: mindestens 7 Personen
      Rückfragen: 1 an Landesamt (--details)

Passt nicht (1) ────────────────────────────────────────────────────────────────────────────────────
  ✗ Geschlossenes Programm: Das Programm nimmt zurzeit keine Anträge an.

Nächste Fragen ─────────────────────────────────────────────────────────────────────────────────────
    Frage                                                         entscheidet  Geld bis zu
 1  Wie viele Menschen engagieren sich freiwillig in der Gruppe?   1 Baustein      2.500 €
    volunteers
"""


def stripped(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def test_what_people_read(match: Run) -> None:
    ended = match()

    assert (ended.returncode, ended.stderr, stripped(ended.stdout)) == (0, "", TEXT)


def test_no_colour_in_a_pipe_or_with_no_color(match: Run) -> None:
    coloured = match(FORCE_COLOR="1")

    assert "\x1b[" in coloured.stdout
    assert "\x1b[3" not in match(FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b" not in match().stdout


@pytest.mark.parametrize("columns", ["60", "100", "200"])
def test_no_line_is_wider_than_the_terminal(match: Run, columns: str) -> None:
    text = match("--all", "--details", COLUMNS=columns).stdout

    assert max(map(len, stripped(text).splitlines())) <= int(columns)


def test_all_shows_every_failed_block_with_its_reasons(match: Run) -> None:
    text = match("--all").stdout

    assert "  ✗ Städte und Gemeinden · Antrag durch: verein\n" in text
    assert "    ✗ Art des Antragstellers: verlangt „Stadt oder Gemeinde“, angegeben „eingetragener Verein“.\n" in text
    assert "    ✗ Das Programm nimmt zurzeit keine Anträge an.\n" in text


def test_details_show_wording_addresses_and_whom_to_ask(match: Run) -> None:
    text = " ".join(match("--details").stdout.split())

    assert "✓ Der Gemeinderat hat beschlossen. – Beschluss des Gemeinderats oder Kreistags: verlangt ja" in text
    assert "Quelle [2]: Ausschreibung (Stand 06/2025), https://example.org/call" in text
    assert "Rückfrage: Kombination mit anderen Programmen: bitte erfragen bei Landesamt" in text


def test_what_would_have_to_change(match: Run, change: Change, project: Path) -> None:
    change(project, ("council_resolution: true", "council_resolution: false, volunteers: 3"))
    text = match().stdout

    assert "  ✗ Impulse: Beschluss des Gemeinderats oder Kreistags: verlangt ja, angegeben nein.\n" in text
    assert stripped(text).partition("Würde passen, wenn")[2].splitlines()[1:] == [
        "  Impulse · Städte und Gemeinden · Antrag durch: gemeinde",
        "    → Beschluss des Gemeinderats oder Kreistags: ja – dann bis 40.000 €",
        "  Impulse · Vereine · Antrag durch: verein",
        "    → Beschluss des Gemeinderats oder Kreistags: ja; freiwillig Engagierte: mindestens 7 Personen –",
        "      dann bis 2.500 €",
    ]


KURSE = "  - {id: kurse, party: verein, kind: materials, measure: meeting_place, gross: {2027: 3000}}\n"


def test_open_blocks_that_would_pay_nothing_take_one_line(match: Run, change: Change, project: Path) -> None:
    change(project, (KURSE, ""))
    assert "  Offen, aber nichts für die Kosten im Plan: Vereine\n" in match().stdout
    assert "Offen, aber" not in match("--all").stdout

    change(project, ("council_resolution: true", "council_resolution: true, started: false"), ("investment", "fees"))
    change(project, ("  - {id: gemeinde, type: municipality}\n", ""), ("party: gemeinde, ", ""))
    change(project, ("kind: fees", "kind: personnel"), ("net: {2027: 50000}", "net: {2027: 0}"))
    lines = stripped(match().stdout).splitlines()
    assert lines[3].startswith("Offen, aber nichts für die Kosten im Plan (1) ─")
    assert lines[4].startswith(
        "  ? Impulse: Freiwillig Engagierte: verlangt mindestens 7 Personen, noch offen: Wie viele"
    )


def test_a_single_party_is_not_named(match: Run, change: Change, project: Path) -> None:
    change(project, ("  - {id: verein, type: registered_association}\n", ""), (KURSE, ""))

    assert "Antrag durch" not in match().stdout


def test_json_is_the_whole_answer(match: Run) -> None:
    ended = match("--json")
    answer = json.loads(ended.stdout)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert MatchAnswer.model_validate_json(ended.stdout).model_dump(mode="json") == answer
    assert [(one["programme"], one["block"], one["party"], one["status"]) for one in answer["matches"]] == [
        ("impulse", "towns", "gemeinde", "fits"),
        ("impulse", "towns", "verein", "fails"),
        ("impulse", "clubs", "gemeinde", "fails"),
        ("impulse", "clubs", "verein", "open"),
        ("zu", "all", "gemeinde", "fails"),
        ("zu", "all", "verein", "fails"),
    ]
    assert answer["matches"][0]["amount"] == {"min": "20000.00", "max": "85000.00"}
    assert answer["questions"] == [
        {
            "fact": "volunteers",
            "question": "Wie viele Menschen engagieren sich freiwillig in der Gruppe?",
            "decides": 1,
            "money": "2500.00",
            "help": "Zählen Sie alle, die regelmäßig mitmachen.",
            "party": None,
        }
    ]


def test_the_same_input_gives_the_same_bytes(process: Run, project: Path, catalogue: Path) -> None:
    answers = [
        process("match", project, "--catalogue", catalogue, "--json", PYTHONHASHSEED=seed) for seed in ("1", "2")
    ]

    assert answers[0].stdout == answers[1].stdout
    assert [answer.returncode for answer in answers] == [0, 0]


def test_the_edition_of_the_day_decides(match: Run, change: Change, project: Path) -> None:
    change(project, ("as_of: 2026-03-01", "as_of: 2024-12-31"))

    assert {one["programme"] for one in json.loads(match("--json").stdout)["matches"]} == {"zu"}


def test_matching_loads_neither_solver_nor_spreadsheets(
    process: Run, project: Path, catalogue: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("ortools", "openpyxl"):
        (site / f"{name}.py").write_text("raise RuntimeError('loaded')", encoding="utf-8")

    assert process("match", project, "--catalogue", catalogue, PYTHONPATH=str(site)).returncode == 0
