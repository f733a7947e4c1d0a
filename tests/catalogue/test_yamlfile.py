"""The reader of YAML files: exact values, the line of every entry, and everything dangerous or ambiguous refused."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import MAX_BYTES, MAX_DEPTH, parse_document, read_document


def problems(raw: bytes) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        parse_document(raw, "a.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_values_keep_exactly_what_was_written() -> None:
    text = """\
whole: 12
exact: 3488.43
small: -0.10
quoted: "12"
day: 2026-08-14
month: 2027-01
yes: yes
true: true
nothing:
tilde: ~
text: off
huge: 1234567890123456789012
exponent: 1e5
2027: 5
list: [1, 2.0]
"""
    assert parse_document(text.encode(), "a.yaml").data == {
        "whole": 12,
        "exact": Decimal("3488.43"),
        "small": Decimal("-0.10"),
        "quoted": "12",
        "day": dt.date(2026, 8, 14),
        "month": "2027-01",
        "yes": "yes",
        "true": True,
        "nothing": None,
        "tilde": None,
        "text": "off",
        "huge": "1234567890123456789012",
        "exponent": "1e5",
        2027: 5,
        "list": [1, Decimal("2.0")],
    }


def test_every_entry_has_its_line() -> None:
    document = parse_document(b"\xef\xbb\xbfa: 1\nb:\n  - c: 2\n    d: 3\n  - e\n", "a.yaml")

    assert document.lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 0, "c"): 3,
        ("b", 0, "d"): 4,
        ("b", 1): 5,
    }
    assert [document.line_of(path) for path in ((), ("b", 0, "missing"), ("b", 1, "x", "y"), ("nowhere",))] == [
        1,
        3,
        5,
        1,
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "a.yaml:1: die Datei ist leer"),
        (b"# nothing\n", "a.yaml:1: die Datei ist leer"),
        (b"a: &x 1\n", "a.yaml:1: Anker (`&name`) sind nicht erlaubt; bitte den Inhalt ausschreiben"),
        (b"a: 1\nb: *x\n", "a.yaml:2: Verweise (`*name`) sind nicht erlaubt; bitte den Inhalt ausschreiben"),
        (b"a: !!python/object:os.system x\n", "a.yaml:1: Typ-Angaben (`!…`) sind nicht erlaubt"),
        (b"a: !secret x\n", "a.yaml:1: Typ-Angaben (`!…`) sind nicht erlaubt"),
        (b"a: 1\nb: 2\na: 3\n", "a.yaml:3: der Schlüssel „a“ steht hier zweimal"),
        (b"a: 2026-02-30\n", "a.yaml:1: das Datum 2026-02-30 gibt es nicht"),
        (b"a: 1\n---\nb: 2\n", "a.yaml:2: nur ein YAML-Dokument je Datei (`---` trennt keine weiteren ab)"),
        (b"? [a, b]\n: 1\n", "a.yaml:1: ein Schlüssel ist ein einfaches Wort oder eine Jahreszahl"),
        (
            b"a: 1\nb: gr\xfc\xdfe\n",
            "a.yaml:2: das ist kein UTF-8-Text; bitte die Datei mit der Kodierung UTF-8 speichern",
        ),
    ],
)
def test_what_is_refused(raw: bytes, expected: str) -> None:
    assert problems(raw) == [expected]


@pytest.mark.parametrize("raw", [b"a: [1, 2\n", b"a: 'x\n", b"\ta: 1\n", b"a: b: c\n", b"- a\nb: 1\n", b"a: \x00\n"])
def test_broken_yaml_names_the_line_and_what_to_check(raw: bytes) -> None:
    assert [line.startswith("a.yaml") and "kein gültiges YAML" in line for line in problems(raw)] == [True]


def test_nesting_is_limited() -> None:
    assert parse_document(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "a.yaml").data
    assert problems(b"[" * 100 + b"]" * 100) == ["a.yaml:1: die Datei ist zu tief verschachtelt"]


def test_a_file_of_50_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(BadInputError, match=f"größer als {MAX_BYTES // 1_000_000} MB"):
        read_document(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="lässt sich nicht öffnen"):
        read_document(tmp_path / "missing.yaml")
    with pytest.raises(BadInputError, match="ist ein Ordner, keine Datei"):
        read_document(tmp_path)
