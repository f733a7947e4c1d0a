"""Project files of strangers: read, refused with the place, or given back to be mended; never long to wait for."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import yaml

from quartier.catalogue.problems import MORE, BadInputError
from quartier.portal.toolkit.files import from_file, text_of, told

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "dorfladen.yaml"
HEAD = "format: quartier.project/1\ntitle: x\nparties: [{id: v, type: municipality}]\n"


def problems(text: str) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        from_file(text.encode(), "Datei")
    return [told(problem) for problem in caught.value.problems]


def test_json_of_another_program() -> None:
    data = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")) | {"title": "Dorfladen 🏪"}

    assert from_file(json.dumps(data, default=str).encode(), "Datei")["title"] == "Dorfladen 🏪"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a: &a [x]\nb: *a\n", "Zeile 1: Anker (`&name`) sind nicht erlaubt; bitte den Inhalt ausschreiben"),
        ("a: !!python/name:os.system ''\n", "Zeile 1: Typ-Angaben (`!…`) sind nicht erlaubt"),
        (
            "a: b\0c\n",
            "kein gültiges YAML: darin steht ein unsichtbares Steuerzeichen; bitte als reinen Text speichern",
        ),
        ("- a\n", "Zeile 1: erwartet Einträge der Form „Name: Wert“"),
        ("", "Zeile 1: die Datei ist leer"),
        (HEAD + "titel: y\n", "Zeile 4, titel: dieses Feld gibt es hier nicht; gemeint ist vielleicht `title`"),
    ],
)
def test_what_is_wrong_and_where(text: str, first: str) -> None:
    assert problems(text)[0] == first


def test_ten_thousand_costs_are_more_than_a_page_shows() -> None:
    costs = "".join(f"- {{id: c{number}, kind: fees, net: {{2027: 5}}}}\n" for number in range(10_000))

    assert problems(f"{HEAD}costs:\n{costs}") == [
        "Zeile 4, costs: 10000 Einträge; bitte höchstens 300: fassen Sie kleine Posten zusammen"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "".join(f"k{number}: 1\n" for number in range(50_000)),
        "facts:\n" + "".join(f"  k{number}: 1\n" for number in range(50_000)),
        "choose: {without: [" + ",".join(f"p{number}" for number in range(50_000)) + "]}\n",
    ],
    ids=["fields", "facts", "programmes"],
)
def test_a_flood_of_mistakes_is_no_flood_of_work(lines: str) -> None:
    begun = time.process_time()
    found = problems(HEAD + lines)

    assert (len(found), found[-1]) == (201, MORE)
    assert time.process_time() - begun < 10  # it took minutes when every mistake was looked at


def test_text_to_be_mended() -> None:
    assert text_of("title: Küche".encode("utf-16")) == "title: Küche"
    assert text_of("\ufefftitle: Küche".encode()) == "title: Küche"
    assert text_of(bytes(range(256)) * 9) == text_of(b"a" * 2_000_001) == ""
