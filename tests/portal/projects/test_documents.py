"""What the catalogue no longer knows does not stand in the way of a project that was kept."""

from __future__ import annotations

import pytest

from quartier.portal.projects.documents import gone_programmes, known_still
from quartier.portal.projects.models import StoredProject

KNOWN, GONE = "bw-quartiersimpulse", "bw-gibt-es-nicht-mehr"


@pytest.mark.parametrize(
    ("choose", "left"),
    [
        ({"without": [GONE, KNOWN]}, {"without": [KNOWN]}),
        ({"without": [GONE]}, {"without": []}),
        ({"only": [KNOWN, GONE]}, {"only": [KNOWN]}),
        ({"only": [GONE]}, {"only": [GONE]}),
    ],
)
def test_programmes_that_are_gone(choose: dict[str, list[str]], left: dict[str, list[str]]) -> None:
    assert known_still({"title": "A", "choose": choose}) == {"title": "A", "choose": left}
    assert gone_programmes(StoredProject(data={"choose": choose})) == [GONE]


def test_answers_to_questions_that_are_gone() -> None:
    party = {"id": "v", "type": "municipality"}
    facts = {"council_resolution": True, "asked_no_more": True}

    assert known_still(
        {"facts": facts, "parties": [party, {**party, "facts": {"public_benefit": True, "asked_no_more": 1}}]}
    ) == {
        "facts": {"council_resolution": True},
        "parties": [party, {**party, "facts": {"public_benefit": True}}],
    }
