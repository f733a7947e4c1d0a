"""Every field of the format has its words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import get_args

import pytest

from quartier.catalogue.checks import ALLOWED
from quartier.model.combining import Rule
from quartier.model.conditions import Operator
from quartier.model.edition import IntakeKind
from quartier.model.pays import EarlyStart, Financing, StateAid
from quartier.model.vocabulary import FactType
from quartier.portal.edition_form import choices
from quartier.portal.edition_form.facts import OPERATORS, TYPES
from quartier.portal.edition_form.labels import LABELS, PICKS
from quartier.portal.edition_form.schema import Group, Many, Node, edition_group


def fields_of(node: Node) -> Iterator[str]:
    """All fields below a node."""
    if isinstance(node, Many):
        yield from fields_of(node.item)
    if isinstance(node, Group):
        for one in node.fields:
            yield one.table_key
            yield from fields_of(one.node)


def picks_of(node: Node) -> Iterator[str]:
    """All choices between groups of fields below a node."""
    if isinstance(node, Many):
        yield from picks_of(node.item)
    if isinstance(node, Group):
        yield from (pick.name for pick in node.picks)
        for one in node.fields:
            yield from picks_of(one.node)


def test_every_field_has_its_words_and_no_words_are_left_over() -> None:
    assert set(LABELS) == {*fields_of(edition_group())}
    assert all(str(label.name) for label in LABELS.values())


def test_every_choice_between_groups_has_its_words() -> None:
    assert set(PICKS) == {*picks_of(edition_group())}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [(choices.FINANCING, Financing), (choices.INTAKE, IntakeKind), (choices.RULES, Rule), (OPERATORS, Operator)],
)
def test_every_word_of_the_format_has_a_label(words: dict[str, object], kinds: type[StrEnum]) -> None:
    assert set(words) == set(kinds)


def test_every_literal_of_the_format_has_a_label() -> None:
    assert set(choices.EARLY_START) == set(get_args(EarlyStart))
    assert set(choices.STATE_AID) == set(get_args(StateAid))


def test_every_type_of_fact_can_be_compared() -> None:
    assert set(TYPES) == set(FactType) == set(ALLOWED)
