"""Files into objects: every mistake of a file at once, each with its line and what was expected, in German."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import read
from quartier.model.edition import Edition
from quartier.model.project import Project

PROJECT = """\
format: quartier.project/1
title: Treffpunkt
period: {start: 2027-01, end: 2028-12}
parties:
  - {id: gemeinde, type: municipality}
"""


def complaints(path: Path, model: type[Edition | Project] = Project) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        read(model, path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_a_correct_file(write: Callable[[str, str], Path]) -> None:
    assert read(Project, write("p.yaml", PROJECT)).title == "Treffpunkt"


def test_all_mistakes_of_a_file_at_once(write: Callable[[str, str], Path]) -> None:
    text = """\
    format: quartier.project/1
    titel: Treffpunkt
    period: {start: 2027-01, end: 2028-13}
    parties:
      - {id: Gemeinde, type: municipality}
    costs:
      - id: bau
        kind: investment
        net: {2027: -5}
      - {id: bau, kind: fees, net: {2027: 0.005}}
      - {id: rat, kind: fees}
    place: {ags: 8415059}
    """
    assert complaints(write("p.yaml", text)) == [
        "1: title: fehlt, muss aber angegeben werden",
        "2: titel: dieses Feld gibt es hier nicht; gemeint ist vielleicht `title`",
        "3: period.end: ein Monat in der Form 2027-01 (angegeben: '2028-13')",
        "5: parties.0.id: passt nicht zur erwarteten Form ^[a-z0-9][a-z0-9_-]*$ (angegeben: 'Gemeinde')",
        "9: costs.0.net.2027: ein Betrag darf nicht negativ sein (angegeben: '-5')",
        "10: costs.1.net.2027: höchstens zwei Nachkommastellen, Bruchteile von Cent gibt es nicht (angegeben: '0.005')",
        "11: costs.2: genau eines von `net` und `gross`",
        "12: place.ags: erwartet einen Text (angegeben: '8415059')",
    ]


def test_checks_across_the_file_are_made_beside_wrong_entries(write: Callable[[str, str], Path]) -> None:
    costs = "costs: [{id: bau, kind: investment, net: {2027: -5, 2031: 7}}]"
    assert complaints(write("p.yaml", f"{PROJECT}{costs}\n")) == [
        "6: costs.0.net.2027: ein Betrag darf nicht negativ sein (angegeben: '-5')",
        "6: costs.0.net.2031: 2031 liegt außerhalb des Zeitraums (das Vorhaben läuft von 2027-01 bis 2028-12)",
    ]


def test_findings_of_the_whole_file_come_with_their_lines(write: Callable[[str, str], Path]) -> None:
    costs = "costs:\n  - {id: bau, kind: fees, net: {2026: 5}}\n  - {id: bau, kind: fees, net: {2027: 5}}\n"

    assert complaints(write("p.yaml", PROJECT + costs)) == [
        "7: costs.0.net.2026: 2026 liegt außerhalb des Zeitraums (das Vorhaben läuft von 2027-01 bis 2028-12)",
        "8: costs.1.id: die id „bau“ kommt mehrfach vor, jede id darf nur einmal stehen",
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("rate: 80", "rate: 180", "19: blocks.0.pays.rate: ein Prozentsatz zwischen 0 und 100 (angegeben: '180')"),
        ("level: state", "level: moon", "7: level: erlaubt: "),
        ("is: true", "equals: true", "15: conditions.0.when.fact: genau ein Vergleich aus "),
        (
            "source: call",
            "source: cal",
            "15: conditions.0.source: die Quelle „cal“ steht nicht unter `sources` (dort: call)",
        ),
        ("format: quartier.programme/1", "format: quartier.programme/2", "1: format: erlaubt: 'quartier.programme/1'"),
        (
            "from: 2025-01-01",
            "from: bald",
            "4: valid.from: erwartet ein Datum in der Form 2026-08-14 (angegeben: 'bald')",
        ),
        ("topics: [participation]", "topics: []", "10: topics: darf nicht leer sein"),
        ("as_of: 2025-06", "as_of: Juni", "12: sources.call.as_of: passt nicht zur erwarteten Form"),
    ],
)
def test_mistakes_in_an_edition(add: Callable[..., Path], old: str, new: str, complaint: str) -> None:
    assert [line.startswith(complaint) for line in complaints(add("x", (old, new)), Edition)] == [True]


@pytest.mark.parametrize(
    ("text", "given"), [("- a\n- b\n", ""), ("nur Text\n", " (angegeben: 'nur Text')"), ("7\n", " (angegeben: '7')")]
)
def test_a_file_of_another_kind(write: Callable[[str, str], Path], text: str, given: str) -> None:
    assert complaints(write("p.yaml", text)) == [f"1: erwartet Einträge der Form „Name: Wert“{given}"]


def test_problems_are_sorted_and_read_like_a_compiler_s() -> None:
    found = [
        Problem("b", 2, "", "x"),
        Problem("a", None, "f", "y"),
        Problem("a", 7, "f", "z"),
        Problem("a", 1, "", "w"),
    ]

    assert str(BadInputError(found)) == "a: f: y\na:1: w\na:7: f: z\nb:2: x"


def test_suggestions_only_for_what_is_close() -> None:
    assert suggestion("counsil", ["council", "place"]) == "; gemeint ist vielleicht `council`"
    assert suggestion("moon", ["council", "place"]) == ""
    assert suggestion("moon", []) == ""
