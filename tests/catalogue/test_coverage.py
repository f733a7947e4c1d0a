"""Fact sheets against editions: found as rule, as text or not at all; sheets of another shape are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.coverage import Entry, Kind, Place, SheetCoverage, coverage
from quartier.catalogue.coverage_report import report
from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.sheets import read_sheets

Make = Callable[..., Path]
ROOT = Path(__file__).resolve().parents[2]
SHEETS = ROOT.parent / "shared" / "catalogue-facts"

SHEET = """\
id: bw-impulse
name: Impulse
status: recurring
url: https://example.org/impulse
calls:
  - {opens: 2026-06-08, closes: 2026-08-14, start_from: 2026-10-01, source: 1}
conditions:
  - {id: beschluss, text: "Ein Beschluss des Rats liegt vor.", source: 1}
  - {id: schrift, text: "Lesbare Schrift.", source: 1}
  - {id: fliegen, text: "Niemand darf fliegen.", source: 1}
rate_max: 80
amount:
  - {for: "je Stadt", min: 20000, max: 85000, per: project, source: 1}
own_contribution: {min_rate: 20, note: "mindestens 20 Prozent", source: 1}
cost_caps: [{what: "Beratung je Tag", max: 800, unit: EUR, source: 1}]
duration_months: {min: null, max: 24}
cumulation: {rule: unknown, text: "nichts gesehen", max_total_rate: 100, requires: [], source: null}
earmark_years: 5
follow_up: "2024 gab es 1.500 Euro."
contact: {name: Amt, web: "https://example.org"}
sources:
  - {n: 1, url: "https://www.example.org/call/", title: Ausschreibung, as_of: "2025-06"}
  - {n: 2, url: "https://example.org/never-cited", title: Nebenbei, as_of: "2025"}
