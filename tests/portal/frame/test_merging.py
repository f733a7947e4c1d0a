"""Joining what two people wrote at the same time."""

from __future__ import annotations

from typing import Any

import pytest

from quartier.portal.live.merging import Difference, merged


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
