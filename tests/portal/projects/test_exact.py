"""Nothing is rounded on its way into the database and back."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from quartier.portal.projects.exact import ExactDecoder, plain


def test_decimals_and_dates_become_text() -> None:
    assert plain({"a": Decimal("0.10"), 2027: [dt.date(2027, 1, 2), True, None, 7, "x"]}) == {
        "a": "0.10",
        "2027": ["2027-01-02", True, None, 7, "x"],
    }


def test_no_float_is_ever_read() -> None:
    assert json.loads('{"a": 0.1, "b": 1e30}', cls=ExactDecoder) == {"a": "0.1", "b": "1e30"}


@pytest.mark.parametrize("value", [0.1, b"x", {1, 2}, object()])
def test_refuses_what_is_no_project_data(value: object) -> None:
    with pytest.raises(ValueError, match="nicht stehen"):
        plain({"a": value})


def test_refuses_deep_nesting() -> None:
    value: object = "x"
    for _ in range(50):
        value = [value]

    with pytest.raises(ValueError, match="tief"):
        plain(value)


def test_what_nobody_sees_is_left_out() -> None:
    hidden = {"a\0": ["b\x1b\u202egnp.exe", "Zeile\nzwei\t😀 مركز", "\ud800"]}

    assert plain(hidden) == {"a": ["bgnp.exe", "Zeile\nzwei\t😀 مركز", ""]}
