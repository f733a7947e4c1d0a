"""JSON is read exactly or refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.catalogue.problems import BadInputError
from quartier.service.catalogue import the_catalogue
from quartier.service.plain_data import read_json, with_types


def test_decimals_stay_exact() -> None:
    assert read_json(b'{"a": 0.1, "b": 12345678901234567890.12}', "x").data == {
        "a": Decimal("0.1"),
        "b": Decimal("12345678901234567890.12"),
    }


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff", b"NaN", b"[" * 99999, b'{"a":' * 60 + b"1" + b"}" * 60, b"1" * 5000]
)
def test_refuses(raw: bytes) -> None:
    with pytest.raises(BadInputError):
        read_json(raw, "x")


def test_refuses_what_is_too_large() -> None:
    with pytest.raises(BadInputError, match="MB"):
        read_json(b" " * 2_000_001, "x")


def test_types_of_facts() -> None:
    vocabulary = the_catalogue().vocabulary
    dates = [name for name, fact in vocabulary.facts.items() if fact.type == "date" and "." not in name]
    data = {"facts": {dates[0]: "2026-03-01"} if dates else {}, "parties": [{"id": "a"}, "nonsense"]}

    typed = with_types(data, vocabulary)

    assert typed["parties"] == [{"id": "a"}, "nonsense"]
    assert all(isinstance(value, dt.date) for value in typed["facts"].values())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read_json(raw, "x")
    except BadInputError:
        return
