"""Numbers that browsers send, and what else comes."""

import pytest

from quartier.portal.frame.sent import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_numbers(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", [None, "", " 1", "-1", "1.5", "1e3", "x", "٣", "²", "1" * 10, "9" * 5_000])
def test_anything_else(text: str | None) -> None:
    assert whole_number(text) is None
