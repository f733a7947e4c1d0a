"""Project data as JSON without floats: numbers with decimals are kept as text, dates as ISO text."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

MAX_DEPTH = 12
MAX_BYTES = 1_000_000
"""A project with 10,000 cost rows has about that size; more is no project."""


class ExactDecoder(json.JSONDecoder):
    """Reads decimals as text, for the few that another program may have stored."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - json's own options
        super().__init__(**{**options, "parse_float": str})


def plain(value: object, depth: int = MAX_DEPTH) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """A copy of project data that JSON can hold exactly; raises ValueError for what is no project data."""
    if depth == 0:
        raise ValueError("zu tief verschachtelt")
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(entry, depth - 1) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry, depth - 1) for entry in value]
    raise ValueError(f"„{type(value).__name__}“ kann in einem Vorhaben nicht stehen")
