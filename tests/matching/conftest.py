"""A small vocabulary and makers of editions and projects, written as in files: tests show only what they are about."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pytest

from quartier.matching.case import Case
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.conditions import FactValue
from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary

DAY = dt.date(2026, 3, 1)

FACTS = {
    "applicant.type": {"type": "choice", "origin": "given", "label": "Antragsteller", "values": "parties"},
    "applicant.public_benefit": {
        "type": "boolean",
        "origin": "asked",
        "changeable": True,
        "label": "gemeinnützig",
        "question": "Sind Sie gemeinnützig?",
        "help": "Laut Bescheid des Finanzamts.",
    },
    "applicant.vat_recoverable": {
        "type": "boolean",
        "origin": "asked",
        "label": "Vorsteuerabzug",
        "question": "Können Sie Vorsteuer abziehen?",
    },
    "council_resolution": {
        "type": "boolean",
        "origin": "asked",
        "changeable": True,
        "label": "Gemeinderatsbeschluss",
        "question": "Hat der Gemeinderat das Vorhaben beschlossen?",
    },
    "volunteers": {
        "type": "integer",
        "unit": "Personen",
        "origin": "asked",
        "changeable": True,
        "label": "Engagierte",
        "question": "Wie viele engagieren sich?",
    },
    "started": {"type": "boolean", "origin": "asked", "label": "begonnen", "question": "Haben Sie begonnen?"},
    "target_groups": {
        "type": "choices",
        "origin": "asked",
        "changeable": True,
        "label": "Zielgruppen",
        "question": "Für wen?",
        "values": {"children": "Kinder", "older_people": "Ältere", "refugees": "Geflüchtete"},
    },
    "topics": {"type": "choices", "origin": "given", "changeable": True, "label": "Themen", "values": "topics"},
    "partners.types": {
        "type": "choices",
        "origin": "given",
        "changeable": True,
        "label": "Partner",
        "values": "parties",
    },
    "place.population": {"type": "integer", "unit": "Einwohner", "origin": "derived", "label": "Einwohnerzahl"},
    "place.density": {"type": "decimal", "unit": "Einwohner je km²", "origin": "derived", "label": "Dichte"},
    "place.state": {
        "type": "choice",
        "origin": "derived",
        "label": "Land",
        "values": {"BW": "Baden-Württemberg", "BY": "Bayern"},
    },
    "place.leader_area": {
        "type": "boolean",
        "origin": "derived",
        "label": "LEADER-Gebiet",
        "question": "Liegt der Ort in einem LEADER-Gebiet?",
    },
    "costs.total": {"type": "money", "unit": "Euro", "origin": "derived", "changeable": True, "label": "Gesamtkosten"},
    "costs.kinds": {
        "type": "choices",
        "origin": "derived",
        "changeable": True,
        "label": "Kostenarten",
        "values": "costs",
    },
    "costs.measures": {
        "type": "choices",
        "origin": "derived",
        "changeable": True,
        "label": "Maßnahmen",
        "values": "measures",
    },
    "project.start": {"type": "date", "origin": "given", "changeable": True, "label": "Projektbeginn"},
    "project.end": {"type": "date", "origin": "given", "changeable": True, "label": "Projektende"},
    "project.months": {
        "type": "integer",
        "unit": "Monate",
        "origin": "derived",
        "changeable": True,
        "label": "Laufzeit",
    },
    "as_of": {"type": "date", "origin": "given", "label": "Stichtag"},
}

TERMS = {
    "parties": {"municipality": "Gemeinde", "county": "Landkreis", "registered_association": "eingetragener Verein"},
    "topics": {"participation": "Beteiligung", "care_health": "Pflege und Gesundheit"},
    "costs": {"personnel": "Personal", "fees": "Honorare", "materials": "Sachkosten", "investment": "Bau"},
    "measures": {"building": "Gebäude", "meal_service": "Mittagstisch"},
    "place_types": {"municipality": "Gemeinde"},
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    terms = {name: {key: {"de": {"label": label}} for key, label in of.items()} for name, of in TERMS.items()}
    return Vocabulary.model_validate({"facts": FACTS, "terms": terms})


def _edition(when: Sequence[object] = (), pays: Mapping[str, object] | None = None, **changes: object) -> Edition:
    """An edition with one block for municipalities; `when`: conditions of the edition, `pays`: what the block pays."""
    conditions = [
        {"id": f"c{number}", "text": f"Bedingung {number}", "source": "call", "when": tree}
        for number, tree in enumerate(when)
    ]
    block = {
        "id": "main",
        "name": "Baustein",
        "pays": {"financing": "proportional", "rate": 80, **(pays or {})},
    }
    plain = {
        "format": "quartier.programme/1",
        "programme": "impulse",
        "edition": "2025",
        "valid": {"from": None},
        "name": "Impulse",
        "summary": "Ein Programm.",
        "level": "state",
        "funder": "Land",
        "authority": {"name": "Amt", "url": "https://example.org/amt"},
        "topics": ["participation"],
        "sources": {"call": {"title": "Ausschreibung", "url": "https://example.org/call", "as_of": "2025-06"}},
        "intake": {"kind": "rolling"},
        "conditions": conditions,
        "blocks": [block],
        "confidence": "high",
    }
    return Edition.model_validate(plain | changes)


def _project(**changes: object) -> Project:
    """A project of one municipality in 2027 and 2028."""
    plain = {
        "format": "quartier.project/1",
        "title": "Treffpunkt",
        "as_of": DAY,
        "period": {"start": "2027-01", "end": "2028-12"},
        "parties": [{"id": "gemeinde", "type": "municipality"}],
    }
    return Project.model_validate(plain | changes)


@pytest.fixture(scope="session")
def edition() -> Callable[..., Edition]:
    return _edition


@pytest.fixture(scope="session")
def project() -> Callable[..., Project]:
    return _project


@pytest.fixture(scope="session")
def case(vocabulary: Vocabulary) -> Callable[..., Case]:
    """The first party of a project as applicant, with no conditions to decide."""

    def make(**changes: object) -> Case:
        return Matcher([], vocabulary).cases(_project(**changes), {})[0]

    return make


@pytest.fixture(scope="session")
def verdict(vocabulary: Vocabulary) -> Callable[..., Verdict]:
    """The verdict on conditions `when` for facts of a project, in a place."""

    def make(
        when: Sequence[object],
        facts: Mapping[str, object] | None = None,
        place: Mapping[str, FactValue] | None = None,
        pays: Mapping[str, object] | None = None,
        **more: object,
    ) -> Verdict:
        matcher = Matcher([_edition(when, pays, **more)], vocabulary)
        return matcher.verdicts(_project(facts=facts or {}), place or {})[0]

    return make
