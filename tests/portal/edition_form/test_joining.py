"""The values of two people: told in words, chosen, put in their place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from quartier.portal.edition_form.joining import asked, chosen, section_in, shown
from quartier.portal.edition_form.sections import section_of

BLOCKS = {"blocks": [{"id": "a", "pays": {"rate": 50}}, {"id": "b"}]}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nichts"),
        ([], "nichts"),
        (True, "ja"),
        (40, "40"),
        (dt.date(2026, 3, 1), "01.03.2026"),
        ([{"de": "Ort", "en": "place"}, {"max": 5}], "Ort, place, 5"),
    ],
)
def test_values_in_words(value: object, words: str) -> None:
    assert shown(value) == words


@pytest.mark.parametrize(
    ("path", "theirs", "expected"),
    [
        (
            '["blocks", "a", "pays", "rate"]',
            [{"id": "a", "pays": {"rate": 9}}],
            [{"id": "a", "pays": {"rate": 9}}, {"id": "b"}],
        ),
        ('["blocks", "a", "pays"]', [{"id": "a"}], [{"id": "a"}, {"id": "b"}]),
        ('["blocks", "b"]', [], [{"id": "a", "pays": {"rate": 50}}]),
        ('["blocks", "c"]', [{"id": "c"}], [*BLOCKS["blocks"], {"id": "c"}]),
        ('["blocks", 7, "x"]', [], BLOCKS["blocks"]),
        ('["blocks", "c", "x"]', [{"id": "c", "x": 1}], BLOCKS["blocks"]),
    ],
)
def test_what_the_other_person_entered_is_put_in_its_place(path: str, theirs: list[Any], expected: list[Any]) -> None:
    name = f"choose.{path}"
    mine: dict[str, Any] = {**BLOCKS}

    assert chosen(mine, {"blocks": theirs}, {name: "theirs"}) == {"blocks": expected}
    assert chosen(mine, {"blocks": theirs}, {name: "mine", "other": "theirs"}) == BLOCKS
    assert len(asked({name: "mine", "other": "theirs"})) == 1


def test_a_section_is_found_where_its_block_is_now() -> None:
    seen: dict[str, Any] = {**BLOCKS}
    section = section_of("baustein-2", seen)
    assert section is not None

    assert section_in({"blocks": [{"id": "new"}, *BLOCKS["blocks"]]}, section, seen).slug == "baustein-3"
    assert section_in({"blocks": []}, section, seen).slug == "bausteine"
