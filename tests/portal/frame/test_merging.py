"""Joining what two people wrote at the same time."""

from __future__ import annotations

from typing import Any

import pytest

from quartier.portal.frame.merging import Difference, merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        (None, {"a": "1"}, {"b": "2"}, {"b": "2", "a": "1"}),
        ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "3"}, {"a": "2", "b": "3"}),
        ({"a": "1", "b": "1"}, {"b": "1"}, {"a": "1", "b": "2"}, {"b": "2"}),
        ({"a": "1"}, {"a": "2"}, {"a": "2"}, {"a": "2"}),
        ({"a": {"x": "1"}}, {"a": {"x": "2"}}, {"a": {"x": "1", "y": "3"}}, {"a": {"x": "2", "y": "3"}}),
        (["p", "p", "q"], ["p", "q"], ["p", "p", "q", "r"], ["p", "q", "r"]),
        (["p"], ["p", "mine"], ["p", "theirs"], ["p", "theirs", "mine"]),
        (["p"], ["p", "same"], ["p", "same"], ["p", "same"]),
        (["p", "q"], ["q"], ["q"], ["q"]),
        (None, None, ["r"], ["r"]),
    ],
)
def test_changes_at_different_places_are_joined(base: Any, mine: Any, theirs: Any, expected: Any) -> None:  # noqa: ANN401 - JSON
    assert merged(base, mine, theirs) == (expected, [])


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "path"),
    [
        ({"a": "1"}, {"a": "2"}, {"a": "3"}, ("a",)),
        ({"a": "1"}, {}, {"a": "3"}, ("a",)),
        ({"a": {"x": "1"}}, {"a": {"x": "2"}}, {"a": {"x": "3"}}, ("a", "x")),
        ({"a": ["p"]}, {"a": ["q"]}, {"a": ["r"]}, ("a",)),
    ],
)
def test_different_wishes_for_the_same_place_are_told(base: Any, mine: Any, theirs: Any, path: tuple[str, ...]) -> None:  # noqa: ANN401 - JSON
    _found, differences = merged(base, mine, theirs)

    assert [difference.path for difference in differences] == [path]


def test_mine_can_win_and_the_rest_stays() -> None:
    assert merged({"a": "1"}, {"a": "2"}, {"a": "3", "b": "4"}, mine_wins=True) == ({"a": "2", "b": "4"}, [])
    assert merged(None, "1", "2") == ("1", [Difference((), "1", "2")])


A, B, C = ({"id": name, "rate": 50, "note": "x"} for name in "abc")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ([A, B], [A | {"rate": 40}, B], [A | {"note": "y"}, B], [A | {"rate": 40, "note": "y"}, B]),
        ([A, B], [B, A], [A, B | {"rate": 40}], [B | {"rate": 40}, A]),
        ([A], [C, A], [A, B], [C, A, B]),
        ([A, B, C], [A, C], [A, B, C | {"rate": 40}], [A, C | {"rate": 40}]),
        ([{"min": 1, "max": 9}], [{"min": 2, "max": 9}], [{"min": 1, "max": 8}], [{"min": 2, "max": 8}]),
        (["p", "q", "r"], ["x", "q", "r"], ["p", "q", "y"], ["x", "q", "y"]),
        (["p", "q"], ["new", "p", "q"], ["p", "q2"], ["new", "p", "q2"]),
        (["p", "q"], ["q", "p"], ["p", "q", "r"], ["q", "p", "r"]),
        ({"a": None, "b": 1}, {"a": None, "b": 2}, {"a": None, "b": 1, "c": 3}, {"a": None, "b": 2, "c": 3}),
        ([], [A], [B], [B, A]),
    ],
)
def test_rows_that_stay_the_same_ones_are_joined_field_by_field(
    base: Any,  # noqa: ANN401 - JSON
    mine: Any,  # noqa: ANN401 - JSON
    theirs: Any,  # noqa: ANN401 - JSON
    expected: Any,  # noqa: ANN401 - JSON
) -> None:
    assert merged(base, mine, theirs, in_place=True) == (expected, [])


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "told"),
    [
        ([A], [A | {"rate": 40}], [A | {"rate": 30, "note": "y"}], Difference(("a", "rate"), 40, 30)),
        ([A, B], [B], [A | {"rate": 30}, B], Difference(("a",), None, A | {"rate": 30})),
        ([A, B], [A | {"rate": 30}, B], [B], Difference(("a",), A | {"rate": 30}, None)),
        ([{"max": 9}], [{"max": 8}], [{"max": 7}], Difference((0, "max"), 8, 7)),
        (["p", "q"], ["p1", "q", "r"], ["p2", "q"], Difference((), ["p1", "q", "r"], ["p2", "q"])),
        (["p", "p"], ["p", "p", "m"], ["p", "p", "t"], Difference((), ["p", "p", "m"], ["p", "p", "t"])),
    ],
)
def test_different_wishes_for_one_row_are_told(base: Any, mine: Any, theirs: Any, told: Difference) -> None:  # noqa: ANN401 - JSON
    assert merged(base, mine, theirs, in_place=True)[1] == [told]
