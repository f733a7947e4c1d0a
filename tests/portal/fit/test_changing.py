"""What an answer changed is told in numbers."""

from __future__ import annotations

import pytest

from quartier.model.answers import Status
from quartier.portal.fit.changing import Change, news
from quartier.service.catalogue import the_catalogue

FACT = the_catalogue().vocabulary.facts["low_threshold"]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ({"a": "open", "b": "open", "c": "fails"}, "An den Programmen ändert das nichts."),
        ({"a": "fits", "b": "open", "c": "fails"}, "1 Programm mehr passt."),
        ({"a": "fits", "b": "fits", "c": "fails"}, "2 Programme mehr passen."),
        (
            {"a": "fits", "b": "fails", "c": "open"},
            "1 Programm mehr passt. 1 Programm scheidet aus. 1 ",
        ),
    ],
)
def test_news(after: dict[str, Status], words: str) -> None:
    before: dict[str, Status] = {"a": "open", "b": "open", "c": "fails"}
    change = Change(fact=FACT, name="low_threshold", party=None, own="low_threshold", value=True, before=())

    assert news(change, before, after).startswith(f"Gespeichert. {words}")
