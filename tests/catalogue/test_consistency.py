"""The whole check of a folder: a clean catalogue, every rule broken once, and the built-in catalogue itself."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.consistency import check_folder
from quartier.catalogue.problems import BadInputError

Make = Callable[..., Path]
TODAY = dt.date(2026, 3, 1)
FILE = "catalogue/programmes/state/impulse/2025.yaml"
SHEETS = Path(__file__).resolve().parents[3] / "shared" / "catalogue-facts"


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """What is wrong with the folder `catalogue`, its path left out."""

    def check(sheets: Path | None = None) -> list[str]:
        report = check_folder(tmp_path / "catalogue", TODAY, sheets)
        return [str(problem).replace(f"{tmp_path}/", "") for problem in report.problems]

    return check


@pytest.fixture
def spoilt(clean: Make, other: Make, problems: Callable[..., list[str]]) -> Callable[[str, str], list[str]]:
    """What is wrong once a text of the first of two clean editions is replaced."""

    def check(old: str, new: str) -> list[str]:
        clean((old, new))
        other()
        return problems()

    return check


def test_a_clean_catalogue(clean: Make, other: Make, tmp_path: Path) -> None:
    clean()
    other()

    report = check_folder(tmp_path / "catalogue", TODAY)

    assert report.problems == ()
    assert str(report) == f"2 Ausgaben, 2 Programme, {report.facts} Tatsachen: keine Beanstandung."


def test_the_summary_counts(clean: Make, tmp_path: Path) -> None:
    clean(("confidence: high", "confidence: sure"))
    one = check_folder(tmp_path / "catalogue", TODAY)
    clean(("  - {text: ", "  - {txt: "), ("{de: Impulse, en: Impulses}", "Impulse"))
    several = check_folder(tmp_path / "catalogue", TODAY)

    assert str(one) == f"0 Ausgaben, 0 Programme, {one.facts} Tatsachen: 1 Beanstandung."
    assert str(several) == f"0 Ausgaben, 0 Programme, {one.facts} Tatsachen: 2 Beanstandungen."


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("source: call}\nunknown", "source: law}\nunknown", "29: remarks.0.source: die Quelle „law“ steht nicht"),
        (
            "as_of: 2025-06}",
            "as_of: 2025-06}\n  law: {title: Gesetz, as_of: 2024}",
            "14: sources.law: keine Regel und kein Hinweis nennt diese Quelle",
        ),
        ("as_of: 2025-06", "as_of: 2026-04", "13: sources.call.as_of: der Stand 2026-04 liegt in der Zukunft"),
        (
            "as_of: 2025-06",
            "as_of: 2023",
            "4: valid.from: beginnt 01.01.2025, die neueste Quelle ist aber von 2023",
        ),
        (
            "until: null}",
            "until: 2062-12-31}",
            "4: valid.until: 31.12.2062 ist unwahrscheinlich, bitte prüfen",
        ),
        (
            "{from: 2025-01-01, until: null}",
            "{from: 2025-01-01, until: 2026-07-31}",
            "16: intake.rounds.0.closes: am 14.08.2026 gilt diese Ausgabe nicht",
        ),
        (
            "source: call}]",
            "source: call}, {closes: 2026-08-14, source: call}]",
            "16: intake.rounds.1.closes: eine Runde bis 14.08.2026 gibt es hier schon",
        ),
        ("    source: call\n", "", "20: blocks.0.source: fehlt: woher stammt, was der Baustein zahlt?"),
        (
            "rule: unknown",
            "rule: allowed",
            "27: combining.0.source: fehlt: nur `unknown` braucht keine Quelle, `allowed` schon",
        ),
        (
            ', text: "Dazu sagt keine Quelle etwas."',
            "",
            "27: combining.0.text: fehlt: was sagt die Regel in einem Satz?",
        ),
        ("{de: Impulse, en: Impulses}", "Impulse", "5: name: die englische Fassung (`en`) fehlt"),
        (
            '{de: "Geld für Quartiere.", en: "Money for neighbourhoods."}',
            "Geld für Quartiere.",
            "6: summary: die englische Fassung (`en`) fehlt",
        ),
        ("Geld für Quartiere.", "Geld für Quartiere", "6: summary: de: endet nicht als Satz („…Geld für Quartiere“)"),
        (
            "Der Rat hat beschlossen.",
            "Ratsbeschluss",
            "18: conditions.0.text: de: endet nicht als Satz („…Ratsbeschluss“)",
        ),
        ("Der Antrag ist kurz.", "TODO prüfen.", "29: remarks.0.text: de: „TODO“ ist wohl stehen geblieben"),
        (
            "level: state",
            'easy: "Das Land gibt Geld."\nlevel: federal',
            "1: die Datei muss unter federal/impulse/2025.yaml liegen (Ebene/Programm/Ausgabe)",
        ),
        (
            "level: state",
            "easy: Geld vom Land\nlevel: state",
            "7: easy: Zeile 1 ist kein ganzer Satz („Geld vom Land“)",
        ),
        (
            ', "Ein Dorf plant mit allen."]',
            "]",
            "33: examples: zwei oder drei Beispielvorhaben gehören hierher, nicht 1",
        ),
        (
            ', "Ein Dorf plant mit allen."]',
            ', "Ein Dorf plant.", "Ein Verein hilft.", "Ein Kreis berät."]',
            "33: examples: zwei oder drei Beispielvorhaben gehören hierher, nicht 4",
        ),
        (
            'examples: ["Eine Stadt baut einen Treff.", "Ein Dorf plant mit allen."]\n',
            "",
            "examples: zwei oder drei Beispielvorhaben gehören hierher, nicht 0",
        ),
        (
            (
                '  - {with: {any: true}, rule: unknown, text: "Dazu sagt keine Quelle etwas."}\nremarks:\n'
                '  - {text: "Der Antrag ist kurz.", source: call}\nunknown: [combining, "Runden ab 2027"]'
            ),
            (
                '  - {with: {level: eu}, rule: unknown, text: "Dazu sagt keine Quelle etwas."}\nremarks:\n'
                '  - {text: "Der Antrag ist kurz.", source: call}\nunknown: ["Runden ab 2027"]'
            ),
            (
                "26: combining: sagt nicht zu jedem anderen Programm etwas; wo nichts bekannt ist: "
                "`with: {any: true}, rule: unknown`"
            ),
        ),
        (
            "own: {min_rate: 20}",
            "own: {min_rate: 30}",
            "25: blocks.0.pays.own.min_rate: 80 % Förderung und 30 % Eigenanteil sind zusammen mehr als 100 %",
        ),
        (
            "own: {min_rate: 20}",
            "base: {size: {min: 9000, max: 500}}",
            "25: blocks.0.pays.base.size: min ist größer als max",
        ),
        (
            "own: {min_rate: 20}",
            "period: {min_months: 9, max_months: 5}",
            "25: blocks.0.pays.period: min_months ist größer als max_months",
        ),
        (
            "rate: 80,",
            "degressive: [{rate: 80}, {rate: 70}],",
            "25: blocks.0.pays.degressive: zwei Sätze gelten ab demselben Monat",
        ),
        (
            "{with: {any: true}, rule: unknown,",
            "{with: {programme: taller}, rule: unknown,",
            (
                "27: combining.0.with.programme: das Programm „taller“ gibt es im Katalog nicht; "
                "gemeint ist vielleicht `taler`"
            ),
        ),
        (
            "{with: {any: true}, rule: unknown,",
            "{with: {programme: impulse}, rule: unknown,",
            "27: combining.0.with: nennt das eigene Programm",
        ),
        (
            "combining:\n",
            'combining:\n  - {with: {any: true}, rule: unknown, text: "Nichts."}\n',
            "28: combining.1: dieselbe Regel `unknown` steht hier schon einmal",
        ),
        (
            "combining:\n",
            (
                "combining:\n"
                '  - {with: {level: eu}, rule: allowed, text: "Ja.", source: call}\n'
                '  - {with: {level: eu}, rule: not_same_project, text: "Nein.", source: call}\n'
            ),
            "28: combining.1: ist zugleich erlaubt und ausgeschlossen",
        ),
        (
            "{de: Impulse, en: Impulses}",
            "{de: Taler, en: Impulses}",
            (
                "taler/2025.yaml:5: name: wörtlich derselbe Text wie bei „impulse“ "
                "(catalogue/programmes/state/impulse/2025.yaml:5)"
            ),
        ),
        (
            "Money for neighbourhoods.",
            "Money for groups.",
            "taler/2025.yaml:6: summary: wörtlich derselbe Text wie bei „impulse“",
        ),
    ],
)
def test_every_rule(spoilt: Callable[[str, str], list[str]], old: str, new: str, complaint: str) -> None:
    (found,) = spoilt(old, new)

    assert complaint in found


def test_a_very_old_source(spoilt: Callable[[str, str], list[str]]) -> None:
    assert spoilt("as_of: 2025-06", "as_of: 1925") == [
        f"{FILE}:13: sources.call.as_of: der Stand 1925 ist unwahrscheinlich alt",
        f"{FILE}:4: valid.from: beginnt 01.01.2025, die neueste Quelle ist aber von 1925",
    ]


def test_allowed_here_and_excluded_there(clean: Make, other: Make, problems: Callable[..., list[str]]) -> None:
    rule = '{{with: {{{}}}, rule: {}, text: "So ist es.", source: call}}'
    unknown = '{with: {any: true}, rule: unknown, text: "Dazu sagt keine Quelle etwas."}'
    clean((unknown, rule.format("programme: taler", "allowed")))
    other((unknown, rule.format("level: state", "not_same_project")))

    assert problems() == [
        (
            "catalogue/programmes/state/impulse/2025.yaml:27: combining.0: erlaubt „taler“, dort ist „impulse“ "
            "ausgeschlossen (catalogue/programmes/state/taler/2025.yaml:27)"
        )
    ]

    other((unknown, rule.format("level: state", "not_same_item")))
    assert problems() == [], "the same project may still hold both"

    other((unknown, rule.format("level: state", "not_same_project")), ("until: null", "until: 2026-12-31"))
    later = (("from: 2025-01-01", "from: 2027-01-01"), ("as_of: 2025-06", "as_of: 2026-02"))
    no_round = ("rounds: [{opens: 2026-06-08, closes: 2026-08-14, start_from: 2026-10-01, source: call}]", "rounds: []")
    clean((unknown, rule.format("programme: taler", "allowed")), *later, no_round)
    assert problems() == [], "never in force on the same day"


def test_a_vocabulary_of_its_own(
    clean: Make, write: Callable[[str, str], Path], problems: Callable[..., list[str]]
) -> None:
    clean()
    write(
        "catalogue/vocabulary/facts.yaml",
        """\
        format: quartier.vocabulary/1
        facts:
          place.hilly: {type: boolean, origin: asked, label: Hügel, question: "Ist es hügelig?"}
          hilly: {type: boolean, origin: asked, label: Hügel, question: "Ist es hügelig?"}
          birds: {type: integer, origin: derived, label: Vögel}
        """,
    )

    assert sorted(problems()) == [
        (
            "catalogue/vocabulary/facts.yaml:3: facts.place.hilly: das Register kennt sie nicht; "
            "`help` muss sagen, wer Auskunft gibt"
        ),
        "catalogue/vocabulary/facts.yaml:3: facts.place.hilly: dieselbe Frage wie bei „hilly“",
        "catalogue/vocabulary/facts.yaml:3: facts.place.hilly: wird erfragt, aber keine Ausgabe braucht die Antwort",
        "catalogue/vocabulary/facts.yaml:4: facts.hilly: wird erfragt, aber keine Ausgabe braucht die Antwort",
    ]


def test_too_many_questions(
    clean: Make, write: Callable[[str, str], Path], problems: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    clean()
    write("catalogue/vocabulary/facts.yaml", "format: quartier.vocabulary/1\nfacts: {}\n")
    monkeypatch.setattr("quartier.catalogue.joint_rules.MAX_ASKED", 3)

    (found,) = problems()

    assert found.startswith("catalogue/vocabulary/facts.yaml:2: facts: ")
    assert found.endswith("erfragte Tatsachen sind zu viele (höchstens 3)")


def test_every_sheet_once(
    clean: Make, other: Make, write: Callable[[str, str], Path], problems: Callable[..., list[str]], tmp_path: Path
) -> None:
    clean()
    other(("[bw-taler]", "[bw-impulse, bw-talr]"))
    for name in ("bw-impulse", "bw-taler"):
        write(f"sheets/{name}.yaml", f"id: {name}\n")

    assert sorted(problems(tmp_path / "sheets")) == [
        (
            "catalogue/programmes/state/taler/2025.yaml:32: sheets.1: das Faktenblatt „bw-talr“ gibt es nicht; "
            "gemeint ist vielleicht `bw-taler`"
        ),
        "sheets/bw-impulse.yaml: mehrere Programme nennen dieses Blatt: impulse, taler",
        "sheets/bw-taler.yaml: keine Ausgabe nennt dieses Faktenblatt",
    ]
    assert problems(tmp_path / "none") == [
        *problems(),
        "none: hier liegen keine Faktenblätter (*.yaml)",
    ]


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="diesen Katalog-Ordner gibt es nicht"):
        check_folder(tmp_path / "none", TODAY)


def test_the_built_in_catalogue() -> None:
    report = check_folder(None, dt.datetime.now(tz=dt.UTC).date())

    assert [str(problem) for problem in report.problems] == []


def test_the_built_in_catalogue_holds_every_sheet_once() -> None:
    if not SHEETS.is_dir():
        pytest.skip("no fact sheets beside the checkout: they stay outside of the product")

    assert [str(problem) for problem in check_folder(None, TODAY.replace(year=2027), SHEETS).problems] == []
