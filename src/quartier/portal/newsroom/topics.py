"""What news is about: the strategy's seven fields of action, and a few topics of the newsroom's own.

The keys of the seven are those of `catalogue/vocabulary/topics.yaml`; a test compares keys and words.
"""

from __future__ import annotations

from typing import NamedTuple


class TopicWords(NamedTuple):
    """A topic's key and its name in both languages."""

    key: str
    de: str
    en: str


FIELDS_OF_ACTION = (
    TopicWords("participation", "Beteiligung, Engagement und Teilhabe", "participation and engagement"),
    TopicWords("care_health", "Pflege und Gesundheit", "care and health"),
    TopicWords("housing_mobility_climate", "Wohnen, Mobilität und Klima", "housing, mobility and climate"),
    TopicWords("family_generations", "Familie, Generationen und Lebensgemeinschaften", "family and generations"),
    TopicWords("local_economy_supply", "Wirtschaft und Nahversorgung", "local economy and supply"),
    TopicWords(
        "inclusion_integration_diversity",
        "Inklusion, Integration und Vielfalt",
        "inclusion, integration and diversity",
    ),
    TopicWords("digitalisation", "Digitalisierung", "digitalisation"),
)
OWN = (
    TopicWords("funding", "Förderung", "funding"),
    TopicWords("strategy", "Landesstrategie", "state strategy"),
    TopicWords("events", "Veranstaltungen", "events"),
    TopicWords("portal", "Über dieses Portal", "about this portal"),
)
TOPICS = (*FIELDS_OF_ACTION, *OWN)
