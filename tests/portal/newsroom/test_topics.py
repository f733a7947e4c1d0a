"""The fields of action are those of the catalogue, word for word."""

from __future__ import annotations

from pathlib import Path

import yaml

from quartier.portal.newsroom.topics import FIELDS_OF_ACTION, TOPICS

VOCABULARY = Path(__file__).resolve().parents[3] / "catalogue/vocabulary/topics.yaml"


def test_fields_of_action_are_the_catalogues() -> None:
    terms = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))["terms"]

    assert {key: (term["de"]["label"], term["en"]["label"]) for key, term in terms.items()} == {
        key: (de, en) for key, de, en in FIELDS_OF_ACTION
    }


def test_keys_are_used_once() -> None:
    assert len({topic.key for topic in TOPICS}) == len(TOPICS)