unknown: [cumulation, "Runden ab 2027", "Vogelarten"]
confidence: high
"""

R, T, M = Place.RULE, Place.TEXT, Place.MISSING


@pytest.fixture
def covered(write: Callable[[str, str], Path], tmp_path: Path) -> Callable[..., SheetCoverage]:
    """The coverage of the sheet, with texts of it replaced, by the folder `catalogue`."""

    def make(*replaced: tuple[str, str]) -> SheetCoverage:
        text = SHEET
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        write("sheets/bw-impulse.yaml", text)
        (found,) = coverage(read_sheets(tmp_path / "sheets"), load_catalogue(tmp_path / "catalogue"))
        return found

    return make


def test_every_statement(clean: Make, covered: Callable[..., SheetCoverage]) -> None:
    clean(("Der Antrag ist kurz.", "Die Schrift ist lesbar."))

    assert covered() == SheetCoverage(
        "bw-impulse",
        ("programmes/state/impulse/2025.yaml",),
        (
            Entry(Kind.CONDITION, "beschluss: Ein Beschluss des Rats liegt vor.", R),
            Entry(Kind.CONDITION, "schrift: Lesbare Schrift.", T),
            Entry(Kind.CONDITION, "fliegen: Niemand darf fliegen.", M),
            Entry(Kind.AMOUNT, "mindestens 20.000 €", R),
            Entry(Kind.AMOUNT, "höchstens 85.000 €", R),
            Entry(Kind.CAP, "Beratung je Tag: 800 €", M),
            Entry(Kind.RATE, "Fördersatz 80 %", R),
            Entry(Kind.RATE, "Eigenanteil 20 %", R),
            Entry(Kind.RATE, "Förderung insgesamt 100 %", R),
            Entry(Kind.CALL, "Beginn 08.06.2026", R),
            Entry(Kind.CALL, "Frist 14.08.2026", R),
            Entry(Kind.CALL, "Start ab 01.10.2026", R),
            Entry(Kind.DURATION, "höchstens 24 Monate", M),
            Entry(Kind.DURATION, "Zweckbindung 5 Jahre", M),
            Entry(Kind.FIGURE, "20 %", R),
            Entry(Kind.FIGURE, "1.500 €", M),
            Entry(Kind.UNKNOWN, "cumulation", R),
            Entry(Kind.UNKNOWN, "Runden ab 2027", R),
            Entry(Kind.UNKNOWN, "Vogelarten", M),
            Entry(Kind.ADDRESS, "https://example.org/impulse", R),
            Entry(Kind.ADDRESS, "https://www.example.org/call/", R),
            Entry(Kind.ADDRESS, "https://example.org", R),
        ),
    )


def test_what_is_told_counts(clean: Make, covered: Callable[..., SheetCoverage]) -> None:
    told = (
        "Zwei Jahre lang und fünf Jahre gebunden; 800 Euro je Tag, 2024 waren es 1.500 Euro. Vogelarten zählen nicht."
    )
    clean(("Der Antrag ist kurz.", told))

    found = covered()

    assert [entry.words for entry in found.entries if entry.place is T] == [
        "Beratung je Tag: 800 €",
        "höchstens 24 Monate",
        "Zweckbindung 5 Jahre",
        "1.500 €",
        "Vogelarten",
    ]
    assert found.lost == []
    assert found.complete, "a condition without a like text is a hint, not a loss"


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("rate_max: 80", "rate_max: 81", "Fördersatz 81 %"),
        ("max: 85000", "max: 85001", "höchstens 85.001 €"),
        ("closes: 2026-08-14", "closes: 2026-08-15", "Frist 15.08.2026"),
        ("closes: 2026-08-14", "closes: 2026-08-14, yearly: 05-06", "jährlich 06.05."),
        ("closes: 2026-08-14", 'closes: "2025-08"', "Frist 08.2025"),
        ("/call/", "/calls/", "https://www.example.org/calls/"),
        ("source: 1}\n  - {id: schrift", "source: 2}\n  - {id: schrift", "https://example.org/never-cited"),
    ],
)  # fmt: skip
def test_what_is_lost(clean: Make, covered: Callable[..., SheetCoverage], old: str, new: str, lost: str) -> None:
    clean()

    assert lost in [entry.words for entry in covered((old, new)).lost]
    assert not covered((old, new)).complete


def test_answered_since(clean: Make, covered: Callable[..., SheetCoverage]) -> None:
    clean(
        ("rule: unknown", "rule: not_same_item, source: call"),
        ("[combining, ", "["),
    )
    found = covered(("[cumulation, ", "[Kumulierung, "))

    assert Entry(Kind.UNKNOWN, "Kumulierung", T) in found.entries


def test_a_sheet_without_edition(other: Make, covered: Callable[..., SheetCoverage]) -> None:
    other()
    found = covered()

    assert found == SheetCoverage("bw-impulse", (), ())
    assert not found.complete
    assert "| bw-impulse | **keine** | – |" in report([found])


def test_sheets_of_another_shape(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    write("sheets/a.yaml", "id: b\n")
    write("sheets/c.yaml", "id: c\ncalls: [{closes: [bald]}]\n")

    with pytest.raises(BadInputError) as error:
        read_sheets(tmp_path / "sheets")

    assert [str(problem).replace(f"{tmp_path}/", "") for problem in error.value.problems] == [
        "sheets/a.yaml: id: heißt „b“, die Datei aber „a“",
        "sheets/c.yaml:2: calls.0.closes: erwartet einen Text",
    ]


def test_no_sheets(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"hier liegen keine Faktenblätter \(\*\.yaml\)"):
        read_sheets(tmp_path / "none")


def test_the_report_of_the_built_in_catalogue() -> None:
    if not SHEETS.is_dir():
        pytest.skip("no fact sheets beside the checkout: the report in docs/ cannot be compared with anything")

    found = coverage(read_sheets(SHEETS), load_catalogue())

    assert {sheet.sheet: sheet.lost for sheet in found if not sheet.complete} == {}
    written = (ROOT / "docs" / "catalogue-coverage.md").read_text(encoding="utf-8")
    assert report(found) == written, (
        "write it anew: quartier catalogue coverage --sheets … --write docs/catalogue-coverage.md"
    )
