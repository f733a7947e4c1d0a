"""Differences field by field, verdicts of the example projects."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quartier.catalogue.loading import load_catalogue
from quartier.portal.editors.comparing import Difference, differences, judged


def test_fields_that_differ_with_their_place() -> None:
    before = "name: a\nblocks:\n- {id: x, rate: 50}\n- {id: y, rate: 60}\n"
    after = "name: a\nblocks:\n- {id: w, rate: 10}\n- {id: x, rate: 55}\nlevel: state\n"

    found = [replace(one, words="", source="") for one in differences(before, after)]
    assert found == [
        Difference("blocks.x.rate", "50", "55"),
        Difference("blocks.y.id", "y", ""),
        Difference("blocks.y.rate", "60", ""),
        Difference("blocks.w.id", "", "w"),
        Difference("blocks.w.rate", "", "10"),
        Difference("level", "", "state"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\nown: {}\n"),
        ("a: 1\n", "a: 1\nkinds: []\n"),
        ("a: 1\n", "a: 1\nb: null\n"),
        ("a: [{id: x, rate: 5}]\n", "a: [{id: x, rate: 90}, {id: x, rate: 5}]\n"),
        ('a: [{rate: 7}, {id: "0", rate: 5}]\n', 'a: [{rate: 90}, {id: "0", rate: 5}]\n'),
        ("a: [1, 2]\n", "a: [2, 1]\n"),
    ],
)
def test_nothing_is_hidden_from_the_second_pair_of_eyes(before: str, after: str) -> None:
    assert differences(before, after)


@pytest.mark.django_db
def test_a_field_is_called_as_in_the_form_and_names_its_source(text: str, cheaper: str) -> None:
    found = differences(text, cheaper)

    assert found
    for one in found:
        assert one.path.startswith("blocks.")
        assert "höchstens" in one.words
        assert one.source.startswith("Quartiersimpulse") or one.source
    gone = differences(cheaper, "")
    assert all(one.after == "" for one in gone)


def test_texts_that_are_no_yaml_have_no_differences() -> None:
    assert differences("a: [", "") == []


def test_every_example_project_has_an_opinion() -> None:
    edition = load_catalogue().latest("bw-quartiersimpulse")
    assert edition is not None
    found = judged(edition)

    assert len({one.project for one in found}) == 7
    assert {one.verdict for one in found} <= {"met", "open", "failed"}
    assert all(one.reasons for one in found if one.verdict != "met")
