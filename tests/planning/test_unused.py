"""What keeps a fitting block out of a plan."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, item

from quartier.model.edition import Edition

HOUSE = costing(item("haus", 10_000), parties=[{"id": "gemeinde", "type": "municipality"}])


def unused(*editions: Edition) -> dict[str, str]:
    return {entry.programme: entry.text for entry in best(HOUSE, *editions).unused}


@pytest.mark.parametrize(
    ("kind", "where"), [("not_same_item", "für denselben Posten"), ("not_same_project", "im selben Vorhaben")]
)
def test_excluded_by_a_better_one(kind: str, where: str) -> None:
    worse = edition("b", block(rate=40), combining=[{"with": {"any": True}, "rule": kind}])

    assert unused(edition("a"), worse) == {"b": f"„Block“ schließt sich {where} mit A aus, das hier mehr bringt."}


def test_only_one_block_of_a_programme() -> None:
    text = "„Y“ entfällt: je Antragsteller nur ein Baustein dieses Programms, gewählt ist „X“."

    assert unused(edition("a", block("x", rate=50), block("y", rate=40))) == {"a": text}


@pytest.mark.parametrize(
    ("pays", "text"),
    [
        ({"amount": {"min": 6_000}}, "erreicht mit höchstens 5.000 € den Mindestbetrag von 6.000 € nicht"),
        ({"financing": "loan"}, "ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant"),
        ({"base": {"kinds": ["personnel"]}}, "zählt keinen der Posten dieses Vorhabens"),
    ],
)
def test_what_cannot_be_used(pays: dict[str, Any], text: str) -> None:
    assert unused(edition("a", block(**pays))) == {"a": f"„Block“ {text}."}


def test_nothing_left_to_pay() -> None:
    everything = edition("a", block(rate=100))

    assert unused(everything, edition("b", block(rate=40, amount={"min": 4_000}))) == {
        "b": "„Block“ würde die eigenen Mittel nicht weiter senken."
    }
    assert unused(everything, edition("b", block(rate=40, own={"min_rate": 20}))) == {
        "b": "„Block“ würde das eigene Geld nicht weiter senken; es verlangt 20 % Eigenanteil an seinen Posten."
    }
