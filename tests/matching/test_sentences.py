"""Reasons in German: the value wanted, the value given, in the words and formats people use."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from quartier.matching.verdicts import Matcher, Verdict
from quartier.matching.wording import german_number, listed
from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary

COUNCIL = {"fact": "council_resolution", "is": True}
SMALL = {"fact": "place.population", "at_most": 10000}
LEADER = {"fact": "place.leader_area", "is": True}


@pytest.mark.parametrize(
    ("when", "facts", "sentence"),
    [
        (COUNCIL, {"council_resolution": False}, "Gemeinderatsbeschluss: verlangt ja, angegeben nein."),
        (
            COUNCIL,
            {},
            "Gemeinderatsbeschluss: verlangt ja, noch offen: Hat der Gemeinderat das Vorhaben beschlossen?",
        ),
        (SMALL, {"place.population": 11500}, "Einwohnerzahl: verlangt höchstens 10.000, angegeben 11.500."),
        (SMALL, {}, "Einwohnerzahl: verlangt höchstens 10.000, noch offen."),
        ({"not": SMALL}, {"place.population": 900}, "Einwohnerzahl: verlangt mehr als 10.000, angegeben 900."),
        (
            {"fact": "place.density", "below": "150.5"},
            {"place.density": Decimal("99.90")},
            "Dichte: verlangt weniger als 150,5 Einwohner je km², angegeben 99,9 Einwohner je km².",
        ),
        (
            {"fact": "volunteers", "at_least": 7},
            {"volunteers": 1},
            "Engagierte: verlangt mindestens 7 Personen, angegeben 1 Person.",
        ),
        (
            {"fact": "volunteers", "in": [3, 1, 2]},
            {"volunteers": 7},
            "Engagierte: verlangt 3 Personen, 1 Person oder 2 Personen, angegeben 7 Personen.",
        ),
        (
            {"fact": "costs.total", "above": "1234.5"},
            {"costs.total": "1000000.00"},
            "Gesamtkosten: verlangt mehr als 1.234,50 €, angegeben 1.000.000 €.",
        ),
        (
            {"fact": "as_of", "before": dt.date(2026, 1, 1)},
            {},
            "Stichtag: verlangt vor dem 01.01.2026, angegeben 01.03.2026.",
        ),
        (
            {"not": {"fact": "as_of", "before": "2026-01-01"}},
            {},
            "Stichtag: verlangt frühestens am 01.01.2026, angegeben 01.03.2026.",
        ),
        (
            {"fact": "applicant.type", "in": ["county", "registered_association"]},
            {},
            "Antragsteller: verlangt „Landkreis“ oder „eingetragener Verein“, angegeben „Gemeinde“.",
        ),
        (
            {"not": {"fact": "applicant.type", "is": "municipality"}},
            {},
            "Antragsteller: verlangt nicht „Gemeinde“, angegeben „Gemeinde“.",
        ),
        (
            {"fact": "target_groups", "includes_any": ["children", "refugees"]},
            {"target_groups": []},
            "Zielgruppen: verlangt mindestens eines von „Kinder“ oder „Geflüchtete“, angegeben nichts.",
        ),
        (
            {"fact": "target_groups", "includes_all": ["children", "refugees"]},
            {"target_groups": ["older_people", "children"]},
            "Zielgruppen: verlangt „Kinder“ und „Geflüchtete“, angegeben „Kinder“ und „Ältere“.",
        ),
        (
            {"not": {"fact": "target_groups", "includes_any": ["children", "refugees"]}},
            {"target_groups": ["children"]},
            "Zielgruppen: verlangt keines von „Kinder“ oder „Geflüchtete“, angegeben „Kinder“.",
        ),
        (
            {"any": [SMALL, LEADER]},
            {"place.population": 11500},
            (
                "Eine der Angaben genügt: Einwohnerzahl: verlangt höchstens 10.000, angegeben 11.500; "
                "oder LEADER-Gebiet: verlangt ja, noch offen."
            ),
        ),
        (
            {"any": [SMALL, LEADER]},
            {"place.population": 11500, "place.leader_area": True},
            "LEADER-Gebiet: verlangt ja, angegeben ja.",
        ),
        (
            {"all": [SMALL, COUNCIL]},
            {"place.population": 11500, "council_resolution": True},
            "Einwohnerzahl: verlangt höchstens 10.000, angegeben 11.500.",
        ),
        (
            {"not": {"any": [SMALL, COUNCIL]}},
            {"place.population": 900, "council_resolution": True},
            (
                "Einwohnerzahl: verlangt mehr als 10.000, angegeben 900; "
                "Gemeinderatsbeschluss: verlangt nein, angegeben ja."
            ),
        ),
        (
            {"any": [{"all": [SMALL, COUNCIL]}, LEADER]},
            {"place.leader_area": False},
            (
                "Eine der Angaben genügt: Einwohnerzahl: verlangt höchstens 10.000, noch offen und zugleich "
                "Gemeinderatsbeschluss: verlangt ja, noch offen; oder LEADER-Gebiet: verlangt ja, angegeben nein."
            ),
        ),
    ],
)
def test_sentences(verdict: Callable[..., Verdict], when: object, facts: dict[str, object], sentence: str) -> None:
    assert [result.sentence for result in verdict([when], facts).results] == [sentence]


def test_the_source_of_a_fact_stands_behind_its_value(
    edition: Callable[..., Edition], project: Callable[..., Project], vocabulary: Vocabulary
) -> None:
    notes = {
        "place.population": "Gemeindeverzeichnis, Stand 31.12.2022",
        "place.leader_area": "Unbekannt: nur teilweise",
    }
    matcher = Matcher([edition([{"any": [SMALL, LEADER]}])], vocabulary)
    verdict = matcher.verdicts(project(), {"place.population": 11500}, notes)[0]

    assert [result.sentence for result in verdict.results] == [
        (
            "Eine der Angaben genügt: Einwohnerzahl: verlangt höchstens 10.000, angegeben 11.500 (Gemeindeverzeichnis, "
            "Stand 31.12.2022); oder LEADER-Gebiet: verlangt ja, noch offen (Unbekannt: nur teilweise)."
        )
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1234567, "1.234.567"), (Decimal("1234.50"), "1.234,5"), (Decimal("1E+3"), "1.000")],
)
def test_german_numbers(number: int | Decimal, text: str) -> None:
    assert german_number(number) == text


def test_lists() -> None:
    assert [listed(words, "oder") for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a oder b",
        "a, b oder c",
    ]
