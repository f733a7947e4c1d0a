"""Project data as JSON without floats: numbers with decimals are kept as text, dates as ISO text."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

MAX_DEPTH = 12
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class ExactDecoder(json.JSONDecoder):
    """Reads decimals as text, for the few that another program may have stored."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - json's own options
        super().__init__(**{**options, "parse_float": str})


def visible(text: str) -> str:
    """The text without what nobody sees: control characters, which databases refuse, and signs that turn what follows.

    Arabic or Hebrew needs none of the latter: browsers know the direction of its letters.
    """
    return _INVISIBLE.sub("", text)


def plain(value: object, depth: int = MAX_DEPTH) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """A copy of project data that JSON can hold exactly; raises ValueError for what is no project data."""
    if depth == 0:
        raise ValueError("zu tief verschachtelt")
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {visible(str(key)): plain(entry, depth - 1) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry, depth - 1) for entry in value]
    raise ValueError(f"„{type(value).__name__}“ kann in einem Vorhaben nicht stehen")
