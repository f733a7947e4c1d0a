"""The data of an edition as the text of a catalogue file, exactly: what is read again is what was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import LOADER, parse_document


def yaml_of(document: Mapping[str, Any]) -> str:
    """The text of a catalogue file with this data, in its order, decimals exact."""
    return yaml.dump(dict(document), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=120)


def with_days(text: str, days: Mapping[str, dt.date | None]) -> str:
    """The text of an edition with other days of its validity, `from` or `until`; the rest of it stays as it stands.

    Comments are lost only where the text is written in so unusual a way that the place is not found. Raises
    BadInputError for a text that is no YAML.
    """
    for name, day in days.items():
        text = _with_day(text, name, day)
    return text


def _with_day(text: str, name: str, day: dt.date | None) -> str:
    data = parse_document(text.encode(), "").data
    document = data if isinstance(data, dict) else {}
    valid = document.get("valid")
    wanted = {**document, "valid": {**(valid if isinstance(valid, dict) else {}), name: day}}
    try:
        placed = _in_its_place(text, name, day.isoformat() if day else "null")
        found = parse_document(placed.encode(), "").data
    except BadInputError:
        found = None
    return placed if found == wanted else yaml_of(wanted)


def _in_its_place(text: str, name: str, word: str) -> str:
    """The text with this entry of `valid` changed or added; unchanged where there is no such place."""
    valid = _entries(yaml.compose(text, Loader=LOADER)).get("valid", (None, None))[1]
    entries = _entries(valid)
    if name in entries:
        value = entries[name][1]
        gap = " " if text[value.start_mark.index - 1] == ":" else ""
        return text[: value.start_mark.index] + gap + word + text[value.end_mark.index :]
    if not entries or not isinstance(valid, yaml.MappingNode):
        return text
    key, value = list(entries.values())[-1]
    gap = ", " if valid.flow_style else "\n" + " " * key.start_mark.column
    end = value.end_mark.index
    return f"{text[:end]}{gap}{name}: {word}{text[end:]}"


def _entries(node: object) -> dict[str, tuple[Any, Any]]:
    return {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


class _Writer(yaml.SafeDumper):
    """Writes decimals as the numbers they are, never with a tag or an exponent, which no file may have."""


def _decimal(writer: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = format(value, "f")
    if not value.is_finite():
        return writer.represent_str(text)
    kind = "float" if "." in text else "int"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Writer.add_representer(Decimal, _decimal)
