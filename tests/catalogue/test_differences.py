"""Every kind of change between two editions as a German sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.differences import Change, differences
from quartier.catalogue.loading import load_catalogue

Make = Callable[..., Path]
NEW = (
    ('edition: "2025"', 'edition: "2026"'),
    ("{from: 2025-01-01, until: null}", "{from: 2026-01-01, until: null}"),
)
OLD = (
    ("until: null", "until: 2025-12-31"),
    ("{opens: 2026-06-08, closes: 2026-08-14, start_from: 2026-10-01", "{closes: 2025-08-14"),
)


@pytest.fixture
def changes(clean: Make, tmp_path: Path) -> Callable[..., list[str]]:
    """The sentences about an edition and its successor, in which texts are replaced."""

    def make(*replaced: tuple[str, str]) -> list[str]:
        clean(*OLD)
        clean(*NEW, *replaced, name="state/impulse/2026")
        catalogue = load_catalogue(tmp_path / "catalogue")
        old, new = catalogue.by_programme["impulse"]
        return [change.sentence for change in differences(old, new, catalogue.vocabulary)]

    return make


USUAL = [
    "Gilt: bisher 01.01.2025 bis 31.12.2025, jetzt seit 01.01.2026.",
    "Anträge: bisher in Runden: bis 14.08.2025, jetzt in Runden: 08.06.2026 bis 14.08.2026, Beginn ab 01.10.2026.",
]


def test_only_the_dates(changes: Callable[..., list[str]]) -> None:
    assert changes() == USUAL


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("name: Amt", "name: Neues Amt", ["Zuständig: bisher Amt, jetzt Neues Amt."]),
        ("{de: Impulse,", "{de: Impuls,", ["Name: bisher „Impulse“, jetzt „Impuls“."]),
        (
            "url: https://example.org/impulse\n",
            "",
            ["Programmseite entfallen: https://example.org/impulse."],
        ),
        ("topics:", 'legal_basis: "Richtlinie"\ntopics:', ["Grundlage neu: Richtlinie."]),
        ("rate: 80,", "rate: 70,", ["Baustein „Städte“: Satz: bisher 80 %, jetzt 70 %."]),
        (
            "max: 85000",
            "max: 90000",
            [
                (
                    "Baustein „Städte“: Betrag: bisher 20.000 € bis 85.000 € je Vorhaben, "
                    "jetzt 20.000 € bis 90.000 € je Vorhaben."
                )
            ],
        ),
        (
            ", own: {min_rate: 20}",
            ", earmark_years: 5",
            [
                "Baustein „Städte“: Eigenanteil entfallen: mindestens 20 %.",
                "Baustein „Städte“: Zweckbindung neu: 5 Jahre.",
            ],
        ),
        (
            "Der Rat hat beschlossen.",
            "Der Rat beschließt.",
            ["Bedingung: bisher „Der Rat hat beschlossen.“, jetzt „Der Rat beschließt.“"],
        ),
        (
            "council_resolution, is: true",
            "council_resolution, is: false",
            [
                (
                    "Bedingung „Der Rat hat beschlossen.“ prüft: "
                    "bisher (Beschluss des Gemeinderats oder Kreistags: ja), "
                    "jetzt (Beschluss des Gemeinderats oder Kreistags: nein)."
                )
            ],
        ),
        (
            "id: council,",
            "id: board,",
            [
                "Bedingung entfallen: „Der Rat hat beschlossen.“",
                "Bedingung neu: „Der Rat hat beschlossen.“",
            ],
        ),
        (
            "id: towns\n    name: Städte",
            "id: clubs\n    name: Vereine",
            [
                "Baustein entfallen: „Städte“ (Anteilsfinanzierung, 80 %, 20.000 € bis 85.000 € je Vorhaben).",
                "Baustein neu: „Vereine“ (Anteilsfinanzierung, 80 %, 20.000 € bis 85.000 € je Vorhaben).",
            ],
        ),
        (
            "rule: unknown, text",
            "rule: not_same_item, source: call, text",
            [
                (
                    "Kombinieren (alle anderen Mittel): "
                    "bisher nicht bekannt, bitte erfragen, jetzt nicht für dieselben Ausgaben."
                )
            ],
        ),
        (
            "Der Antrag ist kurz.",
            "Der Antrag ist lang.",
            ["Hinweis entfallen: Der Antrag ist kurz.", "Hinweis neu: Der Antrag ist lang."],
        ),
        (
            "unknown: [combining,",
            'follow_up: {text: "Es geht weiter.", source: call}\nunknown: [rate,',
            [
                "Wie es weitergeht neu: „Es geht weiter.“",
                "Offene Frage entfallen: ob andere Fördermittel dazukommen dürfen.",
                "Offene Frage neu: der Fördersatz.",
            ],
        ),
        ("confidence: high", "confidence: low", ["Verlässlichkeit der Angaben: bisher hoch, jetzt gering."]),
    ],
)
def test_every_change(changes: Callable[..., list[str]], old: str, new: str, sentences: list[str]) -> None:
    assert [sentence for sentence in changes((old, new)) if sentence not in USUAL] == sentences


def test_a_change_without_a_place() -> None:
    assert Change("", "Satz", "70 %", "80 %").sentence == "Satz: bisher 70 %, jetzt 80 %."
    assert Change("Hier", "Satz", None, "80 %").sentence == "Hier: Satz neu: 80 %."
